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
 * @param notices peculiarities of the files that did not stand in the way
 * @param assumed what the reader had to suppose
 */
public record Reading(List<Ecg> ecgs, Person person, List<Notice> notices, Set<Assumed> assumed) {
  /** A recording whose unit and rate are known. */
  public Reading(List<Ecg> ecgs, Person person, List<Notice> notices) {
    this(ecgs, person, notices, Set.of());
  }

  /** What neither the files nor the user say. */
  public enum Assumed {
    /** The unit of the signal. */
    UNIT,
    /** The sample rate. */
    RATE,
    /** That the signals are the usual leads in the usual order. */
    LEADS
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no record, or there are two of a kind
   */
  public Reading {
    ecgs = List.copyOf(ecgs);
    notices = List.copyOf(notices);
    assumed = Set.copyOf(assumed);
    Set<Ecg.Kind> kinds = new HashSet<>();
    if (ecgs.isEmpty() || !ecgs.stream().allMatch(ecg -> kinds.add(ecg.kind()))) {
      throw new IllegalArgumentException(ecgs.size() + " records of kinds " + kinds);
    }
  }

  /** The record of a kind, if the source has it. */
  public Optional<Ecg> ecg(Ecg.Kind kind) {
    return ecgs.stream().filter(ecg -> ecg.kind() == kind).findFirst();
  }

  /** The details of the notices. */
  public List<String> warnings() {
    return notices.stream().map(Notice::detail).toList();
  }
}
