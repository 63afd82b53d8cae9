package org.ecglens.io.wfdb;

import java.io.IOException;

/** Samples of 12 or 10 bits that share bytes. They run on across the ends of frames. */
final class PackedSamples {
  private PackedSamples() {}

  /** Two samples of 12 bits in three bytes: the low byte of each and one of the two high halves. */
  static SampleSource pairs(ByteSource in) {
    return new SampleSource() {
      private int word;
      private boolean second;

      @Override
      public int next() throws IOException {
        second = !second;
        if (second) {
          word = in.word();
          return signed(word, 12);
        }
        return signed(((word >> 12) << 8) | in.unsigned(), 12);
      }
    };
  }

  /**
   * Three samples of 10 bits in two words of 16: the bits 1 to 10 of each word, and the five upper
   * bits of both.
   */
  static SampleSource triplesInWords(ByteSource in) {
    return new SampleSource() {
      private int first;
      private int second;
      private int place;

      @Override
      public int next() throws IOException {
        switch (place++) {
          case 0 -> {
            first = in.word();
            return signed(first >> 1, 10);
          }
          case 1 -> {
            second = in.word();
            return signed(second >> 1, 10);
          }
          default -> {
            place = 0;
            return signed((first >> 11) | ((second >> 11) << 5), 10);
          }
        }
      }
    };
  }

  /** Three samples of 10 bits in the low 30 bits of four bytes, the first in the lowest. */
  static SampleSource triplesInFour(ByteSource in) {
    return new SampleSource() {
      private int bits;
      private int place;

      @Override
      public int next() throws IOException {
        switch (place++) {
          case 0 -> {
            bits = in.word();
            return signed(bits, 10);
          }
          case 1 -> {
            // The last byte is left for the third sample: a file may end without it.
            bits = (bits >> 10) | (in.unsigned() << 6);
            return signed(bits, 10);
          }
          default -> {
            place = 0;
            return signed((bits >> 10) | (in.unsigned() << 4), 10);
          }
        }
      }
    };
  }

  private static int signed(int value, int bits) {
    return value << (Integer.SIZE - bits) >> (Integer.SIZE - bits);
  }
}
