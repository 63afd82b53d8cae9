package org.ecglens.metric;

/**
 * A number, or why there is none.
 *
 * @param value finite, or null
 * @param reason null where there is a value
 */
public record Outcome(Double value, String reason) {
  /** The value; without one if it is NaN or infinite. */
  public static Outcome of(double value) {
    return Double.isFinite(value)
        ? new Outcome(value, null)
        : none("the value is not a finite number");
  }

  /** This value less another; without one, for this one's reason first, if either has none. */
  Outcome minus(Outcome other) {
    if (value == null) {
      return this;
    }
    return other.value == null ? other : of(value - other.value);
  }

  /** No value. */
  public static Outcome none(String reason) {
    return new Outcome(null, reason);
  }
}
