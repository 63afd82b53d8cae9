package org.ecglens.net.training;

import java.util.Arrays;
import java.util.List;

/** Of other examples those that have any of some targets, with these targets alone. */
public final class LabelledExamples implements Examples {
  private static final int CHUNK = 4096;

  private final Examples all;
  private final List<String> targets;
  private final int[] columns;
  private final int[] rows;

  /**
   * Looks for them; reads labels alone.
   *
   * @throws IllegalArgumentException if the others do not have one of the targets
   */
  public LabelledExamples(Examples all, List<String> targets) {
    this.all = all;
    this.targets = List.copyOf(targets);
    columns = targets.stream().mapToInt(all.targets()::indexOf).toArray();
    if (Arrays.stream(columns).anyMatch(column -> column < 0)) {
      throw new IllegalArgumentException(targets + " of " + all.targets());
    }
    int[] indexes = new int[CHUNK];
    float[] labels = new float[CHUNK * all.targets().size()];
    int[] found = new int[all.count()];
    int number = 0;
    for (int first = 0; first < all.count(); first += CHUNK) {
      int count = Math.min(CHUNK, all.count() - first);
      for (int i = 0; i < count; i++) {
        indexes[i] = first + i;
      }
      all.read(indexes, count, null, labels);
      for (int i = 0; i < count; i++) {
        if (isLabelled(labels, i * all.targets().size())) {
          found[number++] = first + i;
        }
      }
    }
    rows = Arrays.copyOf(found, number);
  }

  private boolean isLabelled(float[] labels, int row) {
    for (int column : columns) {
      if (!Float.isNaN(labels[row + column])) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  public int leads() {
    return all.leads();
  }

  @Override
  public int samples() {
    return all.samples();
  }

  @Override
  public List<String> targets() {
    return targets;
  }

  @Override
  public void read(int[] indexes, int count, float[] signals, float[] labels) {
    int[] theirs = new int[count];
    for (int i = 0; i < count; i++) {
      theirs[i] = rows[indexes[i]];
    }
    int width = all.targets().size();
    float[] every = new float[count * width];
    all.read(theirs, count, signals, every);
    for (int i = 0; i < count; i++) {
      for (int t = 0; t < columns.length; t++) {
        labels[i * columns.length + t] = every[i * width + columns[t]];
      }
    }
  }
}
