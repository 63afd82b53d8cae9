package org.ecglens.stats;

import java.util.List;

/**
 * Which values belong together, because they come from one subject: they are no independent
 * evidence.
 *
 * @param of cluster of each value, 0, …, count − 1, each occurring
 * @param count number of clusters
 */
@SuppressWarnings("ArrayRecordComponent")
public record Clusters(int[] of, int count) {

  /** Every value by itself. */
  public static Clusters single(int values) {
    int[] of = new int[values];
    for (int i = 0; i < values; i++) {
      of[i] = i;
    }
    return new Clusters(of, values);
  }

  /**
   * One cluster for each name, in the order of their first values.
   *
   * @param names of each value's subject; a value whose name is null is by itself
   */
  public static Clusters of(List<String> names) {
    ClusterNumbers numbers = new ClusterNumbers();
    int[] of = names.stream().mapToInt(numbers::next).toArray();
    return new Clusters(of, numbers.count());
  }

  /** Sum of the values of each cluster. */
  double[] sums(double[] values) {
    double[] sums = new double[count];
    for (int i = 0; i < values.length; i++) {
      sums[of[i]] += values[i];
    }
    return sums;
  }

  /** Number of values of each cluster. */
  int[] sizes() {
    int[] sizes = new int[count];
    for (int cluster : of) {
      sizes[cluster]++;
    }
    return sizes;
  }
}
