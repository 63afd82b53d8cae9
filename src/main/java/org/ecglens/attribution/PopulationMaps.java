package org.ecglens.attribution;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What methods say about other records of a run before one network: sums of |a|, each map scaled to
 * the sum 1, over a sample of aligned beats. Maps that are zero everywhere, NaN or infinite say
 * nothing and are left out. Records are added in an order that decides the last bits.
 *
 * <p>Subjects, or records without one, are dealt into {@value #FOLDS} folds in the order in which
 * they come, and a record of the sample gets the mean of the other folds: without its own map, and
 * in a bounded memory. Of up to {@value #FOLDS} subjects that is the mean of all others.
 */
public final class PopulationMaps implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A mean over fewer is not of a population. */
  public static final int FEWEST = 2;

  static final int FOLDS = 8;

  private final Map<String, Integer> folds = new LinkedHashMap<>();
  private final int[] records = new int[FOLDS];
  private final Map<String, Sum[][]> sums = new LinkedHashMap<>();

  /** Sum of the maps of one target in one fold. */
  private static final class Sum implements Serializable {
    private static final long serialVersionUID = 1L;

    /** {@code [lead * samples + sample]}; null before the first map. */
    private float[] values;

    private int maps;

    void add(float[] map) {
      double size = 0;
      for (float value : map) {
        size += Math.abs(value);
      }
      if (size == 0 || !Double.isFinite(size)) {
        return;
      }
      values = values == null ? new float[map.length] : values;
      for (int i = 0; i < map.length; i++) {
        values[i] += (float) (Math.abs(map[i]) / size);
      }
      maps++;
    }
  }

  /**
   * Adds a record.
   *
   * @param subject whose it is, or null
   * @param maps by method, for each target
   */
  public void add(String recordId, String subject, Map<String, Attribution[]> maps) {
    int fold = folds.computeIfAbsent(unit(recordId, subject), any -> folds.size() % FOLDS);
    records[fold]++;
    maps.forEach(
        (method, targets) -> {
          Sum[][] own = sums.computeIfAbsent(method, any -> empty(targets.length));
          for (int target = 0; target < targets.length; target++) {
            own[fold][target].add(targets[target].values());
          }
        });
  }

  private static String unit(String recordId, String subject) {
    return subject == null ? "record " + recordId : "subject " + subject;
  }

  private static Sum[][] empty(int targets) {
    Sum[][] empty = new Sum[FOLDS][targets];
    for (Sum[] fold : empty) {
      for (int target = 0; target < targets; target++) {
        fold[target] = new Sum();
      }
    }
    return empty;
  }

  /** How many records there are whose maps a record, of this subject or of none, can be given. */
  public int others(String recordId, String subject) {
    int without = folds.getOrDefault(unit(recordId, subject), -1);
    int others = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      others += fold == without ? 0 : records[fold];
    }
    return others;
  }

  /**
   * The mean of the maps of other records and other subjects.
   *
   * @param subject whose the record is, or null
   * @param points in the map
   * @return {@code [lead * samples + sample]}, not negative; zero everywhere where fewer than
   *     {@link #FEWEST} maps say anything
   */
  float[] mean(String method, int target, String recordId, String subject, int points) {
    int without = folds.getOrDefault(unit(recordId, subject), -1);
    double[] sum = new double[points];
    int maps = 0;
    for (int fold = 0; fold < FOLDS && sums.containsKey(method); fold++) {
      Sum own = sums.get(method)[fold][target];
      if (fold == without || own.maps == 0) {
        continue;
      }
      maps += own.maps;
      for (int i = 0; i < points; i++) {
        sum[i] += own.values[i];
      }
    }
    float[] mean = new float[points];
    for (int i = 0; i < points && maps >= FEWEST; i++) {
      mean[i] = (float) (sum[i] / maps);
    }
    return mean;
  }
}
