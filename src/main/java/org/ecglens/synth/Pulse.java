package org.ecglens.synth;

/**
 * A smooth wave that is exactly zero outside its limits: half a raised cosine up to the peak, half
 * a raised cosine down. Its derivative is continuous, and its first and last non-zero samples lie
 * next to its limits.
 *
 * @param onset last sample at zero before it
 * @param peak sample of the greatest value
 * @param offset first sample at zero behind it
 * @param dipole value at the peak, µV: left, feet, back
 */
@SuppressWarnings("ArrayRecordComponent")
record Pulse(int onset, int peak, int offset, double[] dipole) {
  /** Share of the dipole at a sample, from 0 to 1. */
  double shape(int sample) {
    if (sample <= onset || sample >= offset) {
      return 0;
    }
    double distance =
        sample <= peak
            ? (double) (peak - sample) / (peak - onset)
            : (double) (sample - peak) / (offset - peak);
    return 0.5 + 0.5 * StrictMath.cos(Math.PI * distance);
  }
}
