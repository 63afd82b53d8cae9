package org.ecglens.perturbation;

import java.util.List;

/**
 * An unperturbed record as operators see it.
 *
 * @param values {@code [lead * samples + sample]}, finite; read, never write
 * @param leads number of leads
 * @param samples in each lead
 * @param leadNames in their order; none where they are not known
 * @param sampleRateHz NaN where it is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Signal(
    float[] values, int leads, int samples, List<String> leadNames, double sampleRateHz) {
  /** Checks that the parts fit. */
  public Signal {
    leadNames = List.copyOf(leadNames);
    if (values.length != leads * samples) {
      throw new IllegalArgumentException(
          values.length + " values for " + leads + " leads of " + samples + " samples");
    }
  }

  /** A record of which neither the names of the leads nor the rate are known. */
  public Signal(float[] values, int leads, int samples) {
    this(values, leads, samples, List.of(), Double.NaN);
  }

  /** Whether its rate is known. */
  public boolean hasRate() {
    return sampleRateHz > 0 && !Double.isInfinite(sampleRateHz);
  }

  /** Number of points. */
  public int size() {
    return values.length;
  }

  /** Lead of a point. */
  public int lead(int point) {
    return point / samples;
  }

  /** First point of the lead of a point. */
  public int leadStart(int point) {
    return lead(point) * samples;
  }

  /** Largest value less smallest, in the signal's unit. */
  public double range() {
    return (double) largest(0, size()) - least(0, size());
  }

  /** Smallest value from a point on, up to one that is left out; in the signal's unit. */
  public float least(int start, int end) {
    float least = Float.POSITIVE_INFINITY;
    for (int point = start; point < end; point++) {
      least = Math.min(least, values[point]);
    }
    return least;
  }

  /** Largest value from a point on, up to one that is left out; in the signal's unit. */
  public float largest(int start, int end) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int point = start; point < end; point++) {
      largest = Math.max(largest, values[point]);
    }
    return largest;
  }

  /** Mean from a point on, up to one that is left out; in the signal's unit. */
  public double mean(int start, int end) {
    double sum = 0;
    for (int point = start; point < end; point++) {
      sum += values[point];
    }
    return sum / (end - start);
  }
}
