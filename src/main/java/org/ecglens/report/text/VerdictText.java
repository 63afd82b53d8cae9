package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;
import org.ecglens.verdict.Avoided;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;

/** A verdict as a page of plain text. */
public final class VerdictText {
  private static final int WIDTH = 96;
  private static final int INDENT = 16;

  private VerdictText() {}

  /** Lines of at most {@value #WIDTH} characters where words allow. */
  public static List<String> of(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Verdict (%s mode, %s, %s preset, %s records)"
            .formatted(
                verdict.mode(),
                verdict.operator(),
                verdict.preset(),
                Numbers.grouped(verdict.records())));
    for (TargetVerdict target : verdict.targets()) {
      lines.add("");
      add(target, lines);
    }
    return lines;
  }

  private static void add(TargetVerdict verdict, List<String> lines) {
    lines.add(
        PlainText.of(
            "%s (%s)"
                .formatted(verdict.target(), String.join(", ", verdict.evidence().networks()))));
    if (verdict.recommended() == null) {
      wrap("use", "none: " + verdict.reason(), lines);
      if (!verdict.alike().isEmpty()) {
        wrap("without fault", String.join(", ", verdict.alike()), lines);
      }
    } else {
      String alike =
          verdict.alike().isEmpty()
              ? ""
              : "; not distinguishable from it: " + String.join(", ", verdict.alike());
      wrap("use", verdict.recommended() + alike, lines);
    }
    for (Avoided avoided : verdict.avoid()) {
      wrap("avoid", avoided.method() + ": " + String.join("; ", avoided.reasons()), lines);
    }
    wrap(
        "evidence",
        verdict.evidence().metric()
            + ": "
            + RankingText.of(verdict.target(), verdict.evidence().comparison()),
        lines);
    if (!verdict.notLookedAt().isEmpty()) {
      wrap(
          "not looked at",
          String.join(", ", verdict.notLookedAt()) + " (see evaluate --checks)",
          lines);
    }
  }

  private static void wrap(String name, String text, List<String> lines) {
    String[] wrapped =
        WordUtils.wrap(PlainText.of(text), WIDTH - INDENT, "\n", false).split("\n", -1);
    for (int i = 0; i < wrapped.length; i++) {
      lines.add("  %-14s%s".formatted(i == 0 ? name : "", wrapped[i]));
    }
  }
}
