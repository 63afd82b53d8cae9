package org.ecglens.check;

import org.ecglens.metric.map.Localisation;
import org.ecglens.metric.map.Similarity;

/** What is summed up over records; see {@link SumKey}. */
public enum SumKind {
  /** Mean curves of a record, an element for each step; the detail is a {@link CurveKey}. */
  CURVES("curves"),
  /**
   * Variance over noise draws of a record ({@link org.ecglens.metric.RecordScores#drawVariances});
   * the detail is the operator.
   */
  DRAWS("draws"),
  /** All of {@link Similarity} of the maps of two methods; the detail is the other method. */
  AGREEMENT("agreement"),
  /** All of {@link Similarity} of the maps of two networks; the detail is the other network. */
  CONSISTENCY("consistency"),
  /** Share and share over area of {@link Localisation.Share}; the detail is the wave. */
  WAVES("waves"),
  /** Share and share over area of {@link Localisation.Share}; the detail is the lead. */
  LEADS("leads"),
  /**
   * Size of the change, of the error and of the error without a wave, in the target's unit; the
   * detail is the wave, and the method is {@link org.ecglens.perturbation.RecordCurve#NO_METHOD}.
   */
  BLANKING("blanking"),
  /**
   * All of {@link Likeness#MEASURES} of a map to that before a network with random weights, to that
   * of another record, or of two products with noise; the detail is read by {@link
   * RandomisedLayer#of} or is {@link RandomisedLayer#PAIRS} or {@link RandomisedLayer#PRODUCTS}.
   */
  SANITY("sanity"),
  /** The same of the means over draws of the weights; the detail is that of the first draw. */
  SANITY_RECORDS("sanity-records"),
  /**
   * Rank correlation of |a| of the maps of two records, and 1 where they are the same map, else 0;
   * there is no detail.
   */
  INPUT_DEPENDENCE("input-dependence"),
  /**
   * Instability of a map; the detail is the name of its {@link org.ecglens.metric.map.MapMetric},
   * or {@link RandomisedLayer#PAIRS} for 1 − the rank correlation of the maps of two records.
   */
  ROBUSTNESS("robustness");

  private final String label;

  SumKind(String label) {
    this.label = label;
  }

  /** Name as in tables. */
  public String label() {
    return label;
  }

  /**
   * The kind of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SumKind of(String label) {
    for (SumKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No sums are called '" + label + "'.");
  }
}
