package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.verdict.TargetVerdict;

/** What {@code verdict.txt} and the page say of a verdict alike. */
public final class VerdictSentences {
  private VerdictSentences() {}

  /** What the verdict rests on. */
  public static String evidence(TargetVerdict verdict) {
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
    parts.add(
        count(verdict.networks(), "network")
            + " ("
            + String.join(", ", verdict.networkNames())
            + ")");
    if (!verdict.operators().isEmpty()) {
      parts.add(count(verdict.operators().size(), "operator"));
    }
    if (verdict.testError() != null) {
      parts.add(String.format(Locale.ROOT, "mean error %.3g", verdict.testError()));
    }
    if (verdict.operatorAgreement() != null) {
      parts.add(
          String.format(
              Locale.ROOT, "agreement of operators τ = %.2f", verdict.operatorAgreement()));
    }
    return "%s; by %s".formatted(String.join(", ", parts), verdict.metric());
  }

  /** How strong a recommendation is, and what is missing. */
  public static String strength(TargetVerdict verdict) {
    return verdict.strengthMissing().isEmpty()
        ? verdict.strength()
        : verdict.strength() + "; more would need " + String.join("; ", verdict.strengthMissing());
  }

  /** What may be the best, and how many records would decide. */
  public static String undecided(TargetVerdict verdict) {
    String needed =
        verdict.recordsNeeded() == null
            ? ""
            : "; about "
                + Numbers.grouped(verdict.recordsNeeded())
                + " records would decide, if what was seen holds";
    return String.join(", ", verdict.undecided()) + needed;
  }

  private static String count(long number, String what) {
    return Numbers.grouped(number) + " " + what + (number == 1 ? "" : "s");
  }
}
