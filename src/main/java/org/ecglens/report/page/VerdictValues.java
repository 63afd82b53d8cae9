package org.ecglens.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.RankingText;
import org.ecglens.verdict.Avoided;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;

/** A verdict as the template shows it: it can be read without a script. */
final class VerdictValues {
  private VerdictValues() {}

  static Map<String, Object> of(Verdict verdict) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> networks =
        verdict.targets().stream()
            .flatMap(target -> target.evidence().networks().stream())
            .distinct()
            .toList();
    values.put("records", String.format(Locale.ROOT, "%,d", verdict.records()));
    values.put("networks", networks.size() + (networks.size() == 1 ? " network" : " networks"));
    values.put("names", list(verdict.targets().stream().map(TargetVerdict::target).toList()));
    values.put("mode", verdict.mode());
    values.put("operator", verdict.operator());
    values.put("targets", verdict.targets().stream().map(VerdictValues::of).toList());
    return values;
  }

  private static Map<String, Object> of(TargetVerdict verdict) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> networks = verdict.evidence().networks();
    values.put("target", PlainText.of(verdict.target()));
    values.put("networks", list(networks));
    values.put("network", networks.size() == 1 ? "network" : "networks");
    values.put("recommended", text(verdict.recommended()));
    values.put("reason", text(verdict.reason()));
    values.put("alike", verdict.alike().isEmpty() ? null : list(verdict.alike()));
    values.put("avoided", !verdict.avoid().isEmpty());
    values.put("avoid", verdict.avoid().stream().map(VerdictValues::of).toList());
    values.put("metric", verdict.evidence().metric());
    values.put(
        "evidence",
        PlainText.of(RankingText.of(verdict.target(), verdict.evidence().comparison())));
    values.put("notLookedAt", verdict.notLookedAt().isEmpty() ? null : list(verdict.notLookedAt()));
    return values;
  }

  private static Map<String, Object> of(Avoided avoided) {
    return Map.of(
        "method",
        PlainText.of(avoided.method()),
        "reasons",
        PlainText.of(String.join("; ", avoided.reasons())));
  }

  private static String text(String text) {
    return text == null ? null : PlainText.of(text);
  }

  private static String list(List<String> items) {
    return PlainText.of(String.join(", ", items));
  }
}
