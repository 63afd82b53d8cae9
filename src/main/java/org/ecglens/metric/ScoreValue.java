package org.ecglens.metric;

/**
 * A number, or why there is none.
 *
 * @param value finite, or null
 * @param reason null where there is a value
 */
public record ScoreValue(Double value, String reason) {
  /** The value; without one if it is NaN or infinite. */
  public static ScoreValue of(double value) {
    return Double.isFinite(value)
        ? new ScoreValue(value, null)
        : none("the value is not a finite number");
  }

  /** This value less another; without one, for this one's reason first, if either has none. */
  ScoreValue minus(ScoreValue other) {
    if (value == null) {
      return this;
    }
    return other.value == null ? other : of(value - other.value);
  }

  /** No value. */
  public static ScoreValue none(String reason) {
    return new ScoreValue(null, reason);
  }
}
