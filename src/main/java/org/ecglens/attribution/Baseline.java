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
    return new LeadMean();
  }

  /**
   * Reads {@code zero}, {@code mean} or a number.
   *
   * @throws NumberFormatException if the text is none of them
   */
  static Baseline parse(String text) {
    return switch (text) {
      case "zero" -> zero();
      case "mean" -> mean();
      default -> constant(Domain.finite(text));
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

  /** The mean of each lead over the record. */
  record LeadMean() implements Baseline {
    @Override
    public float[] of(ExplainableBatch batch, int record) {
      float[] signal = batch.signal(record);
      int samples = batch.samples();
      float[] values = new float[signal.length];
      for (int start = 0; start < signal.length; start += samples) {
        double sum = 0;
        for (int i = start; i < start + samples; i++) {
          sum += signal[i];
        }
        Arrays.fill(values, start, start + samples, (float) (sum / samples));
      }
      return values;
    }

    @Override
    public boolean shared() {
      return false;
    }

    @Override
    public String toString() {
      return "mean";
    }
  }
}
