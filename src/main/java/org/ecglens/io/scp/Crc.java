package org.ecglens.io.scp;

/** The CRC of CCITT, from 0xFFFF, that is in the first two bytes of the record and of sections. */
final class Crc {
  private static final int POLYNOMIAL = 0x1021;
  private static final int START = 0xffff;

  private Crc() {}

  /** Whether the first two of some bytes, at least two, are the checksum of the others. */
  static boolean fits(byte[] bytes, int from, int length) {
    int crc = START;
    for (int i = from + 2; i < from + length; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
      crc &= 0xffff;
    }
    return ((bytes[from] & 0xff) | (bytes[from + 1] & 0xff) << 8) == crc;
  }
}
