package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Judge JUDGE = new Judge(Thresholds.DEFAULT, 0);

  /** Scores of a mean and noise, 0 being the random order. */
  private static TargetScores scores(int records, int networks, Map<String, Double> means) {
    List<String> methods = new ArrayList<>(means.keySet());
    double[][][][] values = new double[2][methods.size()][networks][records];
    for (int operator = 0; operator < 2; operator++) {
      for (int method = 0; method < methods.size(); method++) {
        Draws draws = Draws.of(9, "scores", methods.get(method));
        for (int network = 0; network < networks; network++) {
          for (int record = 0; record < records; record++) {
            values[operator][method][network][record] =
                means.get(methods.get(method))
                    + draws.gaussian(0, record)
                    + 0.3 * draws.gaussian(1 + operator * 100L + network, record);
          }
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (int network = 0; network < networks; network++) {
      names.add("net-" + network);
    }
    return new TargetScores(
        "QT",
        "aopc-over-random",
        true,
        methods,
        names,
        List.of("zero", "add-noise"),
        values,
        records,
        records,
        0,
        Map.of());
  }

  private static Map<String, Double> means(Object... pairs) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      means.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
    }
    return means;
  }

  private static EmptyMaps maps(int empty) {
    return new EmptyMaps(empty, 100, 1);
  }

  private static TargetVerdict verdict(int records, Object... pairs) {
    return JUDGE.verdict(TargetEvidence.of(scores(records, 2, means(pairs))));
  }

  /** No method in two classes, and none lost. */
  private static void consistent(TargetVerdict verdict, int methods) {
    List<String> all = new ArrayList<>(verdict.recommended());
    all.addAll(verdict.undecided());
    verdict.worse().forEach(worse -> all.add(worse.method()));
    verdict.unsound().forEach(unsound -> all.add(unsound.method()));
    assertThat(all).doesNotHaveDuplicates().hasSize(methods);
    assertThat(verdict.recommended().isEmpty()).isEqualTo(verdict.reason() != null);
    assertThat(verdict.recommended().isEmpty()).isEqualTo(verdict.strength().equals("none"));
  }

  @Test
  void theBestIsRecommendedTheRestIsWorse() {
    TargetVerdict verdict = verdict(100, "good", 3, "fair", 2, "poor", 1, "amplitude", 0.5);
    assertThat(verdict.recommended()).containsExactly("good");
    assertThat(verdict.worse()).extracting(Worse::method).containsExactly("fair", "poor");
    assertThat(verdict.worse().get(0).reason()).startsWith("worse than good (p < 0.001");
    assertThat(verdict.undecided()).isEmpty();
    assertThat(verdict.recordsNeeded()).isNull();
    assertThat(verdict.probabilityBest().get("good")).isGreaterThan(0.99);
    assertThat(verdict.splitHalf().same()).isGreaterThan(0.95);
    assertThat(verdict.splitHalf().sameMethods()).isEqualTo(verdict.splitHalf().same());
    assertThat(verdict.splitHalf().contradiction()).isLessThan(0.01);
    assertThat(verdict.networks()).isEqualTo(2);
    consistent(verdict, 3);
  }

  /** By chance alone orders of few methods agree. */
  @Test
  void operatorsAreComparedByFiveMethodsOrMore() {
    assertThat(
            verdict(100, "a", 5, "b", 4, "c", 3, "d", 2, "e", 1, "random", 0).operatorAgreement())
        .isCloseTo(1, within(1e-9));
    assertThat(verdict(100, "a", 5, "b", 4, "c", 3, "d", 2, "random", 0).operatorAgreement())
        .isNull();
  }

  @Test
  void twoThatAreEqualWithinTheMarginAreBothRecommended() {
    TargetVerdict verdict =
        verdict(3000, "good", 3, "twin", 3, "poor", 1, "worst", 0.8, "random", 0);
    assertThat(verdict.recommended()).containsExactlyInAnyOrder("good", "twin");
    consistent(verdict, 4);
  }

  @Test
  void whatMayBeTheBestButIsNotKnownToBeEqualIsUndecided() {
    TargetVerdict verdict =
        verdict(30, "good", 1.2, "near", 0.9, "poor", -1, "worst", -1, "bad", -2, "random", -1.5);
    assertThat(verdict.recommended()).containsExactly("good");
    assertThat(verdict.undecided()).containsExactly("near");
    assertThat(verdict.recordsNeeded()).isGreaterThan(30);
    consistent(verdict, 5);
  }

  @Test
  void aControlThatMayBeTheBestLeavesNothingToRecommend() {
    TargetVerdict verdict = verdict(100, "good", 2, "poor", 1, "bad", 0.5, "slope", 2.1);
    assertThat(verdict.recommended()).isEmpty();
    assertThat(verdict.reason()).contains("the slope |dx/dt| (no network)");
    assertThat(verdict.worse()).extracting(Worse::method).contains("poor", "bad");
    consistent(verdict, 3);
  }

  @Test
  void theMeanMapOfOthersIsAControl() {
    TargetVerdict verdict = verdict(100, "good", 2, "poor", 1, "bad", 0, "population:good", 2);
    assertThat(verdict.recommended()).isEmpty();
    assertThat(verdict.reason()).contains("the mean map of other records (population:good)");
    TargetVerdict beaten = verdict(100, "good", 2, "poor", 1, "bad", 0, "population:good", 1);
    assertThat(beaten.recommended()).containsExactly("good");
    assertThat(beaten.notes()).noneMatch(note -> note.startsWith("maps of other records"));
    consistent(beaten, 3);
  }

  @Test
  void methodsThatAreAllAlikeAreUndecided() {
    TargetVerdict verdict = verdict(60, "a", 2, "b", 2, "c", 2, "d", 2, "random", 0);
    assertThat(verdict.recommended()).isEmpty();
    assertThat(verdict.reason()).contains("of 4 methods may be the best");
    assertThat(verdict.undecided()).hasSizeGreaterThan(2);
    consistent(verdict, 4);
  }

  @Test
  void whatIsNotBetterThanChanceIsNotRecommended() {
    TargetVerdict verdict = verdict(100, "a", 0.05, "b", -1, "c", -1);
    assertThat(verdict.recommended()).isEmpty();
    assertThat(verdict.reason()).contains("not surely better than the random order");
    assertThat(verdict.worse())
        .extracting(Worse::reason)
        .first()
        .asString()
        .startsWith("worse than the random order");
    consistent(verdict, 3);
  }

  @Test
  void fewRecordsDecideNothing() {
    TargetVerdict verdict = verdict(11, "good", 9, "poor", -9);
    assertThat(verdict.recommended()).isEmpty();
    assertThat(verdict.worse()).isEmpty();
    assertThat(verdict.unsound()).isEmpty();
    assertThat(verdict.undecided()).containsExactly("good", "poor");
    assertThat(verdict.reason()).contains("11 records", "at least 12 records and 8 subjects");
    assertThat(verdict.probabilityBest()).isEmpty();
    assertThat(verdict.recordsNeeded()).isEqualTo(12);
    consistent(verdict, 2);
  }

  @Test
  void fewSubjectsDecideNothing() {
    TargetScores many = scores(7, 1, means("good", 9, "poor", -9));
    TargetScores ofFew =
        new TargetScores(
            "QT",
            many.metric(),
            true,
            many.methods(),
            many.networks(),
            many.operators(),
            many.values(),
            500,
            7,
            0,
            Map.of());
    TargetVerdict verdict = JUDGE.verdict(TargetEvidence.of(ofFew));
    assertThat(verdict.reason()).contains("500 records of 7 subjects");
    // Eight subjects with as many records each.
    assertThat(verdict.recordsNeeded()).isEqualTo(572);
  }

  @Test
  void oneRecordIsSaidInASentence() {
    assertThat(verdict(1, "good", 1).reason()).startsWith("1 record of 1 subject");
  }

  @Test
  void oneMethodAloneStandsBesideTheRandomOrder() {
    TargetVerdict alone = verdict(100, "good", 3);
    assertThat(alone.recommended()).isEmpty();
    assertThat(alone.reason()).contains("nothing to compare it with");
    TargetVerdict controlled = verdict(100, "good", 3, "amplitude", 1);
    assertThat(controlled.recommended()).containsExactly("good");
  }

  /** Twins are never told apart, so that with three in a set of four no recommendation can come. */
  @Test
  void noNumberOfRecordsTellsTwinsApart() {
    TargetScores scores =
        scores(60, 2, means("one", 2, "other", 2, "third", 2, "poor", -1, "random", -1));
    for (double[][][] ofOperator : scores.values()) {
      ofOperator[1] = ofOperator[0];
      ofOperator[2] = ofOperator[0];
    }
    TargetVerdict verdict = JUDGE.verdict(TargetEvidence.of(scores));
    assertThat(verdict.reason()).isEqualTo("3 of 4 methods may be the best");
    assertThat(verdict.undecided()).containsExactlyInAnyOrder("one", "other", "third");
    assertThat(verdict.recordsNeeded()).isNull();
  }

  @Test
  void noNumberOfRecordsHelpsWhereNothingIsCompared() {
    TargetVerdict alone = verdict(100, "good", 3);
    assertThat(alone.undecided()).containsExactly("good");
    assertThat(alone.recordsNeeded()).isNull();
    assertThat(alone.probabilityBest()).isEmpty();
  }

  /** No evidence is no reason against a method: it is in a class, and the reason in a note. */
  @Test
  void whatHasNoScoresIsUndecided() {
    TargetScores some = scores(100, 2, means("good", 3, "fair", 2, "poor", 1, "random", 0));
    Map<String, String> absent = new LinkedHashMap<>();
    for (String name : List.of("silent", "mute", "population:silent", "smoothed:mute")) {
      absent.put(name, "0 of 100 records have a score of it");
    }
    List<MethodEvidence> methods =
        List.of("good", "fair", "poor", "random", "silent", "mute").stream()
            .map(MethodEvidence::none)
            .toList();
    TargetVerdict verdict =
        JUDGE.verdict(
            new TargetEvidence(
                absent(some, absent),
                methods,
                List.of(),
                List.of(),
                0.0,
                1.0,
                null,
                Map.of(),
                Map.of()));
    assertThat(verdict.recommended()).containsExactly("good");
    assertThat(verdict.undecided()).containsExactly("silent", "mute");
    assertThat(verdict.recordsNeeded()).isNull();
    assertThat(verdict.notes())
        .containsOnlyOnce("mute, silent were not compared: 0 of 100 records have a score of it")
        .noneMatch(note -> note.contains("population:silent"));
    consistent(verdict, 5);
  }

  private static TargetScores absent(TargetScores scores, Map<String, String> absent) {
    return new TargetScores(
        scores.target(),
        scores.metric(),
        scores.overRandom(),
        scores.methods(),
        scores.networks(),
        scores.operators(),
        scores.values(),
        scores.records(),
        scores.subjects(),
        scores.incomplete(),
        absent);
  }

  @Test
  void limitsAreSaidAsTheyHold() {
    assertThatThrownBy(() -> new Thresholds(0.95, 0.05, 0.1, 12, 8, 5, 0.05, 0.05))
        .hasMessage("Verdict: largest set is 5.0; it must be above 0 and at most 1.");
    assertThatThrownBy(() -> new Thresholds(0.95, 0.05, 0.1, 12, 8, 0.5, 0.05, -1))
        .hasMessage("Verdict: empty maps is -1.0; it must be at least 0 and below 1.");
    assertThatThrownBy(() -> new Thresholds(0.95, 0.05, 0, 12, 8, 0.5, 0.05, 0.05))
        .hasMessage("Verdict: margin is 0.0; it must be above 0 and below 1.");
  }

  @Test
  void controlsAloneAreNoMethods() {
    assertThat(verdict(100, "amplitude", 3, "random", 0).reason())
        .isEqualTo("only controls were evaluated, and no method");
  }

  /** An interval rests on the same spread between networks as the tests beside it. */
  @Test
  void twoNetworksLeaveAnIntervalThatSaysSomething() {
    TargetScores scores = scores(60, 2, means("good", 3, "fair", 2, "poor", 1, "random", 0));
    for (double[][][] ofOperator : scores.values()) {
      for (double[][] ofMethod : ofOperator) {
        for (int record = 0; record < ofMethod[1].length; record++) {
          ofMethod[1][record] += 0.5;
        }
      }
    }
    TargetVerdict verdict = JUDGE.verdict(TargetEvidence.of(scores));
    assertThat(verdict.methods())
        .allSatisfy(result -> assertThat(result.high() - result.low()).isLessThan(2));
  }

  @Test
  void noScoresAtAllHaveAReason() {
    TargetScores none =
        TargetScores.none("QT", "aopc-over-random", List.of("net"), Map.of("saliency", "no scale"));
    TargetVerdict verdict = JUDGE.verdict(TargetEvidence.of(none));
    assertThat(verdict.reason()).contains("saliency: no scale");
    assertThat(verdict.recordsNeeded()).isNull();
  }

  @Test
  void aFaultMakesUnsoundAndTheNextIsRecommended() {
    TargetScores scores = scores(100, 2, means("good", 3, "fair", 2, "poor", 1, "random", 0));
    List<MethodEvidence> methods =
        List.of(
            new MethodEvidence("good", List.of("the same map"), List.of(), null, maps(50), 2.0),
            new MethodEvidence("fair", List.of(), List.of(), 0.01, maps(0), 2.0),
            new MethodEvidence("poor", List.of(), List.of(), 0.2, maps(0), 2.0),
            MethodEvidence.none("random"));
    TargetVerdict verdict =
        JUDGE.verdict(
            new TargetEvidence(
                scores, methods, List.of(), List.of(), 0.0, 1.0, null, Map.of(), Map.of()));
    assertThat(verdict.recommended()).containsExactly("fair");
    assertThat(verdict.unsound()).extracting(Unsound::method).containsExactly("good", "poor");
    assertThat(verdict.unsound().get(0).reasons())
        .containsExactly("the map is zero or constant in 50 of 100 records", "the same map");
    assertThat(verdict.unsound().get(1).reasons().get(0)).contains("does not add up", "20 %");
    consistent(verdict, 3);
  }

  /** More than 5 % of the records is a fault, however few these are: how many is said. */
  @Test
  void moreThanAFewEmptyMapsAreAFault() {
    TargetScores scores = scores(16, 1, means("good", 3, "fair", 2, "poor", 1, "random", 0));
    List<MethodEvidence> methods =
        List.of(
            new MethodEvidence("good", List.of(), List.of(), null, new EmptyMaps(1, 20, 1), 2.0),
            new MethodEvidence("fair", List.of(), List.of(), null, new EmptyMaps(1, 16, 1), 2.0),
            new MethodEvidence("poor", List.of(), List.of(), null, new EmptyMaps(0, 16, 1), 2.0),
            MethodEvidence.none("random"));
    TargetVerdict verdict =
        JUDGE.verdict(
            new TargetEvidence(
                scores, methods, List.of(), List.of(), 0.0, 1.0, null, Map.of(), Map.of()));
    assertThat(verdict.unsound())
        .containsExactly(
            new Unsound("fair", List.of("the map is zero or constant in 1 of 16 records")));
  }

  @Test
  void oneRecordThatLacksAScoreIsSaidInASentence() {
    TargetScores all = scores(20, 1, means("good", 3, "poor", 1));
    TargetScores lacking =
        new TargetScores(
            "QT",
            all.metric(),
            true,
            all.methods(),
            all.networks(),
            all.operators(),
            all.values(),
            20,
            20,
            1,
            Map.of());
    assertThat(JUDGE.verdict(TargetEvidence.of(lacking)).notes())
        .contains("1 record lacks a score and was left out");
  }

  /** More networks are no reason against a method: the truly better one is not called worse. */
  @Test
  void manyNetworksDoNotPunish() {
    for (int networks : new int[] {1, 4, 30}) {
      TargetVerdict verdict =
          JUDGE.verdict(
              TargetEvidence.of(
                  scores(60, networks, means("good", 2, "fair", 1, "bad", 0, "random", 0))));
      assertThat(verdict.recommended()).as("%d networks", networks).containsExactly("good");
    }
  }

  @Test
  void blurringThatHelpsIsSaid() {
    TargetVerdict verdict =
        verdict(100, "good", 2, "poor", 0, "bad", 0, "random", 0, "smoothed:good", 3);
    assertThat(verdict.recommended()).containsExactly("good");
    assertThat(verdict.notes()).anyMatch(note -> note.contains("blurred over 20 ms"));
    assertThat(verdict.probabilityBest()).doesNotContainKey("smoothed:good");
  }

  /** Halves that both say nothing agree, but say nothing for the recommendation of the whole. */
  @Test
  void halvesThatRecommendNothingMakeNoEvidence() {
    TargetVerdict verdict = verdict(30, "a", 1.15, "b", 0, "c", 0, "d", -1, "random", 0);
    assertThat(verdict.recommended()).containsExactly("a");
    assertThat(verdict.splitHalf().same()).isGreaterThan(0.5);
    assertThat(verdict.splitHalf().sameMethods()).isLessThan(0.5);
    assertThat(verdict.strength()).isEqualTo("weak");
  }

  @Test
  void theSameSeedGivesTheSameVerdict() {
    assertThat(verdict(40, "a", 1, "b", 0.8, "random", 0))
        .isEqualTo(verdict(40, "a", 1, "b", 0.8, "random", 0));
  }

  /** Not the methods are to blame where no map says anything. */
  @Test
  void aNetworkWithoutAnyGradientIsNamed() {
    TargetScores scores = scores(40, 1, means("one", 1, "two", 1, "random", 0));
    List<MethodEvidence> methods =
        List.of(
            new MethodEvidence("one", List.of(), List.of(), null, maps(100), 2.0),
            new MethodEvidence("two", List.of(), List.of(), null, maps(80), 2.0),
            MethodEvidence.none("random"));
    TargetVerdict verdict =
        JUDGE.verdict(
            new TargetEvidence(
                scores, methods, List.of(), List.of(), null, null, null, Map.of(), Map.of()));
    assertThat(verdict.unsound()).extracting(Unsound::method).containsExactly("one", "two");
    assertThat(verdict.reason()).contains("the maps of every method are zero or constant");
  }
}
