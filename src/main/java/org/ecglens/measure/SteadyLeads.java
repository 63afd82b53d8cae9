package org.ecglens.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Leads whose beats are alike. A loose electrode makes others, which would otherwise decide what
 * shape a beat has and where its waves are.
 */
final class SteadyLeads {
  private static final double MOST_OF_TYPICAL = 5;
  private static final double MOST_UV = 30;
  private static final int BEFORE = 100;
  private static final int AFTER = 200;

  private SteadyLeads() {}

  /**
   * All but those whose beats differ from their median by more than 30 µV and five times what is
   * typical of the leads: medians of absolute differences around QRS and T, so that a few beats of
   * another shape do not matter.
   *
   * @param x {@code [lead][sample]} at {@link RhythmStrip#RATE_HZ}, µV
   * @param peaks R peaks
   */
  static int[] of(double[][] x, int[] peaks) {
    double[][] template = BeatClass.template(x, Arrays.stream(peaks).boxed().toList());
    double[] unrest = new double[x.length];
    for (int lead = 0; lead < x.length; lead++) {
      double[] values = x[lead];
      double[] median = template[lead];
      unrest[lead] =
          QrsDetector.median(
              Arrays.stream(peaks).mapToDouble(peak -> unrest(values, peak, median)).toArray());
    }
    double most = Math.max(MOST_UV, MOST_OF_TYPICAL * QrsDetector.median(unrest));
    return IntStream.range(0, x.length).filter(lead -> unrest[lead] <= most).toArray();
  }

  private static double unrest(double[] x, int peak, double[] template) {
    int from = Math.max(0, peak - BEFORE);
    int to = Math.min(x.length, peak + AFTER);
    double[] differences =
        IntStream.range(from, to)
            .mapToDouble(t -> x[t] - template[BeatClass.PEAK + t - peak])
            .toArray();
    double level = QrsDetector.median(differences);
    return QrsDetector.median(
        Arrays.stream(differences).map(difference -> Math.abs(difference - level)).toArray());
  }
}
