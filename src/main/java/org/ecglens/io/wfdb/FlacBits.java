package org.ecglens.io.wfdb;

import java.io.IOException;

/** Bits of a FLAC stream, the highest of a byte first, with the checksums over what was read. */
final class FlacBits {
  private static final int CRC_8 = 0x07;
  private static final int CRC_16 = 0x8005;

  private final ByteSource in;
  private long bits;
  private int held;
  private int crc8;
  private int crc16;

  FlacBits(ByteSource in) {
    this.in = in;
  }

  /** Whether another byte begins. */
  boolean more() throws IOException {
    return in.more();
  }

  /** Starts the checksums anew. */
  void restart() {
    crc8 = 0;
    crc16 = 0;
  }

  /** CRC-8 of the bytes since {@link #restart}. */
  int crc8() {
    return crc8;
  }

  /** CRC-16 of the bytes since {@link #restart}. */
  int crc16() {
    return crc16;
  }

  /** A number of 0 to 32 bits without sign. */
  long number(int count) throws IOException {
    while (held < count) {
      fetch();
    }
    held -= count;
    return (bits >>> held) & ((1L << count) - 1);
  }

  /** A number of 1 to 32 bits in two's complement. */
  int signed(int count) throws IOException {
    return (int) (number(count) << (Long.SIZE - count) >> (Long.SIZE - count));
  }

  /** How many zeros stand before the next one, which is taken too. */
  long zeros() throws IOException {
    long zeros = 0;
    while (true) {
      if (held == 0) {
        fetch();
      }
      long rest = bits & ((1L << held) - 1);
      if (rest != 0) {
        int leading = Long.numberOfLeadingZeros(rest) - (Long.SIZE - held);
        held -= leading + 1;
        return zeros + leading;
      }
      zeros += held;
      held = 0;
    }
  }

  /** Leaves out the rest of a byte. */
  void align() {
    held -= held % Byte.SIZE;
  }

  private void fetch() throws IOException {
    int value = in.unsigned();
    crc8 = crc(crc8, value, Byte.SIZE, CRC_8);
    crc16 = crc(crc16, value, Short.SIZE, CRC_16);
    bits = (bits << Byte.SIZE) | value;
    held += Byte.SIZE;
  }

  private static int crc(int crc, int value, int width, int polynomial) {
    int result = crc ^ (value << (width - Byte.SIZE));
    for (int i = 0; i < Byte.SIZE; i++) {
      result <<= 1;
      if (result >> width != 0) {
        result ^= polynomial | (1 << width);
      }
    }
    return result;
  }
}
