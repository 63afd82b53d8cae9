package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Blocks of samples of a FLAC stream of up to 24 bits (RFC 9639). The checksum of each block is
 * checked: it stands where other signal files have nothing.
 */
final class FlacBlocks {
  private static final long MARKER = 0x664c6143; // fLaC
  private static final int STREAMINFO = 0;
  private static final int STREAMINFO_BYTES = 34;
  private static final int SYNC = 0x7ffc;
  private static final int[] RICE_PARAMETER_BITS = {4, 5};

  /** Weights of the last samples, the latest first, that predict the next one. */
  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  /** A stream that is no FLAC, or a damaged one; the message completes "the file". */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String problem) {
      super(problem);
    }
  }

  private final FlacBits in;
  private final int channels;
  private final int bits;
  private final long samples;
  private final int longestBlock;

  /** Reads what stands before the first block. */
  FlacBlocks(ByteSource source) throws IOException {
    in = new FlacBits(source);
    demand(in.number(32) == MARKER, "is no FLAC stream");
    boolean last = in.number(1) == 1;
    demand(
        in.number(7) == STREAMINFO && in.number(24) == STREAMINFO_BYTES,
        "does not begin with the FLAC stream's description");
    in.number(16);
    longestBlock = (int) in.number(16);
    in.number(32);
    in.number(16);
    in.number(20);
    channels = (int) in.number(3) + 1;
    bits = (int) in.number(5) + 1;
    samples = (in.number(4) << 32) | in.number(32);
    for (int i = 0; i < 4; i++) {
      in.number(32);
    }
    while (!last) {
      last = in.number(1) == 1;
      in.number(7);
      for (long left = in.number(24); left > 0; left--) {
        in.number(8);
      }
    }
  }

  /** Channels of every block. */
  int channels() {
    return channels;
  }

  /** Bits of a sample. */
  int bits() {
    return bits;
  }

  /** Samples of a channel, 0 if the stream does not say. */
  long samples() {
    return samples;
  }

  /**
   * The next block.
   *
   * @return {@code [channel][sample]}
   * @throws EOFException at the end of the stream
   * @throws DamagedException if it is not what the description of the stream or its checksum say
   */
  int[][] next() throws IOException {
    if (!in.more()) {
      throw new EOFException();
    }
    in.restart();
    demand(in.number(15) == SYNC, "holds a FLAC block without a beginning");
    in.number(1);
    int length = (int) in.number(4);
    int rate = (int) in.number(4);
    int assignment = (int) in.number(4);
    int size = (int) in.number(3);
    demand(in.number(1) == 0, "holds a FLAC block of an unknown kind");
    int followers = Integer.numberOfLeadingZeros(~((int) in.number(8) << 24));
    for (int i = 1; i < followers; i++) {
      in.number(8);
    }
    int samples = length(length);
    in.number(rate == 12 ? 8 : rate > 12 ? 16 : 0);
    int crc8 = in.crc8();
    demand(in.number(8) == crc8, "holds a FLAC block with a damaged beginning");
    int count = assignment < 8 ? assignment + 1 : 2;
    demand(
        count == channels
            && assignment <= 10
            && samples <= longestBlock
            && (size == 0 || bits == new int[] {0, 8, 12, 0, 16, 20, 24, 32}[size]),
        "holds a FLAC block that differs from the stream's description");
    int[][] block = new int[channels][];
    for (int channel = 0; channel < channels; channel++) {
      boolean side = assignment == 9 ? channel == 0 : assignment > 7 && channel == 1;
      block[channel] = channel(samples, side ? bits + 1 : bits);
    }
    join(block, assignment);
    in.align();
    int crc16 = in.crc16();
    demand(in.number(16) == crc16, "holds a FLAC block whose checksum does not fit");
    return block;
  }

  private int length(int code) throws IOException {
    return switch (code) {
      case 0 -> throw new DamagedException("holds a FLAC block of an unknown length");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> (int) in.number(8) + 1;
      case 7 -> (int) in.number(16) + 1;
      default -> 1 << code;
    };
  }

  /** Turns a channel and a difference back into two channels. */
  private static void join(int[][] block, int assignment) {
    if (assignment < 8) {
      return;
    }
    int[] first = block[0];
    int[] second = block[1];
    for (int i = 0; i < first.length; i++) {
      switch (assignment) {
        case 8 -> second[i] = first[i] - second[i];
        case 9 -> first[i] += second[i];
        default -> {
          int twice = (first[i] << 1) | (second[i] & 1);
          first[i] = (twice + second[i]) >> 1;
          second[i] = (twice - second[i]) >> 1;
        }
      }
    }
  }

  private int[] channel(int length, int width) throws IOException {
    demand(in.number(1) == 0, "holds a FLAC channel without a beginning");
    int type = (int) in.number(6);
    int wasted = in.number(1) == 0 ? 0 : (int) Math.min(width, in.zeros() + 1);
    int kept = width - wasted;
    demand(kept > 0, "holds a FLAC channel without bits");
    int[] values = new int[length];
    if (type == 0) {
      Arrays.fill(values, in.signed(kept));
    } else if (type == 1) {
      verbatim(values, length, kept);
    } else if (type >= 8 && type <= 12) {
      predicted(values, FIXED[type - 8], 0, kept);
    } else if (type >= 32) {
      linear(values, type - 31, kept);
    } else {
      throw new DamagedException("holds a FLAC channel of an unknown kind");
    }
    if (wasted > 0) {
      for (int i = 0; i < length; i++) {
        values[i] <<= wasted;
      }
    }
    return values;
  }

  private void verbatim(int[] values, int count, int width) throws IOException {
    for (int i = 0; i < count; i++) {
      values[i] = in.signed(width);
    }
  }

  private void linear(int[] values, int order, int width) throws IOException {
    demand(order <= values.length, "holds a FLAC channel that is too short");
    verbatim(values, order, width);
    int precision = (int) in.number(4) + 1;
    int shift = in.signed(5);
    demand(precision < 16 && shift >= 0, "holds a FLAC channel with an unknown prediction");
    int[] weights = new int[order];
    for (int i = 0; i < order; i++) {
      weights[i] = in.signed(precision);
    }
    residuals(values, order);
    predict(values, weights, shift);
  }

  private void predicted(int[] values, int[] weights, int shift, int width) throws IOException {
    demand(weights.length <= values.length, "holds a FLAC channel that is too short");
    verbatim(values, weights.length, width);
    residuals(values, weights.length);
    predict(values, weights, shift);
  }

  private static void predict(int[] values, int[] weights, int shift) {
    for (int i = weights.length; i < values.length; i++) {
      long sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += (long) weights[k] * values[i - 1 - k];
      }
      values[i] += (int) (sum >> shift);
    }
  }

  /** What the prediction of each sample misses, in Rice codes. */
  private void residuals(int[] values, int order) throws IOException {
    int method = (int) in.number(2);
    demand(method < RICE_PARAMETER_BITS.length, "holds a FLAC channel of an unknown code");
    int width = RICE_PARAMETER_BITS[method];
    int partitions = 1 << (int) in.number(4);
    int each = values.length / partitions;
    demand(
        each * partitions == values.length && each >= order,
        "holds a FLAC channel whose parts do not fit");
    int next = order;
    for (int partition = 1; partition <= partitions; partition++) {
      int parameter = (int) in.number(width);
      int end = partition * each;
      if (parameter == (1 << width) - 1) {
        int raw = (int) in.number(5);
        for (; next < end; next++) {
          values[next] = raw == 0 ? 0 : in.signed(raw);
        }
      } else {
        for (; next < end; next++) {
          long code = (in.zeros() << parameter) | in.number(parameter);
          values[next] = (int) ((code >>> 1) ^ -(code & 1));
        }
      }
    }
  }

  private static void demand(boolean holds, String problem) throws DamagedException {
    if (!holds) {
      throw new DamagedException(problem);
    }
  }
}
