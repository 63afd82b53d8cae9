package org.ecglens.io.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.UserException;
import org.ecglens.io.SignalFiles;

/**
 * Digital samples of a record, {@code [signal][frame]}.
 *
 * <p>Only format 16 for now: 16-bit little-endian two's complement, the signals of a file
 * interleaved. MATLAB version 4 files hold the same behind their 24-byte header.
 */
final class WfdbSamples {
  /** Stands for an invalid sample. */
  static final int INVALID = Short.MIN_VALUE;

  private static final int SUPPORTED_FORMAT = 16;
  private static final int SAMPLE_BYTES = 2;

  private final int[][] digital;
  private final List<String> warnings;

  private WfdbSamples(int[][] digital, List<String> warnings) {
    this.digital = digital;
    this.warnings = List.copyOf(warnings);
  }

  int frames() {
    return digital[0].length;
  }

  int at(int signal, int frame) {
    return digital[signal][frame];
  }

  List<String> warnings() {
    return warnings;
  }

  /**
   * Reads every signal.
   *
   * @throws UserException if a file is missing, too short or in a format that is not supported
   */
  static WfdbSamples read(SignalFiles files, String headerPath, WfdbHeader header)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    List<Group> groups = groups(headerPath, header);
    long frames = header.frames();
    for (Group group : groups) {
      long available = group.available(files);
      if (header.frames() == 0) {
        if (group.first > 0 && available != frames) {
          throw new UserException(
              files.path(group.file())
                  + ": holds "
                  + available
                  + " samples of each signal, the files before it "
                  + frames
                  + "; state the number of samples in "
                  + headerPath);
        }
        frames = available;
      } else if (available < frames) {
        throw new UserException(
            files.path(group.file())
                + ": holds "
                + available
                + " samples of each signal, "
                + headerPath
                + " states "
                + frames
                + "; the file is truncated or the header is another record's");
      } else if (available > frames) {
        warnings.add(
            files.path(group.file())
                + ": holds "
                + available
                + " samples of each signal, of which the header states "
                + frames);
      }
    }
    // The files are at least this long, so a header cannot make the reader allocate more than they
    // are.
    if (frames * header.signals().size() > Integer.MAX_VALUE / 8) {
      throw new UserException(
          headerPath
              + ": the record has "
              + frames
              + " samples of "
              + header.signals().size()
              + " signals, too many for one record; cut it into parts");
    }
    int[][] digital = new int[header.signals().size()][(int) frames];
    for (Group group : groups) {
      group.read(files, digital);
    }
    checksums(headerPath, header, digital, warnings);
    return new WfdbSamples(digital, warnings);
  }

  /** Other tools write wrong checksums often enough that one is worth a warning, not a refusal. */
  private static void checksums(
      String headerPath, WfdbHeader header, int[][] digital, List<String> warnings) {
    for (int i = 0; i < digital.length; i++) {
      WfdbSignal signal = header.signals().get(i);
      int sum = 0;
      for (int value : digital[i]) {
        sum += value;
      }
      if (signal.checksum() != null && signal.checksum() != (sum & 0xFFFF)) {
        warnings.add(
            headerPath
                + ", line "
                + signal.line()
                + ": the checksum of "
                + signal.description()
                + " is "
                + signal.checksum()
                + ", that of the samples "
                + (sum & 0xFFFF));
      }
    }
  }

  /** Signals interleaved in one file: consecutive ones with the same file name. */
  private record Group(int first, List<WfdbSignal> signals) {
    String file() {
      return signals.get(0).file();
    }

    long offset() {
      return signals.get(0).byteOffset();
    }

    int frameBytes() {
      return SAMPLE_BYTES * signals.size();
    }

    long available(SignalFiles files) throws IOException {
      try {
        return Math.max(0, files.length(file()) - offset()) / frameBytes();
      } catch (FileNotFoundException | NoSuchFileException e) {
        throw missing(files, e);
      }
    }

    void read(SignalFiles files, int[][] digital) throws IOException {
      int frames = digital[first].length;
      byte[] bytes = new byte[frames * frameBytes()];
      try (InputStream in = files.open(file())) {
        in.skipNBytes(offset());
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
          throw new UserException(files.path(file()) + ": ends before its stated length");
        }
      } catch (FileNotFoundException | NoSuchFileException e) {
        throw missing(files, e);
      }
      ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int frame = 0; frame < frames; frame++) {
        for (int i = 0; i < signals.size(); i++) {
          digital[first + i][frame] = samples.getShort();
        }
      }
    }

    private UserException missing(SignalFiles files, IOException cause) {
      return new UserException(
          files.path(file())
              + ": there is no such file, but line "
              + signals.get(0).line()
              + " of the header names it; put it beside the header",
          cause);
    }
  }

  private static List<Group> groups(String headerPath, WfdbHeader header) {
    List<Group> groups = new ArrayList<>();
    List<WfdbSignal> signals = header.signals();
    int start = 0;
    for (int i = 0; i <= signals.size(); i++) {
      if (i < signals.size()) {
        refuseUnsupported(headerPath, signals.get(i));
      }
      if (i == signals.size() || !signals.get(i).file().equals(signals.get(start).file())) {
        groups.add(new Group(start, signals.subList(start, i)));
        start = i;
      } else if (signals.get(i).byteOffset() != signals.get(start).byteOffset()) {
        throw refusal(
            headerPath,
            signals.get(i),
            "the byte offset",
            signals.get(i).byteOffset(),
            "it must be the same for all signals of a file");
      }
    }
    return groups;
  }

  private static void refuseUnsupported(String headerPath, WfdbSignal signal) {
    if (signal.format() != SUPPORTED_FORMAT) {
      throw refusal(
          headerPath, signal, "the format", signal.format(), "only format 16 is supported");
    }
    if (signal.samplesPerFrame() != 1) {
      throw refusal(
          headerPath,
          signal,
          "the number of samples per frame",
          signal.samplesPerFrame(),
          "only 1 is supported");
    }
    if (signal.skew() != 0) {
      throw refusal(headerPath, signal, "the skew", signal.skew(), "only 0 is supported");
    }
  }

  private static UserException refusal(
      String headerPath, WfdbSignal signal, String field, long value, String expected) {
    return new UserException(
        headerPath
            + ", line "
            + signal.line()
            + ": "
            + field
            + " of "
            + signal.description()
            + " is "
            + value
            + ", "
            + expected);
  }
}
