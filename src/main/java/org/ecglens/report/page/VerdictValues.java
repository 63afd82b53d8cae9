package org.ecglens.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.VerdictSentences;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Unsound;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;

/** A verdict as the template shows it: it can be read without a script. */
final class VerdictValues {
  private VerdictValues() {}

  static Map<String, Object> of(Verdict verdict) {
    Map<String, Object> values = new LinkedHashMap<>();
    long networks =
        verdict.targets().stream()
            .flatMap(target -> target.networkNames().stream())
            .distinct()
            .count();
    values.put("records", VerdictSentences.count(verdict.records(), "record"));
    values.put("networks", networks + (networks == 1 ? " network" : " networks"));
    values.put("names", list(verdict.targets().stream().map(TargetVerdict::target).toList()));
    values.put("mode", verdict.mode());
    values.put("operators", String.join(", ", verdict.operators()));
    values.put("groupsNote", VerdictSentences.groupsNote(verdict));
    values.put("targets", verdict.targets().stream().map(VerdictValues::of).toList());
    return values;
  }

  private static Map<String, Object> of(TargetVerdict verdict) {
    boolean none = verdict.recommended().isEmpty();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("target", PlainText.of(verdict.target()));
    values.put("recommended", none ? null : list(verdict.recommended()));
    values.put("reason", none ? PlainText.of(verdict.reason()) : null);
    values.put("strength", none ? null : PlainText.of(VerdictSentences.strength(verdict)));
    values.put(
        "undecided",
        verdict.undecided().isEmpty() ? null : PlainText.of(VerdictSentences.undecided(verdict)));
    values.put("against", !verdict.worse().isEmpty() || !verdict.unsound().isEmpty());
    values.put("worse", verdict.worse().stream().map(VerdictValues::of).toList());
    values.put("unsound", verdict.unsound().stream().map(VerdictValues::of).toList());
    values.put("evidence", PlainText.of(VerdictSentences.evidence(verdict)));
    values.put("grouped", !verdict.interactions().isEmpty());
    values.put(
        "groups",
        verdict.groups().stream().map(VerdictSentences::group).map(PlainText::of).toList());
    values.put(
        "interactions",
        verdict.interactions().stream()
            .map(VerdictSentences::interaction)
            .map(PlainText::of)
            .toList());
    values.put("notes", verdict.notes().stream().map(PlainText::of).toList());
    String notChecked = VerdictSentences.notChecked(verdict);
    values.put("notChecked", notChecked == null ? null : PlainText.of(notChecked));
    return values;
  }

  private static Map<String, Object> of(Worse worse) {
    return Map.of("method", PlainText.of(worse.method()), "reason", PlainText.of(worse.reason()));
  }

  private static Map<String, Object> of(Unsound unsound) {
    return Map.of(
        "method",
        PlainText.of(unsound.method()),
        "reason",
        PlainText.of(String.join("; ", unsound.reasons())));
  }

  private static String list(List<String> items) {
    return PlainText.of(String.join(", ", items));
  }
}
