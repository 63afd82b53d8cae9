package org.ecglens.attribution;

import org.ecglens.graph.Tensor;

/**
 * Maps of what a network's input shows of a record, brought to the record's own time. Between two
 * samples of the input the map is linear; where several parts show a sample of the record it is
 * their mean, and 0 where none does.
 */
final class ExcerptMap {
  private final Tensor times;
  private final double[] sum;
  private final int[] count;
  private final int leads;
  private final int samples;

  /** An empty map of {@code [lead * samples + sample]}. */
  ExcerptMap(Tensor times, int leads, int samples) {
    this.times = times;
    this.leads = leads;
    this.samples = samples;
    sum = new double[leads * samples];
    count = new int[leads * samples];
  }

  /** How many parts there are. */
  int parts() {
    return times.dim(0);
  }

  /** Samples in a part. */
  int length() {
    return times.dim(1);
  }

  /** Adds the map of a part, {@code [lead * length + sample]}. */
  void add(int part, float[] map) {
    double step = step(part);
    for (int i = 0; i < length(); i++) {
      double from = time(part, i);
      if (Double.isNaN(from)) {
        continue;
      }
      double next = i + 1 < length() ? time(part, i + 1) : Double.NaN;
      boolean goesOn = next > from;
      double to = goesOn ? next : from + step;
      int last = (int) Math.min(samples, Math.ceil(to - 1e-6));
      for (int sample = (int) Math.ceil(from - 1e-6); sample < last; sample++) {
        double share = goesOn ? (sample - from) / (to - from) : 0;
        for (int lead = 0; lead < leads; lead++) {
          double here = map[lead * length() + i];
          double there = goesOn ? map[lead * length() + i + 1] : here;
          sum[lead * samples + sample] += here + share * (there - here);
          count[lead * samples + sample]++;
        }
      }
    }
  }

  /** The mean of the parts. */
  float[] values() {
    float[] values = new float[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = count[i] == 0 ? 0 : (float) (sum[i] / count[i]);
    }
    return values;
  }

  private double time(int part, int sample) {
    return times.get(part * length() + sample);
  }

  /** Distance of two samples of a part in those of the record. */
  private double step(int part) {
    for (int i = 0; i + 1 < length(); i++) {
      double step = time(part, i + 1) - time(part, i);
      if (step > 0) {
        return step;
      }
    }
    return 1;
  }
}
