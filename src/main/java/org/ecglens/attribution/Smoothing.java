package org.ecglens.attribution;

/**
 * |a| averaged over about {@value #WIDTH_MS} ms in time: what is left of a map without its finest
 * detail.
 */
final class Smoothing {
  private static final double WIDTH_MS = 20;

  private Smoothing() {}

  /**
   * The mean over a sample and half the width, in whole samples and at least one, on either side,
   * within the lead: windows are cut at its ends.
   *
   * @param map {@code [lead * samples + sample]}
   * @param samples in a lead
   * @param sampleRateHz above 0
   */
  static float[] of(float[] map, int samples, double sampleRateHz) {
    int half = (int) Math.max(1, Math.round(sampleRateHz * WIDTH_MS / 2000));
    float[] smoothed = new float[map.length];
    for (int i = 0; i < map.length; i++) {
      int lead = i - i % samples;
      int from = Math.max(lead, i - half);
      int to = Math.min(lead + samples - 1, i + half);
      double sum = 0;
      for (int j = from; j <= to; j++) {
        sum += Math.abs(map[j]);
      }
      smoothed[i] = (float) (sum / (to - from + 1));
    }
    return smoothed;
  }
}
