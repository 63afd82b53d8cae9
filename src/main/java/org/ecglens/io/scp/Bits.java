package org.ecglens.io.scp;

import java.nio.ByteBuffer;

/** Bits of bytes, each byte from its highest bit. */
final class Bits {
  private final ByteBuffer bytes;
  private final long count;
  private long at;

  /** The bits between position and limit. */
  Bits(ByteBuffer bytes) {
    this.bytes = bytes.slice();
    this.count = (long) Byte.SIZE * this.bytes.remaining();
  }

  /** The next bit, −1 at the end. */
  int next() {
    if (at >= count) {
      return -1;
    }
    int bit = bytes.get((int) (at >> 3)) >> (7 - (int) (at & 7)) & 1;
    at++;
    return bit;
  }

  /** Whether so many bits are left. */
  boolean has(int bits) {
    return count - at >= bits;
  }

  /** A number in two's complement, its highest bit first; there are as many bits. */
  int signed(int bits) {
    int value = 0;
    for (int i = 0; i < bits; i++) {
      value = value << 1 | next();
    }
    return bits == 0 ? 0 : value << (Integer.SIZE - bits) >> (Integer.SIZE - bits);
  }
}
