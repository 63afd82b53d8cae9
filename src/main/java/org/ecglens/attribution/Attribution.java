package org.ecglens.attribution;

/**
 * What one method says about one target of one record.
 *
 * @param values {@code [lead * samples + sample]}
 * @param prediction F(x)
 * @param delta completeness gap Σa − (F(x) − F(x′)) of the multiplied form, in units of the output;
 *     of LRP Σa − F(x); null where the method has none
 * @param standardErrors of the values, what other random draws would change them by, as {@code
 *     values}; null where the method draws nothing or does not estimate it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attribution(float[] values, double prediction, Double delta, float[] standardErrors) {

  /** Values without standard errors. */
  public Attribution(float[] values, double prediction, Double delta) {
    this(values, prediction, delta, null);
  }

  /** Number of points that are exactly zero: the method says nothing about their order. */
  public int zeros() {
    int zeros = 0;
    for (float value : values) {
      if (value == 0) {
        zeros++;
      }
    }
    return zeros;
  }
}
