package org.ecglens.net.training;

import java.util.Arrays;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * What a network's outputs are multiplied by and what is added to make targets of them.
 *
 * @param factors one per target
 * @param offsets one per target
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Scaling(double[] factors, double[] offsets) {
  private static final int CHUNK = 4096;

  /** Targets as they are. */
  static Scaling none(int targets) {
    double[] ones = new double[targets];
    Arrays.fill(ones, 1);
    return new Scaling(ones, new double[targets]);
  }

  /**
   * Mean and standard deviation of each target.
   *
   * @throws UserException if a target is absent everywhere, constant or infinite
   */
  static Scaling standardising(Examples examples) {
    List<String> names = examples.targets();
    int outputs = names.size();
    long[] counts = new long[outputs];
    double[] means = new double[outputs];
    double[] squares = new double[outputs];
    int[] indexes = new int[CHUNK];
    float[] targets = new float[CHUNK * outputs];
    for (int first = 0; first < examples.count(); first += CHUNK) {
      int count = Math.min(CHUNK, examples.count() - first);
      for (int i = 0; i < count; i++) {
        indexes[i] = first + i;
      }
      examples.read(indexes, count, null, targets);
      for (int i = 0; i < count * outputs; i++) {
        double value = targets[i];
        int o = i % outputs;
        if (Double.isInfinite(value)) {
          throw new UserException("the label '" + names.get(o) + "' is infinite in a record.");
        }
        if (!Double.isNaN(value)) {
          // Welford's update, exact for constants.
          double before = value - means[o];
          means[o] += before / ++counts[o];
          squares[o] += before * (value - means[o]);
        }
      }
    }
    double[] deviations = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      deviations[o] = deviation(names.get(o), counts[o], means[o], squares[o]);
    }
    return new Scaling(deviations, means);
  }

  private static double deviation(String name, long count, double mean, double squares) {
    if (count == 0) {
      throw new UserException(
          "none of the records for training has the label '"
              + name
              + "'; choose another target or other records.");
    }
    double deviation = Math.sqrt(squares / count);
    if (deviation <= 1e-7 * Math.abs(mean)) {
      throw new UserException(
          "the label '"
              + name
              + "' is "
              + (float) mean
              + " in all "
              + count
              + " records for training: there is nothing to learn; choose another target or other"
              + " records.");
    }
    return deviation;
  }
}
