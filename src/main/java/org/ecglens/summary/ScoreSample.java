package org.ecglens.summary;

import java.util.Arrays;
import org.ecglens.stats.ClusterNumbers;
import org.ecglens.stats.Clusters;

/**
 * The scores of one group, in the order in which they come. It holds twelve bytes for each score,
 * up to twice that while it grows, and the names of the subjects.
 */
final class ScoreSample {
  private static final int ROOM = 1024;

  private final ClusterNumbers numbers = new ClusterNumbers();
  private double[] values = new double[ROOM];
  private int[] clusters = new int[ROOM];
  private int size;

  /**
   * Adds a score.
   *
   * @param subject null where it is not known: then the score is by itself
   */
  void add(double value, String subject) {
    if (size == values.length) {
      int room = Math.multiplyExact(size, 2);
      values = Arrays.copyOf(values, room);
      clusters = Arrays.copyOf(clusters, room);
    }
    values[size] = value;
    clusters[size] = numbers.next(subject);
    size++;
  }

  /** Number of scores. */
  int size() {
    return size;
  }

  /** The scores. */
  double[] values() {
    return Arrays.copyOf(values, size);
  }

  /** Which scores are of one subject. */
  Clusters clusters() {
    return new Clusters(Arrays.copyOf(clusters, size), numbers.count());
  }
}
