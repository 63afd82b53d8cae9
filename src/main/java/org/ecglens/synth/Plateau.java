package org.ecglens.synth;

/**
 * The ST level: rises within QRS, is constant from the end of QRS to the onset of T and falls while
 * T rises, so that it is gone at the peak of T.
 *
 * @param onset last sample at zero
 * @param start first sample at full level, the end of QRS
 * @param end last sample at full level, the onset of T
 * @param offset first sample at zero again, the peak of T
 * @param dipole level, µV: left, feet, back
 */
@SuppressWarnings("ArrayRecordComponent")
record Plateau(int onset, int start, int end, int offset, double[] dipole) {
  /** Share of the level at a sample, from 0 to 1. */
  double shape(int sample) {
    if (sample <= onset || sample >= offset) {
      return 0;
    }
    if (sample < start) {
      return raised((double) (start - sample) / (start - onset));
    }
    return sample <= end ? 1 : raised((double) (sample - end) / (offset - end));
  }

  private static double raised(double distance) {
    return 0.5 + 0.5 * StrictMath.cos(Math.PI * distance);
  }
}
