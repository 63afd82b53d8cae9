package org.ecglens.verdict;

import java.util.List;

/**
 * What the checks say of a method.
 *
 * @param target of the networks
 * @param method name
 * @param faults why its maps cannot be trusted, in plain words
 * @param undecided checks that were made and decided nothing, each with the reason
 */
public record MethodSoundness(
    String target, String method, List<String> faults, List<String> undecided) {
  /** Copies the lists. */
  public MethodSoundness {
    faults = List.copyOf(faults);
    undecided = List.copyOf(undecided);
  }
}
