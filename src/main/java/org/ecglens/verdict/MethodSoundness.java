package org.ecglens.verdict;

import java.util.List;

/**
 * What the checks of maps say of a method for a target, over all networks of the target.
 *
 * @param target name
 * @param method name
 * @param faults why the method is unsound, in plain words; none if it is not
 * @param undecided checks that say nothing of it or that were not made, each with the reason, as
 *     sentences
 */
public record MethodSoundness(
    String target, String method, List<String> faults, List<String> undecided) {

  /** Copies the lists. */
  public MethodSoundness {
    faults = List.copyOf(faults);
    undecided = List.copyOf(undecided);
  }
}
