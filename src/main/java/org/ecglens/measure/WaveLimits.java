package org.ecglens.measure;

/**
 * Limits and peaks of one beat's waves in samples of {@link RhythmStrip#RATE_HZ}; NaN where a wave
 * was not found.
 */
record WaveLimits(
    double pOnset,
    double pPeak,
    double pOffset,
    double qrsOnset,
    double qrsPeak,
    double qrsOffset,
    double tOnset,
    double tPeak,
    double tOffset) {

  WaveLimits withoutP() {
    return new WaveLimits(
        Double.NaN, Double.NaN, Double.NaN, qrsOnset, qrsPeak, qrsOffset, tOnset, tPeak, tOffset);
  }

  boolean hasP() {
    return !Double.isNaN(pOnset);
  }

  boolean hasT() {
    return !Double.isNaN(tOffset);
  }
}
