package org.ecglens.summary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ecglens.table.SummaryRow;

/**
 * Which scores of a target are compared: methods × operators × networks of which nearly every
 * record has a score. What has none, or too few, is left out and named, so that one method without
 * scores does not take the records of all others away.
 *
 * @param target name
 * @param methods that are compared
 * @param networks that are compared
 * @param operators that are compared
 * @param absent what is left out, and why
 */
record ScoreCells(
    String target,
    List<String> methods,
    List<String> networks,
    List<String> operators,
    Map<String, String> absent)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share of the records that must have a score. */
  private static final double NEARLY_ALL = 0.9;

  /** Copies the lists. */
  ScoreCells {
    methods = List.copyOf(methods);
    networks = List.copyOf(networks);
    operators = List.copyOf(operators);
    absent = new TreeMap<>(absent);
  }

  /**
   * Chooses.
   *
   * @param rows of the table summary for the target and the deciding metric
   */
  static ScoreCells of(String target, List<SummaryRow> rows) {
    Map<String, String> absent = new TreeMap<>();
    List<SummaryRow> left = rows;
    List<String> networks = scored(left, SummaryRow::model, "network", absent);
    left = left.stream().filter(row -> networks.contains(row.model())).toList();
    List<String> operators = scored(left, SummaryRow::operator, "operator", absent);
    left = left.stream().filter(row -> operators.contains(row.operator())).toList();
    long most = left.stream().mapToLong(SummaryRow::n).max().orElse(0);
    List<String> methods = new ArrayList<>();
    for (String method : names(left, SummaryRow::method)) {
      List<SummaryRow> own = left.stream().filter(row -> row.method().equals(method)).toList();
      long least = own.stream().mapToLong(SummaryRow::n).min().orElse(0);
      boolean whole = own.size() == networks.size() * operators.size();
      if (whole && least >= NEARLY_ALL * most && least > 0) {
        methods.add(method);
      } else {
        absent.put(
            method,
            "%,d of %,d records have a score of it with every operator and network"
                .formatted(whole ? least : 0, most));
      }
    }
    return new ScoreCells(target, methods, networks, operators, absent);
  }

  private static List<String> scored(
      List<SummaryRow> rows,
      Function<SummaryRow, String> name,
      String kind,
      Map<String, String> absent) {
    List<String> scored = new ArrayList<>();
    for (String one : names(rows, name)) {
      if (rows.stream().anyMatch(row -> name.apply(row).equals(one) && row.n() > 0)) {
        scored.add(one);
      } else {
        absent.put(one, "no record has a score with this " + kind);
      }
    }
    return scored;
  }

  private static Set<String> names(List<SummaryRow> rows, Function<SummaryRow, String> name) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(name.apply(row)));
    return names;
  }

  /**
   * The same, each that is absent with the most frequent reason.
   *
   * @param reasons by method, operator or network how many scores are missing for each reason
   */
  ScoreCells explained(Map<String, Map<String, Long>> reasons) {
    Map<String, String> explained = new TreeMap<>();
    absent.forEach(
        (name, why) ->
            explained.put(
                name,
                reasons.getOrDefault(name, Map.of()).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(reason -> why + " (" + reason.getKey() + ")")
                    .orElse(why)));
    return new ScoreCells(target, methods, networks, operators, explained);
  }

  /** Number of scores that a record must have. */
  int size() {
    return operators.size() * methods.size() * networks.size();
  }

  /** Place of a score in a record's, or −1 where it is not compared. */
  int place(String operator, String method, String network) {
    int o = operators.indexOf(operator);
    int k = methods.indexOf(method);
    int m = networks.indexOf(network);
    return o < 0 || k < 0 || m < 0 ? -1 : (o * methods.size() + k) * networks.size() + m;
  }
}
