package org.ecglens.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.RecordCurve;
import org.junit.jupiter.api.Test;

class ScoringTest {
  private static final String METHOD = "saliency";

  private static RecordCurve curve(String method, Order order, int repeat, double... predictions) {
    int[] steps = IntStream.range(0, predictions.length).toArray();
    return new RecordCurve("r", method, 0, order, "zero", repeat, steps, predictions);
  }

  private static ScoreValue outcome(RecordScores scores, Order order, String metric) {
    List<Score> found =
        scores.scores().stream()
            .filter(score -> score.order() == order && score.metric().equals(metric))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).outcome();
  }

  @Test
  void paperAreasAreTrapezoidsOfTheRelativeError() {
    // Relative errors 0, 0.3, 0.1, 0.7, 0.9, 1.2 of a negative label:
    // numpy.trapezoid([0, .3, .1, .7, .9, 1.2]) = 2.6
    RecordCurve curve = curve(METHOD, Order.MORF, 0, -10, -13, -9, -3, -19, 2);
    RecordScores scores = Scoring.of(Mode.PAPER).score(List.of(curve), -10.0, null);
    assertThat(outcome(scores, Order.MORF, "auc-5").value()).isCloseTo(2.6, within(1e-12));
    assertThat(outcome(scores, Order.MORF, "auc-10"))
        .isEqualTo(ScoreValue.none("the curve has 5 steps, 10 are needed"));
    assertThat(scores.scores())
        .extracting(Score::metric)
        .containsExactly("auc-5", "auc-10", "auc-15", "auc-25");
    assertThat(scores.curves().get(0).curve().values())
        .containsExactly(new double[] {0, 0.3, 0.1, 0.7, 0.9, 1.2}, within(1e-12));
  }

  @Test
  void paperErrorsNeedALabelOtherThanZero() {
    RecordCurve curve = curve(METHOD, Order.MORF, 0, 1, 2, 3, 4, 5, 6);
    Scoring scoring = Scoring.of(Mode.PAPER);
    assertThat(outcome(scoring.score(List.of(curve), null, null), Order.MORF, "auc-5"))
        .isEqualTo(ScoreValue.none("no label to compare with"));
    assertThat(outcome(scoring.score(List.of(curve), -0.0, null), Order.MORF, "auc-5"))
        .isEqualTo(ScoreValue.none("label is zero"));
  }

  @Test
  void correctedScoresFollowTheirFormulas() {
    List<RecordCurve> curves =
        List.of(
            curve(RecordCurve.NO_METHOD, Order.RANDOM, 0, 10, 12, 14),
            curve(RecordCurve.NO_METHOD, Order.RANDOM, 1, 10, 8, 10),
            curve(METHOD, Order.MORF, 0, 10, 16, 4),
            curve(METHOD, Order.MORF, 1, 10, 4, 22),
            curve(METHOD, Order.LERF, 0, 10, 10, 11),
            curve(METHOD, Order.LERF, 1, 10, 10, 9));
    RecordScores scores = Scoring.of(Mode.CORRECTED).score(curves, 13.0, 2.0);
    // Shifts over 2: MoRF 0 3 3 and 0 3 6, LeRF 0 0 .5 twice, random 0 1 2 and 0 1 0.
    assertThat(outcome(scores, Order.MORF, "aopc").value()).isCloseTo(2.5, within(1e-12));
    assertThat(outcome(scores, Order.LERF, "aopc").value()).isCloseTo(0.5 / 3, within(1e-12));
    assertThat(outcome(scores, Order.RANDOM, "aopc").value()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(outcome(scores, Order.MORF, "abpc").value()).isCloseTo(7.0 / 3, within(1e-12));
    assertThat(outcome(scores, Order.MORF, "aopc-over-random").value())
        .isCloseTo(2.5 - 2.0 / 3, within(1e-12));
    // |13 − f| over 2: 1.5 1.5 4.5 and 1.5 4.5 4.5.
    assertThat(outcome(scores, Order.MORF, "aopc-label").value()).isCloseTo(3, within(1e-12));
    // Random: 1.5 .5 .5 and 1.5 2.5 1.5, on average 1.5 1.5 1.
    assertThat(outcome(scores, Order.MORF, "aopc-label-over-random").value())
        .isCloseTo(3 - 4.0 / 3, within(1e-12));
    assertThat(outcome(scores, Order.LERF, "aopc-over-random").value())
        .isCloseTo(0.5 / 3 - 2.0 / 3, within(1e-12));
    // Shifts in the target's unit: MoRF 0 6 9, LeRF 0 0 1, random 0 2 2; the largest is 9.
    assertThat(outcome(scores, Order.MORF, "degradation-score").value())
        .isCloseTo((5 - 1.0 / 3) / 9, within(1e-12));
    assertThat(scores.curves()).hasSize(3);
    assertThat(scores.curves().get(1).curve().values()).containsExactly(0, 3, 4.5);
  }

  @Test
  void metricsOfCorrectedModeComeInTheirOrder() {
    List<RecordCurve> curves =
        List.of(
            curve(RecordCurve.NO_METHOD, Order.RANDOM, 0, 1, 2),
            curve(METHOD, Order.MORF, 0, 1, 2),
            curve(METHOD, Order.LERF, 0, 1, 2));
    List<Score> scores = Scoring.of(Mode.CORRECTED).score(curves, 1.0, 1.0).scores();
    List<String> own = List.of("auc-5", "auc-10", "auc-15", "auc-25", "aopc", "aopc-label");
    List<String> overRandom =
        List.of(
            "aopc-over-random",
            "aopc-label-over-random",
            "auc-5-over-random",
            "auc-10-over-random",
            "auc-15-over-random",
            "auc-25-over-random");
    assertThat(metrics(scores, Order.RANDOM)).isEqualTo(own);
    assertThat(metrics(scores, Order.LERF)).isEqualTo(joined(own, overRandom));
    assertThat(metrics(scores, Order.MORF))
        .isEqualTo(joined(joined(own, List.of("abpc", "degradation-score")), overRandom));
  }

  private static List<String> metrics(List<Score> scores, Order order) {
    return scores.stream().filter(score -> score.order() == order).map(Score::metric).toList();
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Test
  void areasOverRandomAreDifferencesOfAreas() {
    List<RecordCurve> curves =
        List.of(
            curve(RecordCurve.NO_METHOD, Order.RANDOM, 0, 0, 1, 1, 2, 3, 3),
            curve(METHOD, Order.MORF, 0, 0, 4, 4, 5, 6, 6));
    RecordScores scores = Scoring.of(Mode.CORRECTED).score(curves, null, 1.0);
    // numpy.trapezoid of the two: 22 and 8.5.
    assertThat(outcome(scores, Order.MORF, "auc-5-over-random").value())
        .isCloseTo(13.5, within(1e-12));
    assertThat(outcome(scores, Order.MORF, "auc-10-over-random").reason())
        .isEqualTo("the curve has 5 steps, 10 are needed");
    assertThat(outcome(scores, Order.MORF, "aopc-label-over-random").reason())
        .isEqualTo("no label to compare with");
  }

  @Test
  void theDegradationScoreNeedsNoScaleButMovement() {
    Scoring scoring = Scoring.of(Mode.CORRECTED);
    RecordCurve random = curve(RecordCurve.NO_METHOD, Order.RANDOM, 0, 10, 10, 18);
    RecordCurve morf = curve(METHOD, Order.MORF, 0, 10, 14, 16);
    RecordCurve lerf = curve(METHOD, Order.LERF, 0, 10, 9, 16);
    // Means 10/3 and 7/3; the random order moves the prediction furthest.
    RecordScores scores = scoring.score(List.of(random, morf, lerf), null, null);
    assertThat(outcome(scores, Order.MORF, "degradation-score").value())
        .isCloseTo(1.0 / 8, within(1e-12));
    assertThat(outcome(scores, Order.MORF, "abpc").reason()).isEqualTo(CurveValues.NO_SCALE);
    assertThat(
            outcome(scoring.score(List.of(morf, lerf), null, null), Order.MORF, "degradation-score")
                .reason())
        .contains("not computed");
    List<RecordCurve> still =
        List.of(
            curve(RecordCurve.NO_METHOD, Order.RANDOM, 0, 10, 10),
            curve(METHOD, Order.MORF, 0, 10, 10),
            curve(METHOD, Order.LERF, 0, 10, 10));
    assertThat(outcome(scoring.score(still, null, 1.0), Order.MORF, "degradation-score").reason())
        .isEqualTo("no order moves the prediction");
  }

  @Test
  void whatCannotBeScoredHasAReasonAndNeverNaN() {
    RecordCurve curve = curve(METHOD, Order.MORF, 0, 1, 2, 3);
    Scoring scoring = Scoring.of(Mode.CORRECTED);
    RecordScores noLabel = scoring.score(List.of(curve), null, 1.0);
    assertThat(outcome(noLabel, Order.MORF, "aopc").value()).isEqualTo(1);
    assertThat(outcome(noLabel, Order.MORF, "aopc-label").reason())
        .isEqualTo("no label to compare with");
    assertThat(outcome(noLabel, Order.MORF, "abpc").reason()).contains("not computed");
    assertThat(outcome(noLabel, Order.MORF, "aopc-over-random").reason()).contains("not computed");
    for (Double scale : new Double[] {null, 0.0, Double.NaN, -1.0}) {
      assertThat(outcome(scoring.score(List.of(curve), 1.0, scale), Order.MORF, "aopc"))
          .isEqualTo(ScoreValue.none(CurveValues.NO_SCALE));
    }
    RecordCurve broken = curve(METHOD, Order.MORF, 0, 1, Double.NaN, 3);
    assertThat(scoring.score(List.of(curve, broken), 1.0, 1.0).scores())
        .isNotEmpty()
        .allMatch(score -> score.outcome().value() == null && score.outcome().reason() != null);
  }

  @Test
  void anUnrankedMapHasTheScoresOfARankedOneWithoutValues() {
    Scoring scoring = Scoring.of(Mode.CORRECTED);
    List<RecordCurve> curves =
        List.of(curve(METHOD, Order.MORF, 0, 1, 2), curve(METHOD, Order.LERF, 0, 1, 2));
    assertThat(scoring.unranked(METHOD, Mode.CORRECTED.orders(), "broken"))
        .allMatch(score -> score.outcome().equals(ScoreValue.none("broken")))
        .extracting(score -> score.order() + score.metric())
        .containsExactlyElementsOf(
            scoring.score(curves, 1.0, 1.0).scores().stream()
                .map(score -> score.order() + score.metric())
                .toList());
  }
}
