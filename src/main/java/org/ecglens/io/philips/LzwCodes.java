package org.ecglens.io.philips;

import java.util.Arrays;

/**
 * The bytes of a stream of LZW codes (Welch 1984) of ten bits, highest bit first. Codes below 256
 * are bytes, 1023 ends the stream; when all others are in use the table stays as it is.
 */
final class LzwCodes {
  private static final int BITS = 10;
  private static final int END = (1 << BITS) - 1;
  private static final int BYTES = 1 << Byte.SIZE;

  // A code is what another one means and a byte behind it.
  private final int[] before = new int[END];
  private final byte[] last = new byte[END];
  private final byte[] first = new byte[END];
  private final int[] length = new int[END];
  private int used = BYTES;
  private byte[] out = new byte[1 << 12];
  private int size;

  private LzwCodes() {
    for (int code = 0; code < BYTES; code++) {
      last[code] = (byte) code;
      first[code] = (byte) code;
      length[code] = 1;
    }
  }

  /**
   * Unpacks a stream.
   *
   * @param packed holds the stream
   * @param from its first byte
   * @param to behind its last byte
   * @param most bytes that it may have unpacked
   * @throws IllegalArgumentException if a code has no meaning yet, or there are more bytes
   */
  static byte[] unpack(byte[] packed, int from, int to, int most) {
    LzwCodes codes = new LzwCodes();
    int previous = -1;
    int held = 0;
    int bits = 0;
    for (int at = from; at < to; at++) {
      held = held << Byte.SIZE | Byte.toUnsignedInt(packed[at]);
      bits += Byte.SIZE;
      if (bits < BITS) {
        continue;
      }
      bits -= BITS;
      int code = held >>> bits & END;
      if (code == END) {
        break;
      }
      codes.learn(previous, code);
      codes.write(code, most);
      previous = code;
    }
    return Arrays.copyOf(codes.out, codes.size);
  }

  /** What was written last and the first byte of what follows get the next code. */
  private void learn(int previous, int code) {
    boolean now = previous >= 0 && used < END;
    if (code > used || (code == used && !now)) {
      throw new IllegalArgumentException("code " + code + " where " + used + " are in use");
    }
    if (now) {
      before[used] = previous;
      first[used] = first[previous];
      last[used] = first[code == used ? previous : code];
      length[used] = length[previous] + 1;
      used++;
    }
  }

  private void write(int code, int most) {
    int end = size + length[code];
    if (end > most) {
      throw new IllegalArgumentException("more than " + most + " bytes");
    }
    if (end > out.length) {
      out = Arrays.copyOf(out, Math.max(end, 2 * out.length));
    }
    int from = code;
    for (int at = end - 1; at >= size; at--) {
      out[at] = last[from];
      from = before[from];
    }
    size = end;
  }
}
