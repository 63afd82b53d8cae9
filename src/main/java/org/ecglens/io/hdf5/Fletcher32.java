package org.ecglens.io.hdf5;

/**
 * The checksum behind a chunk (Fletcher 1982), as HDF5 computes it: over 16-bit words, the high
 * byte first, an odd byte at the end being one. jHDF does not look at it.
 */
final class Fletcher32 {
  /** Bytes of a checksum. */
  static final int BYTES = 4;

  private static final int MODULUS = 0xFFFF;

  private Fletcher32() {}

  /** Whether the last four bytes are the checksum of those before. */
  static boolean fits(byte[] bytes) {
    int length = bytes.length - BYTES;
    if (length < 0) {
      return false;
    }
    long sum = 0;
    long sumOfSums = 0;
    for (int i = 0; i < length; i += 2) {
      sum = (sum + word(bytes[i], i + 1 < length ? bytes[i + 1] : 0)) % MODULUS;
      sumOfSums = (sumOfSums + sum) % MODULUS;
    }
    byte a = bytes[length];
    byte b = bytes[length + 1];
    byte c = bytes[length + 2];
    byte d = bytes[length + 3];
    // Early versions of HDF5 wrote the bytes of each half the other way round.
    return (word(b, a) % MODULUS == sum && word(d, c) % MODULUS == sumOfSums)
        || (word(a, b) % MODULUS == sum && word(c, d) % MODULUS == sumOfSums);
  }

  private static int word(byte high, byte low) {
    return Byte.toUnsignedInt(high) << 8 | Byte.toUnsignedInt(low);
  }
}
