package org.ecglens.measure;

/**
 * Grid of a median beat. Its R peak lies at 2/5 of it, which leaves room for a P wave up to 480 ms
 * before and a T wave up to 720 ms after R in the usual 1.2 s.
 *
 * @param sampleRateHz samples a second
 * @param samples length
 */
public record MedianBeatShape(double sampleRateHz, int samples) {
  /** 600 samples at 500 Hz. */
  public static final MedianBeatShape DEFAULT = new MedianBeatShape(500, 600);

  private static final double PEAK = 0.4;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public MedianBeatShape {
    if (!(sampleRateHz > 0) || Double.isInfinite(sampleRateHz) || samples < 1) {
      throw new IllegalArgumentException(samples + " samples at " + sampleRateHz + " Hz");
    }
  }

  /** Where the R peak lies. */
  int peak() {
    return (int) Math.round(PEAK * samples);
  }
}
