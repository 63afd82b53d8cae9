package org.ecglens.verdict;

import java.util.List;
import java.util.Objects;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Pair;
import org.ecglens.stats.MethodComparison.Place;

/**
 * What is known of all methods for one target.
 *
 * @param target name
 * @param networks whose scores are averaged
 * @param metric that decides; higher is better
 * @param comparison of the methods by that metric
 * @param methods in the order of tables
 */
public record TargetEvidence(
    String target,
    List<String> networks,
    String metric,
    MethodComparison comparison,
    List<MethodEvidence> methods) {
  /** Copies the lists. */
  public TargetEvidence {
    networks = List.copyOf(networks);
    methods = List.copyOf(methods);
  }

  /** Mean rank of a method; null where it was not ranked. */
  Double meanRank(String method) {
    return comparison.places().stream()
        .filter(place -> place.method().equals(method))
        .map(Place::meanRank)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether one of two methods can be told to be the better one. */
  boolean better(String one, String other) {
    Pair pair = comparison.pair(one, other);
    return pair != null && pair.better(one);
  }

  /** Whether two methods can be told apart. */
  boolean distinct(String one, String other) {
    Pair pair = comparison.pair(one, other);
    return pair != null && pair.distinct();
  }
}
