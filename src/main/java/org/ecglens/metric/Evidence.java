package org.ecglens.metric;

/**
 * The curves that a metric of one record, target, method and order may look at.
 *
 * @param own in the order that is judged
 * @param lerf of the same method, least relevant first; without values where not computed
 * @param random in random order; without values where not computed
 */
public record Evidence(Curves own, Curves lerf, Curves random) {

  /**
   * The curves of one order, repeats averaged.
   *
   * @param curve error relative to the label in paper mode, scaled shift of the prediction in
   *     corrected mode
   * @param labelCurve scaled error against the label
   * @param shift of the prediction in the target's unit, which needs no scale
   */
  public record Curves(CurveValues curve, CurveValues labelCurve, CurveValues shift) {

    /** No values. */
    public static Curves none(String reason) {
      CurveValues none = CurveValues.none(reason);
      return new Curves(none, none, none);
    }
  }

  /** What the same metric sees when it judges the random order. */
  public Evidence ofRandom() {
    return new Evidence(random, lerf, random);
  }
}
