package org.ecglens.io;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecglens.ecg.Ecg;

/**
 * What a reader made of a recording.
 *
 * @param ecgs the rhythm strip, the source's own median beat, or both, under the same id; labels
 *     and waves are those that the source measured
 * @param person what the file says about the person, never to be written out
 * @param warnings peculiarities of the files that did not stand in the way, each a sentence that
 *     names the file
 * @param unitAssumed whether neither the files nor the user say the unit
 */
public record Reading(List<Ecg> ecgs, Person person, List<String> warnings, boolean unitAssumed) {
  /** A recording whose unit is known. */
  public Reading(List<Ecg> ecgs, Person person, List<String> warnings) {
    this(ecgs, person, warnings, false);
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no record, or there are two of a kind
   */
  public Reading {
    ecgs = List.copyOf(ecgs);
    warnings = List.copyOf(warnings);
    Set<Ecg.Kind> kinds = new HashSet<>();
    if (ecgs.isEmpty() || !ecgs.stream().allMatch(ecg -> kinds.add(ecg.kind()))) {
      throw new IllegalArgumentException(ecgs.size() + " records of kinds " + kinds);
    }
  }

  /** The record of a kind, if the source has it. */
  public Optional<Ecg> ecg(Ecg.Kind kind) {
    return ecgs.stream().filter(ecg -> ecg.kind() == kind).findFirst();
  }
}
