package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.ecglens.UserException;
import org.ecglens.io.SignalFiles;

/**
 * One signal file in format 16: two bytes a sample, little-endian two's complement, the signals of
 * the file in turn (signal(5) of the WFDB manual). A MATLAB v4 file of a matrix {@code
 * int16[signal][sample]} is the same after its header of 24 bytes.
 *
 * @param header path of the header, for messages
 * @param files the folder
 * @param signals that lie in this file, in the order of the header
 */
record SignalFile(String header, SignalFiles files, List<WfdbSignal> signals) {
  /** The format that is read. */
  static final int FORMAT = 16;

  private static final int CHUNK_FRAMES = 8192;

  /** Samples of each signal that the file has room for. */
  long samples() throws IOException {
    return missingIsMistake(() -> Math.max(0, files.length(name()) - offset())) / frameBytes();
  }

  /**
   * Refuses a file that is shorter than the header says, before memory is taken for it.
   *
   * @param claimed samples of each signal
   */
  void check(long claimed) throws IOException {
    long held = samples();
    if (held < claimed) {
      throw tooShort(claimed, held);
    }
  }

  /**
   * Reads the digital values.
   *
   * @param samples of each signal, see {@link #check}
   * @return {@code [signal][sample]}
   */
  short[][] read(int samples) throws IOException {
    short[][] values = new short[signals.size()][samples];
    try (InputStream in = missingIsMistake(() -> files.open(name()))) {
      in.skipNBytes(offset());
      byte[] bytes = new byte[Math.min(samples, CHUNK_FRAMES) * frameBytes()];
      for (int done = 0; done < samples; ) {
        int frames = Math.min(CHUNK_FRAMES, samples - done);
        int wanted = frames * frameBytes();
        if (in.readNBytes(bytes, 0, wanted) < wanted) {
          throw tooShort(samples, done);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, wanted).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < frames; frame++, done++) {
          for (short[] signal : values) {
            signal[done] = buffer.getShort();
          }
        }
      }
    } catch (EOFException e) {
      throw tooShort(samples, 0);
    }
    return values;
  }

  private String name() {
    return signals.get(0).file();
  }

  private long offset() {
    return signals.get(0).offset();
  }

  private int frameBytes() {
    return signals.size() * Short.BYTES;
  }

  private UserException tooShort(long claimed, long held) {
    return new UserException(
        files.path(name())
            + ": the file holds "
            + held
            + " samples of each of its "
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
              + WfdbHeader.shown(name())
              + " is missing; put it beside the header.",
          e);
    }
  }

  private interface Access<T> {
    T get() throws IOException;
  }
}
