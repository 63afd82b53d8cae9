package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Labels;
import org.ecglens.verdict.ClassTest;
import org.ecglens.verdict.GroupVerdict;
import org.ecglens.verdict.Interaction;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;

/** What {@code verdict.txt} and the page say of a verdict alike. */
public final class VerdictSentences {
  private static final double SIGNIFICANT = 0.05;
  private static final int SHOWN = 6;
  private static final String WORSE = "worse";
  private static final List<String> LIMITS = List.of("< ", "≥ ");

  private VerdictSentences() {}

  /** What the verdict rests on. */
  public static String evidence(TargetVerdict verdict) {
    if (verdict.records() == 0) {
      return "none: no record has the scores that are compared; by " + verdict.metric();
    }
    List<String> parts = new ArrayList<>();
    String records = count(verdict.records(), "record");
    parts.add(
        verdict.subjects() < verdict.records()
            ? records + " of " + count(verdict.subjects(), "subject")
            : records);
    if (verdict.synthetic() != null && verdict.synthetic() > 0) {
      parts.add(
          verdict.synthetic() == 1
              ? "all synthetic"
              : String.format(Locale.ROOT, "%.0f %% synthetic", 100 * verdict.synthetic()));
    }
    parts.add(count(verdict.networks(), "network") + " (" + few(verdict.networkNames()) + ")");
    if (!verdict.operators().isEmpty()) {
      parts.add(count(verdict.operators().size(), "operator"));
    }
    if (verdict.testError() != null) {
      String unit = Labels.unit(verdict.target());
      parts.add(
          String.format(Locale.ROOT, "mean error %.3g", verdict.testError())
              + (unit == null ? "" : " " + unit));
    }
    if (verdict.classTest() != null) {
      parts.add(classTest(verdict.classTest()));
    }
    if (verdict.operatorAgreement() != null) {
      parts.add(
          String.format(
              Locale.ROOT, "agreement of operators τ = %.2f", verdict.operatorAgreement()));
    }
    return "%s; by %s".formatted(String.join(", ", parts), verdict.metric());
  }

  /** How well a class is predicted; the table performance has the intervals. */
  private static String classTest(ClassTest test) {
    String share =
        "%s of %s with the class"
            .formatted(Numbers.grouped(test.positives()), Numbers.grouped(test.records()));
    return test.auroc() == null
        ? share
        : String.format(
            Locale.ROOT,
            "AUROC %.3f, average precision %.3f, Brier score %.3f (%s)",
            test.auroc(),
            test.averagePrecision(),
            test.brier(),
            share);
  }

  /** How strong a recommendation is, and what is missing. */
  public static String strength(TargetVerdict verdict) {
    return verdict.strengthMissing().isEmpty()
        ? verdict.strength()
        : verdict.strength() + "; more would need " + String.join("; ", verdict.strengthMissing());
  }

  /** What may be the best, and how many records would decide. */
  public static String undecided(TargetVerdict verdict) {
    return String.join(", ", verdict.undecided()) + needed(verdict);
  }

  /** Nothing of those that were not compared: their reason stands elsewhere. */
  private static String needed(TargetVerdict verdict) {
    if (verdict.undecided().stream().noneMatch(verdict.probabilityBest()::containsKey)) {
      return "";
    }
    return verdict.recordsNeeded() == null
        ? "; no number of records would decide, if what was seen holds"
        : "; about "
            + Numbers.grouped(verdict.recordsNeeded())
            + " records would decide, if what was seen holds";
  }

  /** What is recommended in a group of the records. */
  public static String group(GroupVerdict group) {
    String records = count(group.records(), "record");
    String name = name(group.by(), group.group());
    if (!group.recommended().isEmpty()) {
      return "%s, %s: %s (%s)"
          .formatted(name, records, String.join(", ", group.recommended()), group.strength());
    }
    return group.reason().startsWith(records)
        ? "%s: nothing recommended (%s)".formatted(name, group.reason())
        : "%s, %s: nothing recommended (%s)".formatted(name, records, group.reason());
  }

  /** Limits are in the group's own name, as in {@code age < 48}. */
  private static String name(String by, String group) {
    boolean between = LIMITS.stream().anyMatch(group::contains);
    return (between ? by.replaceFirst("(?<!^dx|^scp)(:[-+.\\dE]+)+$", "") : by) + " " + group;
  }

  /** What is said to be worse than what, for a line that is called worse. */
  public static String worse(Worse worse) {
    return worse.reason().startsWith(WORSE)
        ? worse.method() + worse.reason().substring(WORSE.length())
        : worse.method() + ": " + worse.reason();
  }

  /** Which checks were not made; null where all were. */
  public static String notChecked(TargetVerdict verdict) {
    return verdict.checksNotMade().isEmpty()
        ? null
        : String.join(", ", verdict.checksNotMade()) + " (--checks all makes all of them)";
  }

  /** Whether the methods differ in the same way in all groups. */
  public static String interaction(Interaction interaction) {
    if (interaction.p() == null) {
      return interaction.by() + ": not compared; " + interaction.reason();
    }
    boolean differ = interaction.pHolm() < SIGNIFICANT;
    return String.format(
        Locale.ROOT,
        "%s: %s (p %s, %.1f %% of the variance)",
        interaction.by(),
        differ
            ? "the methods' differences depend on the group"
            : "nothing shows that the methods' differences depend on the group",
        interaction.pHolm() < 0.001 ? "< 0.001" : "= %.3f".formatted(interaction.pHolm()),
        100 * interaction.effect());
  }

  /**
   * What to think of groups.
   *
   * @return null where none were asked for
   */
  public static String groupsNote(Verdict verdict) {
    return verdict.targets().stream().allMatch(target -> target.interactions().isEmpty())
        ? null
        : "Groups were looked at after all records; p is adjusted (Holm) over all groupings and"
            + " targets.";
  }

  /** Of many names the first ones; all of them are in verdict.json. */
  private static String few(List<String> names) {
    return names.size() <= SHOWN + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, SHOWN))
            + " and "
            + Numbers.grouped(names.size() - SHOWN)
            + " more";
  }

  /** A number of things in words. */
  public static String count(long number, String what) {
    return Numbers.grouped(number) + " " + what + (number == 1 ? "" : "s");
  }
}
