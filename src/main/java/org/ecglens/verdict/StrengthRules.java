package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * How strong a recommendation is, by rules; see docs/metrics.md. Each rule that is not met is said.
 *
 * @param strength the word
 * @param missing what a stronger word would need
 */
record StrengthRules(Strength strength, List<String> missing) {
  private static final List<String> NEEDED_CHECKS =
      List.of("randomisation", "input-dependence", "robustness");
  private static final int MANY_RECORDS = 100;
  private static final int SOME_RECORDS = 30;
  private static final int MANY_OPERATORS = 3;
  private static final double SURE = 0.9;
  private static final double AGREE = 0.5;

  /** What a rule looks at. */
  record Facts(
      long records,
      int networks,
      int operators,
      Double synthetic,
      List<String> checks,
      boolean recommendedUndecided,
      double probabilityOfSet,
      Double operatorAgreement,
      SplitHalf splitHalf) {}

  /** Applies the rules to a recommendation. */
  static StrengthRules of(Facts facts) {
    List<String> missing = new ArrayList<>();
    need(missing, facts.records() >= SOME_RECORDS, SOME_RECORDS + " records");
    need(missing, facts.operators() >= 2, "two operators");
    need(
        missing,
        facts.splitHalf() != null
            && facts.splitHalf().sameMethods() >= 0.5
            && facts.splitHalf().contradiction() <= 0.05,
        "halves of the records that recommend the same methods in 50 % of halvings");
    if (!missing.isEmpty()) {
      return new StrengthRules(Strength.WEAK, List.copyOf(missing));
    }
    need(missing, facts.records() >= MANY_RECORDS, MANY_RECORDS + " records");
    need(
        missing,
        facts.synthetic() != null && facts.synthetic() == 0,
        "records of patients (these are synthetic or of unknown origin)");
    need(missing, facts.networks() >= 2, "two networks of the target");
    need(missing, facts.operators() >= MANY_OPERATORS, "three operators");
    need(
        missing,
        facts.operatorAgreement() != null && facts.operatorAgreement() >= AGREE,
        "operators that order the methods alike (τ ≥ 0.5)");
    need(
        missing,
        facts.checks().containsAll(NEEDED_CHECKS) && !facts.recommendedUndecided(),
        "the checks " + String.join(", ", NEEDED_CHECKS) + ", decided");
    need(
        missing,
        facts.probabilityOfSet() >= SURE,
        "a probability of 0.9 that the best is among those recommended");
    need(
        missing,
        facts.splitHalf().sameMethods() >= 0.8 && facts.splitHalf().contradiction() <= 0.01,
        "halves of the records that recommend the same methods (80 %; contradiction 1 %)");
    return new StrengthRules(
        missing.isEmpty() ? Strength.STRONG : Strength.MODERATE, List.copyOf(missing));
  }

  private static void need(List<String> missing, boolean met, String what) {
    if (!met) {
      missing.add(what);
    }
  }
}
