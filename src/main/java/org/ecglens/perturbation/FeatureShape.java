package org.ecglens.perturbation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/**
 * What is ranked and perturbed as one: a point, or a window of consecutive samples. Windows tile
 * each lead from sample 0; the last is shorter where the width does not divide the lead. Features
 * are numbered by lead, then by time; those across all leads by time.
 *
 * @param width samples of a window, positive
 * @param leads whether a window lies in one lead or across all of them
 */
public record FeatureShape(int width, Leads leads) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One sample of one lead, as in the reference work. */
  public static final FeatureShape POINT = new FeatureShape(1, Leads.ONE);

  /** How many leads a window covers. */
  public enum Leads {
    /** One. */
    ONE("one"),
    /** All of the record, at the same samples. */
    ALL("all");

    private final String label;

    Leads(String label) {
      this.label = label;
    }

    /** Name as on the command line. */
    public String label() {
      return label;
    }

    /**
     * The constant of that name.
     *
     * @throws UserException if there is none
     */
    public static Leads of(String label) {
      for (Leads leads : values()) {
        if (leads.label.equals(label)) {
          return leads;
        }
      }
      List<String> known = Arrays.stream(values()).map(Leads::label).toList();
      throw Suggestion.unknown("leads of a window", label, known);
    }
  }

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
   * Checks the width.
   *
   * @throws UserException if it is not positive
   */
  public FeatureShape {
    if (width < 1) {
      throw new UserException(
          "Window of " + width + " samples: at least 1 is needed, which is a point.");
    }
  }

  /** Features of a record. */
  public int count(Signal signal) {
    return leads == Leads.ALL ? windows(signal) : signal.leads() * windows(signal);
  }

  /**
   * What features are ranked by: the mean of |a| over their points, so that the shorter last window
   * of a lead is not held back.
   *
   * @param map {@code [lead * samples + sample]}, finite
   * @return by feature, not negative unless features are points, which keep their sign
   */
  float[] relevance(float[] map, Signal signal) {
    if (width == 1 && leads == Leads.ONE) {
      return map;
    }
    float[] relevance = new float[count(signal)];
    for (int feature = 0; feature < relevance.length; feature++) {
      double sum = 0;
      int[] points = points(feature, signal);
      for (int point : points) {
        sum += Math.abs(map[point]);
      }
      relevance[feature] = (float) (sum / points.length);
    }
    return relevance;
  }

  /** The points of some features in their order, ascending within a feature. */
  Ordered ordered(int[] features, Signal signal) {
    int[] ends = new int[features.length];
    int[] points = new int[signal.size()];
    int filled = 0;
    for (int i = 0; i < features.length; i++) {
      int[] own = points(features[i], signal);
      System.arraycopy(own, 0, points, filled, own.length);
      filled += own.length;
      ends[i] = filled;
    }
    return new Ordered(Arrays.copyOf(points, filled), ends);
  }

  private int[] points(int feature, Signal signal) {
    int windows = windows(signal);
    int start = feature % windows * width;
    int length = Math.min(width, signal.samples() - start);
    int first = leads == Leads.ALL ? 0 : feature / windows;
    int[] points = new int[leads == Leads.ALL ? signal.leads() * length : length];
    for (int i = 0; i < points.length; i++) {
      points[i] = (first + i / length) * signal.samples() + start + i % length;
    }
    return points;
  }

  private int windows(Signal signal) {
    return (signal.samples() - 1) / width + 1;
  }
}
