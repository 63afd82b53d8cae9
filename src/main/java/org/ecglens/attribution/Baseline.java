package org.ecglens.attribution;

import java.io.Serializable;
import java.util.Arrays;

/** The reference x′ that a record is compared with. */
public interface Baseline extends Serializable {
  /**
   * The reference of one record.
   *
   * @return {@code [lead * samples + sample]}, in the unit of the record
   */
  float[] of(ExplainableBatch batch, int record);

  /** Whether all records have the same reference, so that it needs to be run only once. */
  boolean shared();

  /** The references of all records of a batch; one array for all where they share it. */
  default float[][] of(ExplainableBatch batch) {
    float[][] references = new float[batch.records()][];
    for (int record = 0; record < references.length; record++) {
      references[record] = shared() && record > 0 ? references[0] : of(batch, record);
    }
    return references;
  }

  /** Nothing: 0 everywhere. */
  static Baseline zero() {
    return new Constant(0);
  }

  /** One value everywhere, in the unit of the record. */
  static Baseline constant(double value) {
    return new Constant(value);
  }

  /** The mean of each lead over the record. */
  static Baseline mean() {
    return new SignalBaseline.LeadMean();
  }

  /** The median of each lead over the record, which is near its isoelectric level. */
  static Baseline isoelectric() {
    return new SignalBaseline.Isoelectric();
  }

  /**
   * The record itself, blurred in time.
   *
   * @param deviation of the Gaussian bell, samples, at least 1
   */
  static Baseline blurred(int deviation) {
    if (deviation < 1) {
      throw new IllegalArgumentException("a blur of " + deviation + " samples");
    }
    return new SignalBaseline.Blurred(deviation);
  }

  /**
   * Reads {@code zero}, {@code mean}, {@code isoelectric}, {@code blurred}, {@code blurred-SAMPLES}
   * or a number.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static Baseline parse(String text) {
    return switch (text) {
      case "zero" -> zero();
      case "mean" -> mean();
      case "isoelectric" -> isoelectric();
      case "blurred" -> blurred(SignalBaseline.Blurred.DEFAULT);
      default ->
          text.startsWith(SignalBaseline.Blurred.PREFIX)
              ? blurred(Integer.parseInt(text.substring(SignalBaseline.Blurred.PREFIX.length())))
              : constant(Domain.finite(text));
    };
  }

  /** One value everywhere. */
  record Constant(double value) implements Baseline {
    @Override
    public float[] of(ExplainableBatch batch, int record) {
      float[] values = new float[batch.signal(record).length];
      Arrays.fill(values, (float) value);
      return values;
    }

    @Override
    public boolean shared() {
      return true;
    }

    @Override
    public String toString() {
      return value == 0 ? "zero" : Double.toString(value);
    }
  }
}
