package org.ecglens.io.dicom;

import java.util.Optional;

/**
 * Samples of fewer bits than there is room for, such as 12 in 16 (PS3.3 C.10.9.1.4). The standard
 * asks for the sign in all upper bits; some devices leave them 0.
 *
 * @param sign the bit that is the sign where the upper bits are 0, else 0
 * @param contradicted whether there are samples that need more bits than are said
 */
record StoredBits(int sign, boolean contradicted) {
  /**
   * How the samples of a channel are to be read.
   *
   * @param bits that are said to be stored, 0 if nothing is
   * @param samples of the channel as they lie in the file
   * @param padding value that is no sample
   */
  static StoredBits of(SampleFormat format, long bits, int[] samples, Optional<Integer> padding) {
    if (bits < 2 || bits >= 8L * format.bytes()) {
      return new StoredBits(0, false);
    }
    int least = 0;
    int most = 0;
    for (int sample : samples) {
      if (padding.isEmpty() || padding.get() != sample) {
        least = Math.min(least, sample);
        most = Math.max(most, sample);
      }
    }
    int sign = 1 << (bits - 1);
    boolean fits = format.isSigned() ? least >= -sign && most < sign : most < 2L * sign;
    boolean cut = format.isSigned() && least >= 0 && most >= sign && most < 2L * sign;
    return new StoredBits(cut ? sign : 0, !fits && !cut);
  }

  /** The value of a sample. */
  int value(int sample) {
    return sign != 0 && sample >= sign ? sample - sign - sign : sample;
  }
}
