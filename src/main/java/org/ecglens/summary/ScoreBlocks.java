package org.ecglens.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;

/**
 * The scores of one group, collected record by record: records in the order of subject and id, the
 * records of one subject in succession. It holds eight bytes for each score.
 */
final class ScoreBlocks {
  private static final int ROOM = 1024;

  private final List<String> methods;
  private final int networks;
  private final Map<String, String> reasons = new HashMap<>();
  private final double[] sums;
  private final int[] counts;
  private final double[][] scores;
  private boolean[] continues;
  private int records;
  private String record;
  private String subject;

  /**
   * Nothing yet.
   *
   * @param methods in their order
   * @param networks how many scores of one record and method there must be; their mean is taken
   */
  ScoreBlocks(List<String> methods, int networks) {
    this.methods = methods;
    this.networks = networks;
    this.sums = new double[methods.size()];
    this.counts = new int[methods.size()];
    this.scores = new double[methods.size()][ROOM];
    this.continues = new boolean[ROOM];
  }

  /**
   * Adds a score.
   *
   * @param itsSubject null where it is not known
   * @param value null where there is none
   * @param reason why there is none
   */
  void add(String itsSubject, String itsRecord, String method, Double value, String reason) {
    if (!itsRecord.equals(record)) {
      endRecord();
      if (records == continues.length) {
        grow();
      }
      continues[records] = itsSubject != null && itsSubject.equals(subject);
      record = itsRecord;
      subject = itsSubject;
    }
    int column = methods.indexOf(method);
    if (value == null) {
      reasons.putIfAbsent(method, reason);
    } else {
      sums[column] += value;
      counts[column]++;
    }
  }

  private void grow() {
    int room = Math.multiplyExact(records, 2);
    Arrays.setAll(scores, method -> Arrays.copyOf(scores[method], room));
    continues = Arrays.copyOf(continues, room);
  }

  private void endRecord() {
    if (record == null) {
      return;
    }
    for (int method = 0; method < sums.length; method++) {
      boolean whole = counts[method] == networks;
      scores[method][records] = whole ? sums[method] / networks : Double.NaN;
      sums[method] = 0;
      counts[method] = 0;
    }
    records++;
    record = null;
  }

  /**
   * Compares the methods that have a score, on the records that have a score of each of them; the
   * scores are used up.
   *
   * @param control method that wins are against
   */
  MethodComparison comparison(boolean higherIsBetter, String control) {
    endRecord();
    int[] scored =
        IntStream.range(0, methods.size())
            .filter(method -> Arrays.stream(scores[method], 0, records).anyMatch(Double::isFinite))
            .toArray();
    List<Place> none = new ArrayList<>();
    for (String method : methods) {
      String reason = reasons.getOrDefault(method, "there is no score of it");
      none.add(Place.none(method, "no record has a score: " + reason));
    }
    if (scored.length == 0) {
      return new MethodComparison(0, null, null, null, none, List.of());
    }
    int blocks = averageSubjects(scored);
    double[][] complete = new double[scored.length][];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < scored.length; i++) {
      complete[i] = Arrays.copyOf(scores[scored[i]], blocks);
      scores[scored[i]] = null;
      names.add(methods.get(scored[i]));
    }
    MethodComparison compared =
        MethodComparison.of(
            names, complete, higherIsBetter, names.contains(control) ? control : null);
    for (int i = 0; i < scored.length; i++) {
      none.set(scored[i], compared.places().get(i));
    }
    return new MethodComparison(
        compared.n(),
        compared.friedman(),
        compared.friedmanP(),
        compared.criticalDifference(),
        none,
        compared.pairs());
  }

  /** Puts the means over the complete records of each subject in the place of the records. */
  private int averageSubjects(int[] columns) {
    int blocks = 0;
    int size = 0;
    for (int r = 0; r < records; r++) {
      if (!continues[r] && size > 0) {
        close(columns, blocks++, size);
        size = 0;
      }
      int at = r;
      if (Arrays.stream(columns).allMatch(column -> Double.isFinite(scores[column][at]))) {
        for (int column : columns) {
          double before = size == 0 ? 0 : scores[column][blocks];
          scores[column][blocks] = before + scores[column][r];
        }
        size++;
      }
    }
    if (size > 0) {
      close(columns, blocks++, size);
    }
    return blocks;
  }

  private void close(int[] columns, int block, int size) {
    for (int column : columns) {
      scores[column][block] /= size;
    }
  }
}
