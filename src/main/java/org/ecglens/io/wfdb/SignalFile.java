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
    try (Frontier frontier = start()) {
      return frontier.next(frames, summed);
    }
  }

  /** Opens the file to read it frame by frame. */
  Frontier start() throws IOException {
    return new Frontier(format() == SignalFormat.NULL ? InputStream.nullInputStream() : open());
  }

  /** How far a file has been read. */
  final class Frontier implements AutoCloseable {
    private final InputStream in;
    private final ByteSource bytes;
    private final SampleSource source;
    private final int[] last = signals.stream().mapToInt(WfdbSignal::initial).toArray();
    private int read;

    private Frontier(InputStream in) throws IOException {
      this.in = in;
      this.bytes = new ByteSource(in);
      try {
        source =
            switch (format()) {
              case NULL -> null;
              case FLAC_8, FLAC_16, FLAC_24 -> channels(in);
              default -> format().samples(bytes);
            };
      } catch (EOFException e) {
        in.close();
        throw tooShort(1, 0);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    }

    /**
     * The next frames.
     *
     * @param frames how many
     * @param summed how many of them the checksums are made of
     */
    Samples next(int frames, int summed) throws IOException {
      int[][] values = new int[signals.size()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = Samples.invalid(frames * signals.get(i).samplesPerFrame());
      }
      long[] sums = new long[values.length];
      if (source == null) {
        return new Samples(frames, values, sums);
      }
      int frame = 0;
      try {
        if (format() == SignalFormat.WORDS) {
          frame = words(values, sums, frames, summed);
        }
        for (; frame < frames; frame++) {
          for (int signal = 0; signal < values.length; signal++) {
            sums[signal] += frame(values[signal], signal, frame, frame < summed);
          }
        }
      } catch (EOFException e) {
        throw tooShort((long) read + frames, (long) read + frame);
      } catch (FlacBlocks.DamagedException e) {
        throw damaged(e);
      }
      read += frames;
      return new Samples(frames, values, sums);
    }

    /**
     * The commonest format without a call for each sample, as far as the buffer holds whole frames
     * of one sample of each signal.
     *
     * @return how many frames were read; the others, or the end of the file, are for the others
     */
    private int words(int[][] values, long[] sums, int frames, int summed) throws IOException {
      if (signals.stream().anyMatch(signal -> signal.samplesPerFrame() != 1)) {
        return 0;
      }
      int width = Short.BYTES * values.length;
      int invalid = format().invalid();
      int frame = 0;
      while (frame < frames) {
        int whole = Math.min(frames - frame, bytes.held(width) / width);
        if (whole == 0) {
          return frame;
        }
        for (int signal = 0; signal < values.length; signal++) {
          int at = Short.BYTES * signal;
          int[] of = values[signal];
          long sum = 0;
          for (int i = frame; i < frame + whole; i++, at += width) {
            int value = bytes.word(at);
            of[i] = value == invalid ? Samples.INVALID : value;
            sum += i < summed ? value : 0;
          }
          sums[signal] += sum;
        }
        bytes.pass(whole * width);
        frame += whole;
      }
      return frame;
    }

    private long frame(int[] values, int signal, int frame, boolean summed) throws IOException {
      int each = signals.get(signal).samplesPerFrame();
      long sum = 0;
      for (int i = frame * each; i < (frame + 1) * each; i++) {
        int value = source.next();
        if (format() == SignalFormat.DIFFERENCES) {
          last[signal] += value;
          value = last[signal];
        }
        if (value != format().invalid()) {
          values[i] = value;
        }
        sum += summed ? value : 0;
      }
      return sum;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
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
