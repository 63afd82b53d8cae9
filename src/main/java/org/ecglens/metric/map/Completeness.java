package org.ecglens.metric.map;

import org.ecglens.metric.CurveValues;
import org.ecglens.metric.ScoreValue;

/** Whether a map adds up to what it explains. */
public final class Completeness {

  private Completeness() {}

  /**
   * |Δ| divided by the target's interquartile range, Δ = Σa − (F(x) − F(x′)) (Sundararajan et al.,
   * ICML 2017). 0 to ∞, lower is better.
   *
   * @param delta in the target's unit, or null where the method promises no sum
   * @param scale interquartile range of the target in the same unit, or null
   */
  public static ScoreValue gap(Double delta, Double scale) {
    if (delta == null) {
      return ScoreValue.none("the method does not promise that its map adds up");
    }
    return scale != null && scale > 0 && !scale.isInfinite()
        ? ScoreValue.of(Math.abs(delta) / scale)
        : ScoreValue.none(CurveValues.NO_SCALE);
  }
}
