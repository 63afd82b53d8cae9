package org.ecglens.attribution;

import java.util.Arrays;

/** A reference that is made of each lead of the record itself. */
interface SignalBaseline extends Baseline {

  /**
   * The reference of one lead.
   *
   * @param lead a copy of its samples, which may be changed
   */
  float[] of(float[] lead);

  @Override
  default float[] of(ExplainableBatch batch, int record) {
    float[] signal = batch.signal(record);
    int samples = batch.samples();
    float[] values = new float[signal.length];
    for (int start = 0; start < signal.length; start += samples) {
      float[] lead = of(Arrays.copyOfRange(signal, start, start + samples));
      System.arraycopy(lead, 0, values, start, samples);
    }
    return values;
  }

  @Override
  default boolean shared() {
    return false;
  }

  /** One value for the whole lead. */
  private static float[] constant(double value, int samples) {
    float[] values = new float[samples];
    Arrays.fill(values, (float) value);
    return values;
  }

  /** The mean of each lead over the record. */
  record LeadMean() implements SignalBaseline {
    private static final long serialVersionUID = 1L;

    @Override
    public float[] of(float[] lead) {
      double sum = 0;
      for (float value : lead) {
        sum += value;
      }
      return constant(sum / lead.length, lead.length);
    }

    @Override
    public String toString() {
      return "mean";
    }
  }

  /**
   * The median of each lead over the record. An ECG is at its isoelectric level most of the time,
   * so that its median is near that level without any wave being delineated; where waves take most
   * of the record, as in a fast rhythm or a wide complex, it is not.
   */
  record Isoelectric() implements SignalBaseline {
    private static final long serialVersionUID = 1L;

    @Override
    public float[] of(float[] lead) {
      int samples = lead.length;
      Arrays.sort(lead);
      double median = ((double) lead[(samples - 1) / 2] + lead[samples / 2]) / 2;
      return constant(median, samples);
    }

    @Override
    public String toString() {
      return "isoelectric";
    }
  }

  /**
   * The record itself without its fast changes: each lead's mean weighted by a Gaussian bell around
   * the sample, cut at three deviations and at the ends of the lead.
   *
   * @param deviation of the bell, samples
   */
  record Blurred(int deviation) implements SignalBaseline {
    private static final long serialVersionUID = 1L;

    /** 50 ms at 500 Hz: little of QRS is left. */
    static final int DEFAULT = 25;

    /** Stands before the deviation where it is another. */
    static final String PREFIX = "blurred-";

    @Override
    public float[] of(float[] lead) {
      int half = 3 * deviation;
      double[] bell = new double[half + 1];
      for (int i = 0; i <= half; i++) {
        bell[i] = Math.exp(-0.5 * i * i / ((double) deviation * deviation));
      }
      float[] blurred = new float[lead.length];
      for (int i = 0; i < lead.length; i++) {
        double sum = 0;
        double weight = 0;
        for (int j = Math.max(0, i - half); j <= Math.min(lead.length - 1, i + half); j++) {
          sum += bell[Math.abs(i - j)] * lead[j];
          weight += bell[Math.abs(i - j)];
        }
        blurred[i] = (float) (sum / weight);
      }
      return blurred;
    }

    @Override
    public String toString() {
      return deviation == DEFAULT ? "blurred" : PREFIX + deviation;
    }
  }
}
