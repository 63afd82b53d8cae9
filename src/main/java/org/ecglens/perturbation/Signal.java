package org.ecglens.perturbation;

/**
 * An unperturbed record as operators see it.
 *
 * @param values {@code [lead * samples + sample]}, finite; read, never write
 * @param leads number of leads
 * @param samples in each lead
 */
@SuppressWarnings("ArrayRecordComponent")
public record Signal(float[] values, int leads, int samples) {
  /** Checks that the parts fit. */
  public Signal {
    if (values.length != leads * samples) {
      throw new IllegalArgumentException(
          values.length + " values for " + leads + " leads of " + samples + " samples");
    }
  }

  /** Number of points. */
  public int size() {
    return values.length;
  }

  /** Lead of a point. */
  public int lead(int point) {
    return point / samples;
  }

  /** Largest value less smallest, in the signal's unit. */
  public double range() {
    float least = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    return (double) largest - least;
  }
}
