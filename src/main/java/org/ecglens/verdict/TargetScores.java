package org.ecglens.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The scores of one target, complete: every method before every network with every operator in
 * every unit. A unit is a record, or a subject with the mean of its records, or, among many, the
 * mean of a random group of them.
 *
 * @param target name
 * @param metric that decides; higher is better
 * @param overRandom whether scores are less that of the random order of the same record, so that 0
 *     is no better than chance
 * @param methods methods and controls that have scores
 * @param networks names
 * @param operators names
 * @param values {@code [operator][method][network][unit]}, finite
 * @param records in the units
 * @param subjects in the units; as many as records where subjects are not known
 * @param incomplete records that lack one of the scores, which are left out
 * @param absent methods, operators and networks without scores, and why
 */
@SuppressWarnings("ArrayRecordComponent")
public record TargetScores(
    String target,
    String metric,
    boolean overRandom,
    List<String> methods,
    List<String> networks,
    List<String> operators,
    double[][][][] values,
    long records,
    long subjects,
    long incomplete,
    Map<String, String> absent) {

  /** Copies the lists; the values are shared. */
  public TargetScores {
    methods = List.copyOf(methods);
    networks = List.copyOf(networks);
    operators = List.copyOf(operators);
    absent = new TreeMap<>(absent);
  }

  /** No scores at all. */
  public static TargetScores none(
      String target, String metric, List<String> networks, Map<String, String> absent) {
    return new TargetScores(
        target, metric, true, List.of(), networks, List.of(), new double[0][][][], 0, 0, 0, absent);
  }

  /**
   * All units of several groups, one group after the other.
   *
   * @param parts at least one, of the same methods, networks and operators
   */
  static TargetScores joined(List<TargetScores> parts) {
    TargetScores first = parts.get(0);
    double[][][][] all =
        new double[first.operators.size()][first.methods.size()][first.networks.size()][];
    for (int operator = 0; operator < all.length; operator++) {
      for (int method = 0; method < all[operator].length; method++) {
        for (int network = 0; network < all[operator][method].length; network++) {
          int o = operator;
          int k = method;
          int m = network;
          all[o][k][m] =
              parts.stream().flatMapToDouble(part -> Arrays.stream(part.values[o][k][m])).toArray();
        }
      }
    }
    return new TargetScores(
        first.target,
        first.metric,
        first.overRandom,
        first.methods,
        first.networks,
        first.operators,
        all,
        parts.stream().mapToLong(TargetScores::records).sum(),
        parts.stream().mapToLong(TargetScores::subjects).sum(),
        parts.stream().mapToLong(TargetScores::incomplete).sum(),
        first.absent);
  }

  /** Number of units. */
  public int units() {
    return values.length == 0 || methods.isEmpty() ? 0 : values[0][0][0].length;
  }

  /** The same with other reasons for what has no scores. */
  public TargetScores without(Map<String, String> reasons) {
    return new TargetScores(
        target,
        metric,
        overRandom,
        methods,
        networks,
        operators,
        values,
        records,
        subjects,
        incomplete,
        reasons);
  }

  /** The same for some of the methods, in their order. */
  TargetScores only(List<String> kept) {
    int[] places = kept.stream().mapToInt(methods::indexOf).toArray();
    double[][][][] some = new double[values.length][places.length][][];
    for (int operator = 0; operator < some.length; operator++) {
      for (int i = 0; i < places.length; i++) {
        some[operator][i] = values[operator][places[i]];
      }
    }
    return new TargetScores(
        target,
        metric,
        overRandom,
        kept,
        networks,
        operators,
        some,
        records,
        subjects,
        incomplete,
        absent);
  }

  /**
   * Scores of different operators in one unit: each operator's are divided by their mean size over
   * methods, networks and units, so that no operator outweighs another only because it perturbs
   * more of the record. One that never moves a prediction is left as it is.
   */
  TargetScores comparable() {
    double[][][][] scaled = new double[values.length][methods.size()][networks.size()][units()];
    for (int operator = 0; operator < scaled.length; operator++) {
      double size = size(operator);
      for (int method = 0; method < methods.size(); method++) {
        for (int network = 0; network < networks.size(); network++) {
          for (int unit = 0; unit < units(); unit++) {
            scaled[operator][method][network][unit] =
                values[operator][method][network][unit] / size;
          }
        }
      }
    }
    return new TargetScores(
        target,
        metric,
        overRandom,
        methods,
        networks,
        operators,
        scaled,
        records,
        subjects,
        incomplete,
        absent);
  }

  /** Mean size of an operator's scores; 1 where all are 0. */
  double size(int operator) {
    double sum = 0;
    long count = 0;
    for (double[][] ofMethod : values[operator]) {
      for (double[] row : ofMethod) {
        for (double value : row) {
          sum += Math.abs(value);
          count++;
        }
      }
    }
    return sum == 0 ? 1 : sum / count;
  }

  /** Mean over operators, {@code [method][network][unit]}. */
  double[][][] overOperators() {
    double[][][] mean = new double[methods.size()][networks.size()][units()];
    for (double[][][] ofOperator : values) {
      for (int method = 0; method < mean.length; method++) {
        for (int network = 0; network < networks.size(); network++) {
          for (int unit = 0; unit < units(); unit++) {
            mean[method][network][unit] += ofOperator[method][network][unit] / values.length;
          }
        }
      }
    }
    return mean;
  }

  /** Mean of a method with one operator over networks and units. */
  double mean(int operator, int method) {
    return IntStream.range(0, networks.size())
        .mapToDouble(
            network ->
                IntStream.range(0, units())
                    .mapToDouble(u -> values[operator][method][network][u])
                    .average()
                    .orElse(0))
        .average()
        .orElse(0);
  }
}
