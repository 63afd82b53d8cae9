package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.OptionalLong;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;

/**
 * One signal file: frame after frame, and in a frame the samples of each signal in turn.
 *
 * @param header path of the header, for messages
 * @param files the folder
 * @param signals that lie in this file, in the order of the header, all of one format
 */
record SignalFile(String header, SignalFiles files, List<WfdbSignal> signals) {
  // A block of eight bytes of FLAC cannot hold more samples of a channel.
  private static final long FLAC_BLOCK_SAMPLES = 65535;
  private static final long FLAC_BLOCK_BYTES = 8;

  /** Frames that the file has room for; empty where nothing is stored. */
  OptionalLong frames() throws IOException {
    if (format() == SignalFormat.NULL) {
      return OptionalLong.empty();
    }
    if (format().isCompressed()) {
      try (InputStream in = open()) {
        FlacBlocks blocks = blocks(in);
        // 0 says that the stream does not know: then what its bytes could hold is the limit.
        long held = blocks.samples() > 0 ? Math.min(blocks.samples(), most()) : most();
        return OptionalLong.of(held / first().samplesPerFrame());
      } catch (EOFException e) {
        throw tooShort(1, 0);
      }
    }
    return OptionalLong.of(format().samples(bytes()) / WfdbSignal.frameSamples(signals));
  }

  /**
   * Refuses a file that is shorter than the header says, before memory is taken for it.
   *
   * @param claimed frames
   */
  void check(long claimed) throws IOException {
    OptionalLong held = frames();
    if (held.isPresent() && held.getAsLong() < claimed) {
      throw tooShort(claimed, held.getAsLong());
    }
  }

  /**
   * Reads the digital values.
   *
   * @param frames see {@link #check}
   * @param summed how many of the frames the checksums are made of
   */
  Samples read(int frames, int summed) throws IOException {
    int[][] values = new int[signals.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = Samples.invalid(frames * signals.get(i).samplesPerFrame());
    }
    long[] sums = new long[values.length];
    if (format() == SignalFormat.NULL) {
      return new Samples(frames, values, sums);
    }
    int frame = 0;
    try (InputStream in = open()) {
      SampleSource source =
          format().isCompressed() ? channels(in) : format().samples(new ByteSource(in));
      int[] last = signals.stream().mapToInt(WfdbSignal::initial).toArray();
      for (; frame < frames; frame++) {
        for (int signal = 0; signal < values.length; signal++) {
          int each = signals.get(signal).samplesPerFrame();
          for (int i = frame * each; i < (frame + 1) * each; i++) {
            int value = source.next();
            if (format() == SignalFormat.DIFFERENCES) {
              last[signal] += value;
              value = last[signal];
            }
            if (value != format().invalid()) {
              values[signal][i] = value;
            }
            sums[signal] += frame < summed ? value : 0;
          }
        }
      }
    } catch (EOFException e) {
      throw tooShort(frames, frame);
    } catch (FlacBlocks.DamagedException e) {
      throw damaged(e);
    }
    return new Samples(frames, values, sums);
  }

  /** A frame of several samples of a signal is as many samples of its channel. */
  private SampleSource channels(InputStream in) throws IOException {
    FlacBlocks blocks = blocks(in);
    int each = first().samplesPerFrame();
    return new SampleSource() {
      private int[][] block = new int[blocks.channels()][0];
      private int start;
      private int channel;
      private int inFrame;
      private int[][] frame = new int[blocks.channels()][each];

      @Override
      public int next() throws IOException {
        if (channel == 0 && inFrame == 0) {
          fill();
        }
        int value = frame[channel][inFrame++];
        if (inFrame == each) {
          inFrame = 0;
          channel = (channel + 1) % frame.length;
        }
        return value;
      }

      private void fill() throws IOException {
        for (int i = 0; i < each; i++, start++) {
          if (start == block[0].length) {
            block = blocks.next();
            start = 0;
          }
          for (int c = 0; c < frame.length; c++) {
            frame[c][i] = block[c][start];
          }
        }
      }
    };
  }

  private FlacBlocks blocks(InputStream in) throws IOException {
    FlacBlocks blocks;
    try {
      blocks = new FlacBlocks(new ByteSource(in));
    } catch (FlacBlocks.DamagedException e) {
      throw damaged(e);
    }
    if (blocks.channels() != signals.size()) {
      throw wrong(
          "holds "
              + blocks.channels()
              + " FLAC channels, the header "
              + header
              + " lists "
              + signals.size()
              + " signals; mend the header.");
    }
    if (blocks.bits() > format().bits()) {
      throw wrong(
          "holds FLAC samples of "
              + blocks.bits()
              + " bits, format "
              + format().code()
              + " in the header "
              + header
              + " has "
              + format().bits()
              + "; mend the header.");
    }
    if (signals.stream().anyMatch(s -> s.samplesPerFrame() != first().samplesPerFrame())) {
      throw wrong(
          "a FLAC file has as many samples a frame of each signal, the header "
              + header
              + " says otherwise; mend the header.");
    }
    return blocks;
  }

  private WfdbSignal first() {
    return signals.get(0);
  }

  private SignalFormat format() {
    return first().format();
  }

  private long bytes() throws IOException {
    return missingIsMistake(() -> Math.max(0, files.length(first().file()) - first().offset()));
  }

  private long most() throws IOException {
    return bytes() / FLAC_BLOCK_BYTES * FLAC_BLOCK_SAMPLES;
  }

  private InputStream open() throws IOException {
    InputStream in = missingIsMistake(() -> files.open(first().file()));
    try {
      in.skipNBytes(first().offset());
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return in;
  }

  private UserException damaged(FlacBlocks.DamagedException e) {
    return new UserException(
        files.path(first().file()) + ": the file " + e.getMessage() + "; copy it again.", e);
  }

  private UserException wrong(String problem) {
    return new UserException(files.path(first().file()) + ": the file " + problem);
  }

  private UserException tooShort(long claimed, long held) {
    return wrong(
        "holds "
            + held
            + " frames of its "
            + signals.size()
            + " signals, the header "
            + header
            + " says "
            + claimed
            + "; copy the signal file again or mend the header.");
  }

  private <T> T missingIsMistake(Access<T> access) throws IOException {
    try {
      return access.get();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(
          header
              + ": signal file "
              + HeaderFields.shown(first().file())
              + " is missing; put it beside the header.",
          e);
    }
  }

  private interface Access<T> {
    T get() throws IOException;
  }
}
