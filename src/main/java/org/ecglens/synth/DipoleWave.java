package org.ecglens.synth;

/**
 * One deflection of the heart's dipole: a raised cosine up to its peak and another down again, zero
 * outside, so that its limits are exact.
 *
 * @param onset last sample before it, in samples from the start of the beat
 * @param peak sample of its extreme
 * @param offset first sample after it
 * @param dipole its peak as (left, down, back), µV
 */
record DipoleWave(int onset, int peak, int offset, Dipole dipole) {
  /** Checks the order. */
  DipoleWave {
    if (!(onset < peak && peak < offset)) {
      throw new IllegalArgumentException(
          "a wave's limits must rise: " + onset + ", " + peak + ", " + offset);
    }
  }

  /** Share of the peak at a sample, 0 to 1. */
  double share(int sample) {
    if (sample <= onset || sample >= offset) {
      return 0;
    }
    return sample <= peak
        ? rise((double) (sample - onset) / (peak - onset))
        : rise((double) (offset - sample) / (offset - peak));
  }

  /** From 0 at 0 to 1 at 1, flat at both ends. */
  static double rise(double at) {
    return 0.5 * (1 - StrictMath.cos(Math.PI * at));
  }
}
