package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ecglens.check.SanityOutcome;
import org.ecglens.random.Draws;
import org.ecglens.report.text.VerdictText;
import org.ecglens.stats.MethodComparison;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final List<String> METHODS = List.of("good", "twin", "poor", "random");
  private static final double[] LEVELS = {3, 3, 1, 0};
  private static final Judge JUDGE = new Judge(Thresholds.DEFAULT);

  /** Scores of level and noise; levels that are equal cannot be told apart. */
  private static MethodComparison comparison(int records, double... levels) {
    double[][] scores = new double[levels.length][records];
    for (int method = 0; method < levels.length; method++) {
      Draws draws = Draws.of(9, "scores", METHODS.get(method));
      for (int record = 0; record < records; record++) {
        scores[method][record] = levels[method] + draws.gaussian(0, record);
      }
    }
    return MethodComparison.of(METHODS.subList(0, levels.length), scores, true, "random");
  }

  private static MethodEvidence sound(String method) {
    return new MethodEvidence(
        method, 0.5, 0.4, 0.6, SanityOutcome.PASS, null, null, 0.2, 0.5, 10.0);
  }

  private static TargetVerdict verdict(
      MethodComparison comparison, UnaryOperator<MethodEvidence> ofTheGood) {
    List<MethodEvidence> methods = new ArrayList<>();
    comparison.places().forEach(place -> methods.add(sound(place.method())));
    methods.set(0, ofTheGood.apply(methods.get(0)));
    return JUDGE.verdict(new TargetEvidence("QT", List.of("QT-1"), "aopc", comparison, methods));
  }

  @Test
  void theBestIsRecommendedAndWhatCannotBeToldFromItIsNamed() {
    TargetVerdict verdict = verdict(comparison(200, LEVELS), good -> good);
    assertThat(List.of(verdict.recommended(), verdict.alike().get(0)))
        .containsExactlyInAnyOrder("good", "twin");
    assertThat(verdict.alike()).hasSize(1);
    assertThat(verdict.avoid()).isEmpty();
    assertThat(verdict.notLookedAt()).isEmpty();
  }

  private static void avoided(UnaryOperator<MethodEvidence> fault, String reason) {
    TargetVerdict verdict = verdict(comparison(200, LEVELS), fault);
    assertThat(verdict.recommended()).isEqualTo("twin");
    assertThat(verdict.avoid()).hasSize(1);
    assertThat(verdict.avoid().get(0).method()).isEqualTo("good");
    assertThat(verdict.avoid().get(0).reasons()).hasSize(1);
    assertThat(verdict.avoid().get(0).reasons().get(0)).contains(reason);
  }

  @Test
  void faultsAreReasonsToAvoidTheBest() {
    avoided(
        good -> new MethodEvidence("good", -1.0, -2.0, -0.5, null, null, null, null, null, null),
        "worse than the random order");
    avoided(
        good -> new MethodEvidence("good", 0.1, -0.1, 0.3, null, null, null, null, null, null),
        "not better than the random order");
    avoided(
        good ->
            new MethodEvidence("good", 1.0, 0.5, 2.0, "fail", "it stays", null, null, null, null),
        "fails randomisation: it stays");
    avoided(
        good -> new MethodEvidence("good", 1.0, 0.5, 2.0, "pass", null, 0.2, null, null, null),
        "does not add up");
    avoided(
        good -> new MethodEvidence("good", 1.0, 0.5, 2.0, "pass", null, null, 1.4, null, null),
        "unstable");
  }

  @Test
  void slownessCountsAgainstWhatIsNoBetter() {
    TargetVerdict verdict =
        verdict(
            comparison(200, LEVELS),
            good ->
                new MethodEvidence("good", 1.0, 0.5, 2.0, "pass", null, null, 0.1, null, 5000.0));
    assertThat(verdict.recommended()).isEqualTo("twin");
    assertThat(verdict.alike()).isEmpty();
    assertThat(verdict.avoid().get(0).reasons().get(0)).startsWith("slow: 500 times");
  }

  /** Without the random order, as in paper mode, the control has to be beaten. */
  @Test
  void theControlStandsInForTheRandomOrder() {
    List<MethodEvidence> methods = new ArrayList<>();
    for (String method : METHODS) {
      methods.add(new MethodEvidence(method, null, null, null, null, null, null, null, null, null));
    }
    TargetVerdict verdict =
        JUDGE.verdict(
            new TargetEvidence(
                "QT", List.of("a", "b"), "auc-25", comparison(200, 3, 0, 1, 0), methods));
    assertThat(verdict.recommended()).isEqualTo("good");
    assertThat(verdict.avoid()).extracting(Avoided::method).containsExactly("twin");
    assertThat(verdict.avoid().get(0).reasons())
        .containsExactly("not better than the random control");
    assertThat(verdict.notLookedAt()).containsExactly("randomisation", "robustness", "consistency");
  }

  @Test
  void methodsThatAreAllAlikeGiveNoRecommendation() {
    TargetVerdict verdict = verdict(comparison(40, 1, 1, 1), good -> good);
    assertThat(verdict.recommended()).isNull();
    assertThat(verdict.reason()).contains("cannot be told apart", "n = 40");
    assertThat(verdict.alike()).containsExactlyInAnyOrder("good", "twin", "poor");
  }

  @Test
  void oneRecordGivesNoRecommendationButAReason() {
    TargetVerdict verdict = verdict(comparison(1, LEVELS), good -> good);
    assertThat(verdict.recommended()).isNull();
    assertThat(verdict.reason()).isNotBlank();
  }

  @Test
  void thePageSaysWhatTheVerdictSays() {
    TargetVerdict verdict =
        verdict(
            comparison(200, LEVELS),
            good ->
                new MethodEvidence("good", -1.0, -2.0, -0.5, null, null, null, null, null, null));
    List<String> page =
        VerdictText.of(
            new Verdict(
                "corrected", "paper", "add-noise", 2000, Thresholds.DEFAULT, List.of(verdict)));
    assertThat(page.get(0))
        .isEqualTo("Verdict (corrected mode, add-noise, paper preset, 2,000 records)");
    assertThat(page).contains("QT (QT-1)", "  use           twin");
    assertThat(page).anyMatch(line -> line.startsWith("  avoid         good: worse than"));
    assertThat(page).allMatch(line -> line.length() <= 96);
  }
}
