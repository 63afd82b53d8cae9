package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.SignalFiles;

/** The signal files of a record of one segment. */
final class StoredSignals {
  private final String path;
  private final List<WfdbSignal> signals;
  private final List<SignalFile> parts;
  private final List<Notice> warnings = new ArrayList<>();

  /**
   * Sorts the signals by file.
   *
   * @param path of the header, for messages
   * @throws UserException if the signals of a file do not fit together
   */
  StoredSignals(String path, SignalFiles files, WfdbHeader header) {
    this.path = path;
    this.signals = header.signals();
    this.parts = parts(files);
  }

  /** Peculiarities of the header. */
  List<Notice> warnings() {
    return List.copyOf(warnings);
  }

  /** Frames that every file has room for; empty where nothing is stored. */
  OptionalLong frames() throws IOException {
    OptionalLong frames = OptionalLong.empty();
    for (SignalFile part : parts) {
      OptionalLong held = part.frames();
      if (held.isPresent()) {
        frames = OptionalLong.of(Math.min(held.getAsLong(), frames.orElse(Long.MAX_VALUE)));
      }
    }
    return frames;
  }

  /** Refuses files that are shorter than the header says. */
  void check(long claimed) throws IOException {
    for (SignalFile part : parts) {
      part.check(claimed);
    }
  }

  /** All signals in the order of the header, see {@link SignalFile#read}. */
  Samples read(int frames, int summed) throws IOException {
    try (Frontier frontier = start()) {
      return frontier.next(frames, summed);
    }
  }

  /** Opens the files to read them frame by frame. */
  Frontier start() throws IOException {
    return new Frontier();
  }

  /** How far the files have been read. */
  final class Frontier implements AutoCloseable {
    private final List<SignalFile.Frontier> open = new ArrayList<>();

    private Frontier() throws IOException {
      try {
        for (SignalFile part : parts) {
          open.add(part.start());
        }
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }

    /** The next frames, see {@link SignalFile.Frontier#next}. */
    Samples next(int frames, int summed) throws IOException {
      int[][] values = new int[signals.size()][];
      long[] sums = new long[signals.size()];
      int next = 0;
      for (int part = 0; part < parts.size(); part++) {
        Samples samples = open.get(part).next(frames, summed);
        for (int i = 0; i < parts.get(part).signals().size(); i++, next++) {
          values[next] = samples.signal(i);
          sums[next] = samples.sum(i);
        }
      }
      return new Samples(frames, values, sums);
    }

    @Override
    public void close() throws IOException {
      for (SignalFile.Frontier file : open) {
        file.close();
      }
    }
  }

  /** What is to be said about the checksums of samples. */
  List<Notice> checksums(Samples samples) {
    return checksums(IntStream.range(0, signals.size()).mapToLong(samples::sum).toArray());
  }

  /** What is to be said about the sums of all samples of each signal. */
  List<Notice> checksums(long[] sums) {
    List<Notice> found = new ArrayList<>();
    for (int i = 0; i < signals.size(); i++) {
      WfdbSignal signal = signals.get(i);
      long sum = sums[i];
      // Programs write the 16 bits as a signed or an unsigned number.
      if (signal.checksum().isPresent()
          && signal.format() != SignalFormat.NULL
          && (short) sum != (short) signal.checksum().getAsLong()) {
        found.add(
            Notice.Kind.CHECKSUM.of(
                path
                    + ": signal "
                    + i
                    + ", checksum "
                    + signal.checksum().getAsLong()
                    + " does not fit the samples, whose checksum is "
                    + (short) sum
                    + "."));
      }
    }
    return found;
  }

  private List<SignalFile> parts(SignalFiles files) {
    List<SignalFile> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int start = 0;
    for (int i = 1; i <= signals.size(); i++) {
      WfdbSignal first = signals.get(start);
      if (i < signals.size() && signals.get(i).file().equals(first.file())) {
        together(start, i);
        continue;
      }
      if (!names.add(first.file()) && first.format() != SignalFormat.NULL) {
        throw new UserException(
            path
                + ": the signals in file "
                + HeaderFields.shown(first.file())
                + " do not follow each other; list them together in the order of the file.");
      }
      found.add(new SignalFile(path, files, signals.subList(start, i)));
      start = i;
    }
    return found;
  }

  private void together(int first, int other) {
    WfdbSignal one = signals.get(first);
    WfdbSignal two = signals.get(other);
    String both =
        path
            + ": signals "
            + first
            + " and "
            + other
            + " lie in the same file "
            + HeaderFields.shown(one.file());
    if (one.format() != two.format()) {
      throw new UserException(
          both
              + " in different formats ("
              + one.format().code()
              + ", "
              + two.format().code()
              + "); mend the header.");
    }
    if (one.offset() != two.offset()) {
      warnings.add(
          Notice.Kind.HEADER.of(
              both
                  + " at different offsets ("
                  + one.offset()
                  + ", "
                  + two.offset()
                  + "); the first one holds."));
    }
  }
}
