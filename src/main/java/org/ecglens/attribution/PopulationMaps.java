package org.ecglens.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What methods say about other records of a run before one network: sums of |a|, each map scaled to
 * the sum 1, over a sample of aligned beats. Maps that are zero everywhere, NaN or infinite say
 * nothing and are left out. Records are added in an order that decides the last bits.
 */
public final class PopulationMaps implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A mean over fewer is not of a population. */
  public static final int FEWEST = 2;

  /** Subjects of whom the run has several records: what is left out for them is kept apart. */
  private final Set<String> several;

  private final List<String> recordIds = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();
  private final Map<String, Sum[]> all = new LinkedHashMap<>();
  private final Map<String, Map<String, Sum[]>> bySubject = new LinkedHashMap<>();

  /**
   * No records yet.
   *
   * @param several subjects of whom the run has several records
   */
  public PopulationMaps(Set<String> several) {
    this.several = Set.copyOf(several);
  }

  /** Sum of the maps of one target, {@code [lead * samples + sample]}. */
  private static final class Sum implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] values;
    private int maps;

    Sum(int points) {
      values = new double[points];
    }

    void add(double[] map) {
      for (int i = 0; i < values.length; i++) {
        values[i] += map[i];
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
    recordIds.add(recordId);
    subjects.add(subject);
    add(maps, all);
    if (isOneOfSeveral(subject)) {
      add(maps, bySubject.computeIfAbsent(subject, any -> new LinkedHashMap<>()));
    }
  }

  private boolean isOneOfSeveral(String subject) {
    return subject != null && several.contains(subject);
  }

  private static void add(Map<String, Attribution[]> maps, Map<String, Sum[]> sums) {
    maps.forEach(
        (method, targets) -> {
          Sum[] own =
              sums.computeIfAbsent(
                  method,
                  any ->
                      Arrays.stream(targets)
                          .map(target -> new Sum(target.values().length))
                          .toArray(Sum[]::new));
          for (int target = 0; target < targets.length; target++) {
            double[] scaled = scaled(targets[target].values());
            if (scaled != null) {
              own[target].add(scaled);
            }
          }
        });
  }

  /** How many records there are beside a record and those of its subject. */
  public int others(String recordId, String subject) {
    int others = 0;
    for (int i = 0; i < recordIds.size(); i++) {
      if (!recordIds.get(i).equals(recordId)
          && (subject == null || !subject.equals(subjects.get(i)))) {
        others++;
      }
    }
    return others;
  }

  /**
   * The mean of the maps of other records and other subjects.
   *
   * @param subject whose the record is, or null
   * @param own the method's map of the record
   * @return {@code [lead * samples + sample]}, not negative; zero everywhere where fewer than
   *     {@link #FEWEST} maps say anything
   */
  float[] mean(String method, int target, String recordId, String subject, float[] own) {
    Sum sum = all.get(method)[target];
    double[] left = sum.values.clone();
    int maps = sum.maps;
    Sum[] itsSubject =
        isOneOfSeveral(subject) ? bySubject.getOrDefault(subject, Map.of()).get(method) : null;
    if (itsSubject != null) {
      maps -= itsSubject[target].maps;
      subtract(left, itsSubject[target].values);
    } else if (recordIds.contains(recordId)) {
      double[] scaled = scaled(own);
      if (scaled != null) {
        maps--;
        subtract(left, scaled);
      }
    }
    float[] mean = new float[left.length];
    for (int i = 0; i < mean.length && maps >= FEWEST; i++) {
      // Rounding may leave less than nothing where no other record has anything.
      mean[i] = (float) (Math.max(0, left[i]) / maps);
    }
    return mean;
  }

  private static void subtract(double[] from, double[] map) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= map[i];
    }
  }

  /** |a| / Σ|a|; null where that is not defined. */
  private static double[] scaled(float[] map) {
    double[] scaled = new double[map.length];
    double sum = 0;
    for (int i = 0; i < map.length; i++) {
      scaled[i] = Math.abs(map[i]);
      sum += scaled[i];
    }
    if (sum == 0 || !Double.isFinite(sum)) {
      return null;
    }
    for (int i = 0; i < map.length; i++) {
      scaled[i] /= sum;
    }
    return scaled;
  }
}
