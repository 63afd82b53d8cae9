package org.ecglens.measure;

/**
 * Limits and peaks of one beat's waves in samples of {@link RhythmStrip#RATE_HZ}; NaN where a wave
 * was not found, and for onset and end of T where the end is uncertain.
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

  WaveLimits withoutEndOfT() {
    return new WaveLimits(
        pOnset, pPeak, pOffset, qrsOnset, qrsPeak, qrsOffset, Double.NaN, tPeak, Double.NaN);
  }

  boolean hasP() {
    return !Double.isNaN(pOnset);
  }

  boolean hasT() {
    return !Double.isNaN(tOffset);
  }

  /** Why neither the amplitude nor the end of T can be known. */
  String whyNoT() {
    return Double.isNaN(tPeak)
        ? "no T wave was found"
        : "half of the beats have another end of T than the others";
  }
}
