package org.ecglens.verdict;

import java.util.List;

/**
 * What is known of one method for one target besides its scores; null where nothing is.
 *
 * @param method name
 * @param faults why its maps cannot be trusted, as the checks say
 * @param undecided checks that decided nothing, each with the reason, as sentences
 * @param completenessGap median gap in units of the target's scale, for methods that promise to add
 *     up; the median over networks
 * @param emptyMaps how many of its maps are zero or constant, over all networks
 * @param passes forward and backward passes for a record, the mean over networks
 */
public record MethodEvidence(
    String method,
    List<String> faults,
    List<String> undecided,
    Double completenessGap,
    EmptyMaps emptyMaps,
    Double passes) {
  /** Copies the lists. */
  public MethodEvidence {
    faults = List.copyOf(faults);
    undecided = List.copyOf(undecided);
  }

  /** Nothing is known. */
  public static MethodEvidence none(String method) {
    return new MethodEvidence(method, List.of(), List.of(), null, null, null);
  }
}
