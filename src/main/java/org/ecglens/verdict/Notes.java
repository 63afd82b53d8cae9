package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.attribution.Controls;
import org.ecglens.stats.BestSet;
import org.ecglens.stats.PairedMean;

/**
 * What a reader of a verdict has to know besides: what was not compared, and what was not asked.
 */
final class Notes {
  private Notes() {}

  /** Notes on a decision. */
  static List<String> of(
      TargetEvidence evidence, Decision decision, TargetScores comparable, Thresholds thresholds) {
    List<String> notes = new ArrayList<>(absent(evidence.scores()));
    if (evidence.scores().incomplete() > 0) {
      notes.add(
          evidence.scores().incomplete() == 1
              ? "1 record lacks a score and was left out"
              : "%,d records lack a score and were left out"
                  .formatted(evidence.scores().incomplete()));
    }
    if (comparable.operators().size() == 1) {
      notes.add(
          "one operator alone (%s): another may order the methods otherwise"
              .formatted(comparable.operators().get(0)));
    }
    if (comparable.networks().size() == 1) {
      notes.add("one network: nothing is said about networks of other seeds");
    }
    List<String> controls = comparable.methods().stream().filter(Controls::is).toList();
    if (!decision.recommended().isEmpty()
        && decision.recommended().stream()
            .noneMatch(method -> controls.contains(Controls.of(Controls.POPULATION, method)))) {
      notes.add(
          "maps of other records were not compared: nothing is said of what is this patient's own");
    }
    for (String method : decision.recommended()) {
      smoothed(comparable, method, thresholds).ifPresent(notes::add);
    }
    for (MethodEvidence method : evidence.methods()) {
      if (decision.recommended().contains(method.method())) {
        notes.addAll(method.undecided());
      }
    }
    return notes;
  }

  /** Blurring adds no information: a map that gains by it is finer than what it says. */
  private static Optional<String> smoothed(
      TargetScores comparable, String method, Thresholds thresholds) {
    int blurred = comparable.methods().indexOf(Controls.of(Controls.SMOOTHED, method));
    if (blurred < 0) {
      return Optional.empty();
    }
    double[][][] scores = comparable.overOperators();
    PairedMean gain =
        PairedMean.of(
            BestSet.difference(scores[blurred], scores[comparable.methods().indexOf(method)]));
    return 2 * gain.pGreater() < thresholds.significance()
        ? Optional.of(
            method + " scores better when its map is blurred over 20 ms: read waves, not samples")
        : Optional.empty();
  }

  /**
   * Which methods were not compared, and why; those with one reason together. A control made of the
   * maps of one that was not compared is left out.
   */
  static List<String> absent(TargetScores scores) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    scores
        .absent()
        .forEach(
            (name, reason) -> {
              if (Controls.base(name).filter(scores.absent()::containsKey).isEmpty()) {
                byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(name);
              }
            });
    return byReason.entrySet().stream()
        .map(
            entry ->
                "%s not compared: %s"
                    .formatted(
                        String.join(", ", entry.getValue())
                            + (entry.getValue().size() == 1 ? " was" : " were"),
                        entry.getKey()))
        .toList();
  }
}
