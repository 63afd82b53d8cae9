package org.ecglens.verdict;

import java.util.List;

/**
 * What is known of all methods for one target.
 *
 * @param target name
 * @param networks whose scores are averaged
 * @param records that were compared
 * @param metric that decides; higher is better
 * @param friedmanP of the hypothesis that all methods are alike; null where it cannot be tested
 * @param reason why it cannot, or null
 * @param methods in the order of tables
 * @param pairs of methods
 */
public record TargetEvidence(
    String target,
    List<String> networks,
    long records,
    String metric,
    Double friedmanP,
    String reason,
    List<MethodEvidence> methods,
    List<PairEvidence> pairs) {
  /** Copies the lists. */
  public TargetEvidence {
    networks = List.copyOf(networks);
    methods = List.copyOf(methods);
    pairs = List.copyOf(pairs);
  }

  /** P of the comparison of two methods; null where there is none. */
  Double p(String one, String other) {
    return pairs.stream()
        .filter(pair -> pair.isOf(one, other))
        .map(PairEvidence::p)
        .findFirst()
        .orElse(null);
  }

  /** Evidence of a method, or null. */
  MethodEvidence method(String name) {
    return methods.stream()
        .filter(evidence -> evidence.method().equals(name))
        .findFirst()
        .orElse(null);
  }
}
