package org.ecglens.perturbation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The features of one record: what a {@link FeatureShape} makes of its leads, samples and rate.
 * Features are numbered by lead, then by time; those across all leads by time. Leads that follow
 * from others have none.
 */
final class Features {
  private final Signal signal;
  private final int width;
  private final FeatureShape.Leads across;
  private final LimbLeads limbs;
  private final int[] leads;
  private final int windows;

  /**
   * Points in the order of their features.
   *
   * @param points of all features, one feature after the other
   * @param ends where each feature ends in {@code points}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Ordered(int[] points, int[] ends) {

    /** Where a feature begins in {@code points}; behind the last one, where that ends. */
    int start(int feature) {
      return feature == 0 ? 0 : ends[Math.min(feature, ends.length) - 1];
    }
  }

  /**
   * Divides a record.
   *
   * @param dependent of points, which stay free as in the reference work, nothing is asked
   */
  Features(FeatureShape shape, DependentLeads dependent, Signal signal) {
    this.signal = signal;
    this.width = shape.width().in(signal);
    this.across = shape.leads();
    this.limbs =
        width > 1 && dependent == DependentLeads.FOLLOW ? LimbLeads.of(signal).orElse(null) : null;
    this.leads =
        IntStream.range(0, signal.leads())
            .filter(lead -> limbs == null || !limbs.follows(lead))
            .toArray();
    this.windows = (signal.samples() - 1) / width + 1;
  }

  /** Their number. */
  int count() {
    return across == FeatureShape.Leads.ALL ? windows : leads.length * windows;
  }

  /**
   * What features are ranked by: the mean of |a| over their points, so that the shorter last window
   * of a lead is not held back; where leads follow from I and II, of {@link LimbLeads#magnitudes}.
   *
   * @param map {@code [lead * samples + sample]}, finite
   * @return by feature, not negative unless features are points, which keep their sign
   */
  float[] relevance(float[] map) {
    if (width == 1 && across == FeatureShape.Leads.ONE) {
      return map;
    }
    float[] sizes = limbs == null ? map : limbs.magnitudes(map, signal.samples());
    float[] relevance = new float[count()];
    for (int feature = 0; feature < relevance.length; feature++) {
      double sum = 0;
      int[] points = points(feature);
      for (int point : points) {
        sum += Math.abs(sizes[point]);
      }
      relevance[feature] = (float) (sum / points.length);
    }
    return relevance;
  }

  /** The points of some features in their order, ascending within a feature. */
  Ordered ordered(int[] features) {
    int[] ends = new int[features.length];
    int[] points = new int[signal.size()];
    int filled = 0;
    for (int i = 0; i < features.length; i++) {
      int[] own = points(features[i]);
      System.arraycopy(own, 0, points, filled, own.length);
      filled += own.length;
      ends[i] = filled;
    }
    return new Ordered(Arrays.copyOf(points, filled), ends);
  }

  /** Lets leads that follow from I and II go with them, after a step. */
  void follow(float[] state) {
    if (limbs != null) {
      limbs.follow(signal, state);
    }
  }

  private int[] points(int feature) {
    int start = feature % windows * width;
    int length = Math.min(width, signal.samples() - start);
    boolean all = across == FeatureShape.Leads.ALL;
    int[] points = new int[all ? leads.length * length : length];
    for (int i = 0; i < points.length; i++) {
      int lead = leads[all ? i / length : feature / windows];
      points[i] = lead * signal.samples() + start + i % length;
    }
    return points;
  }
}
