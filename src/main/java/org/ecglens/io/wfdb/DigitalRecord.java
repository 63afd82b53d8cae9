package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;
import org.ecglens.io.SignalFiles;

/** The digital values of a record at one rate, without skew. */
final class DigitalRecord {
  // Packed formats fill their last word, and some writers a block.
  private static final int MOST_PADDING = 16;

  private final List<WfdbSignal> signals;
  private final double sampleRateHz;
  private final int samplesPerFrame;
  private final int[][] values;
  private final List<String> comments;
  private final List<Notice> warnings;

  private DigitalRecord(
      List<WfdbSignal> signals,
      double sampleRateHz,
      int samplesPerFrame,
      int[][] values,
      List<String> comments,
      List<Notice> warnings) {
    this.signals = signals;
    this.sampleRateHz = sampleRateHz;
    this.samplesPerFrame = samplesPerFrame;
    this.values = values;
    this.comments = comments;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a record of one or several segments.
   *
   * @param name of the header file
   * @throws UserException if a file is damaged, missing or too large
   */
  static DigitalRecord read(SignalFiles files, String name, Frames mode) throws IOException {
    return read(files, name, WfdbHeader.read(files, name), mode);
  }

  /** The record of a header that was read already. */
  static DigitalRecord read(SignalFiles files, String name, WfdbHeader header, Frames mode)
      throws IOException {
    String path = files.path(name);
    List<Notice> warnings = headerNotices(path, name, header);
    if (header.isMultiSegment()) {
      SegmentedSignals segments = new SegmentedSignals(path, files, header);
      checkSize(path, segments.signals(), segments.frames(), mode);
      Samples samples = segments.read();
      warnings.addAll(segments.warnings());
      return joined(
          path,
          header,
          segments.signals(),
          samples,
          samples.frames(),
          mode,
          segments.comments(),
          warnings);
    }
    return single(path, files, header, mode, warnings);
  }

  /** What is peculiar about a header. */
  static List<Notice> headerNotices(String path, String name, WfdbHeader header) {
    List<Notice> warnings = new ArrayList<>(header.warnings());
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (!file.substring(0, file.length() - WfdbHeader.SUFFIX.length()).equals(header.record())) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": the header calls the record \""
                  + HeaderFields.shown(header.record())
                  + "\"."));
    }
    return warnings;
  }

  private static DigitalRecord single(
      String path, SignalFiles files, WfdbHeader header, Frames mode, List<Notice> warnings)
      throws IOException {
    if (header.isLayout()) {
      throw new UserException(
          path
              + ": no signal of the record is stored (all have format 0); it is the layout of a"
              + " record of several segments, read the header of that record.");
    }
    StoredSignals stored = new StoredSignals(path, files, header);
    warnings.addAll(stored.warnings());
    if (header.frames().isPresent()) {
      stored.check(header.frames().getAsLong());
    }
    long held = stored.frames().orElseThrow();
    long claimed = header.frames().orElse(held);
    if (claimed == 0) {
      throw new UserException(path + ": the signal files hold no samples.");
    }
    // Signals that come late go on behind the end of the record, where the file does.
    long wanted = Math.min(held, claimed + skew(header.signals()));
    if (held > claimed + skew(header.signals()) + MOST_PADDING) {
      warnings.add(
          Notice.Kind.HEADER.of(
              "%s: the header announces %d samples of each signal, the files hold %d; the others are not read."
                  .formatted(path, claimed, held)));
    }
    checkSize(path, header.signals(), wanted, mode);
    Samples samples = stored.read((int) wanted, (int) claimed);
    warnings.addAll(stored.checksums(samples));
    return joined(
        path, header, header.signals(), samples, (int) claimed, mode, header.comments(), warnings);
  }

  private static DigitalRecord joined(
      String path,
      WfdbHeader header,
      List<WfdbSignal> signals,
      Samples samples,
      int claimed,
      Frames mode,
      List<String> comments,
      List<Notice> warnings) {
    int skew = skew(signals);
    int frames = Math.min(claimed, samples.frames() - skew);
    if (frames <= 0) {
      throw new UserException(
          path
              + ": a skew of "
              + skew
              + " frames leaves nothing of the "
              + samples.frames()
              + " frames; mend the header.");
    }
    int perFrame = mode.perFrame(signals);
    int[][] values = new int[signals.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = mode.signal(signals.get(i), samples.signal(i), frames, perFrame);
    }
    return new DigitalRecord(
        signals, header.frameRateHz() * perFrame, perFrame, values, comments, warnings);
  }

  static void checkSize(String path, List<WfdbSignal> signals, long frames, Frames mode) {
    long stored = WfdbSignal.frameSamples(signals);
    long result = (long) signals.size() * mode.perFrame(signals);
    if (frames > EcgReader.MOST_VALUES / Math.max(stored, result)) {
      throw new UserException(
          path
              + ": "
              + signals.size()
              + " signals of "
              + frames
              + " frames are too long for one record; cut it into pieces.");
    }
  }

  /** Frames by which the latest signal is late. */
  static int skew(List<WfdbSignal> signals) {
    return signals.stream().mapToInt(WfdbSignal::skew).max().orElse(0);
  }

  /** The signals in the order of the header. */
  List<WfdbSignal> signals() {
    return signals;
  }

  /** Samples a second of every signal. */
  double sampleRateHz() {
    return sampleRateHz;
  }

  /** Samples that a frame became. */
  int samplesPerFrame() {
    return samplesPerFrame;
  }

  /** Samples of one signal, {@link Samples#INVALID} where there is none; not a copy. */
  int[] values(int signal) {
    return values[signal];
  }

  /** Comments of the header. */
  List<String> comments() {
    return comments;
  }

  /** Peculiarities that did not stand in the way. */
  List<Notice> warnings() {
    return warnings;
  }
}
