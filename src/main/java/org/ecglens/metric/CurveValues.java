package org.ecglens.metric;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The values of one curve, by step from the unperturbed record, or why there are none.
 *
 * @param values finite, or null
 * @param reason null where there are values
 */
@SuppressWarnings("ArrayRecordComponent")
public record CurveValues(double[] values, String reason) {
  /** Reason where a record lacks the label. */
  public static final String NO_LABEL = "no label to compare with";

  /** Reason where an error relative to the label does not exist. */
  public static final String ZERO_LABEL = "label is zero";

  /** Reason where there is nothing to scale by. */
  public static final String NO_SCALE = "the network's prediction is the same for every record";

  /** Reason where the network's output is NaN or infinite. */
  public static final String NOT_FINITE = "a prediction is not finite";

  /** No values. */
  public static CurveValues none(String reason) {
    return new CurveValues(null, reason);
  }

  /**
   * |y − f(x_j)| / |y|, the error of the reference work.
   *
   * @param predictions f(x_j), in the target's unit
   * @param label y in the same unit, or null
   */
  public static CurveValues relativeError(double[] predictions, Double label) {
    if (missing(label)) {
      return none(NO_LABEL);
    }
    if (label == 0) {
      return none(ZERO_LABEL);
    }
    return each(predictions, f -> Math.abs(label - f) / Math.abs(label));
  }

  /**
   * |f(x_0) − f(x_j)| / scale: how far the prediction moved.
   *
   * @param predictions f(x_j), in the target's unit
   * @param scale of the target in the same unit, or null where it has none
   */
  public static CurveValues shift(double[] predictions, Double scale) {
    if (!positive(scale)) {
      return none(NO_SCALE);
    }
    return each(predictions, f -> Math.abs(predictions[0] - f) / scale);
  }

  /**
   * |y − f(x_j)| / scale: how wrong the prediction is.
   *
   * @param predictions f(x_j), in the target's unit
   * @param label y in the same unit, or null
   * @param scale of the target in the same unit, or null where it has none
   */
  public static CurveValues labelError(double[] predictions, Double label, Double scale) {
    if (missing(label)) {
      return none(NO_LABEL);
    }
    if (!positive(scale)) {
      return none(NO_SCALE);
    }
    return each(predictions, f -> Math.abs(label - f) / scale);
  }

  /** Mean of the repeats of one curve by step; without values where one of them has none. */
  public static CurveValues mean(List<CurveValues> repeats) {
    double[] mean = null;
    for (CurveValues repeat : repeats) {
      if (repeat.values() == null) {
        return repeat;
      }
      if (mean == null) {
        mean = new double[repeat.values().length];
      }
      for (int step = 0; step < mean.length; step++) {
        mean[step] += repeat.values()[step] / repeats.size();
      }
    }
    return new CurveValues(mean, null);
  }

  /** Number of the last step. */
  public int lastStep() {
    return values.length - 1;
  }

  private static boolean missing(Double label) {
    return label == null || label.isNaN();
  }

  private static boolean positive(Double scale) {
    return scale != null && scale > 0 && !scale.isInfinite();
  }

  private static CurveValues each(double[] predictions, DoubleUnaryOperator value) {
    double[] values = new double[predictions.length];
    for (int step = 0; step < values.length; step++) {
      values[step] = value.applyAsDouble(predictions[step]);
      if (!Double.isFinite(values[step])) {
        return none(NOT_FINITE);
      }
    }
    return new CurveValues(values, null);
  }
}
