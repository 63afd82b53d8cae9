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

  /** No value. */
  public static Outcome none(String reason) {
    return new Outcome(null, reason);
  }
}
