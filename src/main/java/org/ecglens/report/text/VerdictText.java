package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.ecglens.verdict.Deviation;
import org.ecglens.verdict.GroupVerdict;
import org.ecglens.verdict.Interaction;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Unsound;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;

/** A verdict as a page of plain text for a reader who knows ECGs, not statistics. */
public final class VerdictText {
  private static final int WIDTH = 80;
  private static final int INDENT = 16;
  private static final int SHOWN = 4;

  private VerdictText() {}

  /** Lines of at most {@value #WIDTH} characters; longer words, which only names are, are cut. */
  public static List<String> of(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    String operators = String.join(", ", verdict.operators());
    paragraph(
        "Which explanation can be trusted? %s taken in, %s mode, %s preset; perturbed by %s."
            .formatted(
                VerdictSentences.count(verdict.records(), "record"),
                verdict.mode(),
                verdict.preset(),
                operators),
        lines);
    addProtocol(verdict, lines);
    for (TargetVerdict target : verdict.targets()) {
      lines.add("");
      add(target, lines);
    }
    String groups = VerdictSentences.groupsNote(verdict);
    if (groups != null) {
      lines.add("");
      paragraph(groups, lines);
    }
    lines.add("");
    paragraph("What the words mean: docs/metrics.md (aopc-over-random, operator, τ, …).", lines);
    return lines;
  }

  private static void addProtocol(Verdict verdict, List<String> lines) {
    if (verdict.protocolSha256() == null) {
      return;
    }
    lines.add("Held to the protocol with the SHA-256");
    lines.add("  " + verdict.protocolSha256());
    if (verdict.deviations().isEmpty()) {
      lines.add("without deviations.");
      return;
    }
    lines.add("except for");
    for (Deviation deviation : verdict.deviations()) {
      paragraph(deviation.toString(), lines);
    }
  }

  private static void add(TargetVerdict verdict, List<String> lines) {
    paragraph(verdict.target(), lines);
    wrap("evidence", VerdictSentences.evidence(verdict), lines);
    if (verdict.recommended().isEmpty()) {
      wrap("recommended", "none: " + verdict.reason() + ".", lines);
    } else {
      wrap("recommended", String.join(", ", verdict.recommended()), lines);
      wrap("strength", VerdictSentences.strength(verdict), lines);
    }
    if (!verdict.undecided().isEmpty()) {
      wrap("undecided", VerdictSentences.undecided(verdict), lines);
    }
    for (Worse worse : verdict.worse()) {
      wrap("worse", VerdictSentences.worse(worse), lines);
    }
    for (Unsound unsound : verdict.unsound()) {
      wrap("unsound", unsound.method() + ": " + String.join("; ", unsound.reasons()), lines);
    }
    String best = probabilities(verdict.probabilityBest());
    if (!best.isEmpty()) {
      wrap(
          "best",
          "probability of scoring best with records, networks and operators drawn anew: " + best,
          lines);
    }
    if (verdict.splitHalf() != null && !verdict.recommended().isEmpty()) {
      wrap(
          "halves",
          String.format(
              Locale.ROOT,
              "two halves of the records recommend the same methods in %.0f %% of halvings, both"
                  + " nothing in %.0f %%, contradict each other in %.1f %%",
              100 * verdict.splitHalf().sameMethods(),
              100 * (verdict.splitHalf().same() - verdict.splitHalf().sameMethods()),
              100 * verdict.splitHalf().contradiction()),
          lines);
    }
    for (GroupVerdict group : verdict.groups()) {
      wrap("group", VerdictSentences.group(group), lines);
    }
    for (Interaction interaction : verdict.interactions()) {
      wrap("groups by", VerdictSentences.interaction(interaction), lines);
    }
    for (String note : verdict.notes()) {
      wrap("note", note, lines);
    }
    if (!verdict.checksNotMade().isEmpty()) {
      wrap("not checked", VerdictSentences.notChecked(verdict), lines);
    }
  }

  private static String probabilities(Map<String, Double> byMethod) {
    return byMethod.entrySet().stream()
        .filter(entry -> entry.getValue() >= 0.01)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void paragraph(String text, List<String> lines) {
    lines.addAll(List.of(WordUtils.wrap(PlainText.of(text), WIDTH, "\n", true).split("\n", -1)));
  }

  private static void wrap(String name, String text, List<String> lines) {
    String[] wrapped =
        WordUtils.wrap(PlainText.of(text), WIDTH - INDENT, "\n", true).split("\n", -1);
    for (int i = 0; i < wrapped.length; i++) {
      lines.add("  %-14s%s".formatted(i == 0 ? name : "", wrapped[i]));
    }
  }
}
