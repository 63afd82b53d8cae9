package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.ecglens.random.Draws;
import org.ecglens.stats.KrippendorffAlpha.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreement as krippendorff, pingouin and SciPy find it: see python/ratings. */
class ConcordanceTest {
  private static final double NAN = Double.NaN;
  private static final Draws DRAWS = Draws.of(1, "agreement");
  private static final Offset<Double> CLOSE = within(1e-9);

  private static JsonNode document() throws IOException {
    try (InputStream stream = ConcordanceTest.class.getResourceAsStream("concordance.json")) {
      return new ObjectMapper().readTree(stream);
    }
  }

  static Iterable<JsonNode> ratings() throws IOException {
    return document().get("ratings");
  }

  static Iterable<JsonNode> rankings() throws IOException {
    return document().get("rankings");
  }

  @ParameterizedTest
  @MethodSource("ratings")
  void ratersAgreeAsOtherLibrariesSay(JsonNode expected) {
    RaterMatrix ratings = matrix(values(expected.get("ratings")));
    for (Level level : Level.values()) {
      assertThat(KrippendorffAlpha.of(level, ratings, DRAWS).value())
          .as("%s", level)
          .isCloseTo(
              expected.get("alpha_" + level.name().toLowerCase(Locale.ROOT)).asDouble(), CLOSE);
    }
    check(IntraclassCorrelation.single(ratings), expected.get("icc_2_1"));
    check(IntraclassCorrelation.average(ratings), expected.get("icc_2_k"));
    check(IntraclassCorrelation.consistency(ratings), expected.get("icc_3_1"));
    assertThat(KrippendorffAlpha.centred(ratings, DRAWS).value())
        .isCloseTo(expected.get("alpha_centred").asDouble(), CLOSE);
    Concordance w = KendallW.of(ratings);
    assertThat(w.value()).isCloseTo(expected.get("w").get("value").asDouble(), CLOSE);
    assertThat(w.p()).isCloseTo(expected.get("w").get("p").asDouble(), CLOSE);
  }

  private static void check(Concordance found, JsonNode expected) {
    assertThat(found.value()).isCloseTo(expected.get("value").asDouble(), CLOSE);
    assertThat(found.p()).isCloseTo(expected.get("p").asDouble(), CLOSE);
    // The degrees of freedom are not whole, and the two quantile functions stop at 1e-9 or so.
    assertThat(found.ciLow()).isCloseTo(expected.get("low").asDouble(), within(1e-6));
    assertThat(found.ciHigh()).isCloseTo(expected.get("high").asDouble(), within(1e-6));
    assertThat(found.reason()).isNull();
  }

  @ParameterizedTest
  @MethodSource("rankings")
  void rankingsAgreeAsSciPySays(JsonNode expected) {
    double[] one = numbers(expected.get("one"));
    double[] other = numbers(expected.get("other"));
    Concordance tau = KendallTau.of(one, other);
    assertThat(tau.value()).isCloseTo(expected.get("tau").asDouble(), CLOSE);
    assertThat(tau.p()).isCloseTo(expected.get("p").asDouble(), CLOSE);
    assertThat(KendallTau.of(other, one)).isEqualTo(tau);
  }

  @Test
  void textbooksAreMet() throws IOException {
    // Shrout and Fleiss 1979, table 4: ICC(2,1) = .29, ICC(2,4) = .62.
    RaterMatrix judges = matrix(values(document().get("ratings").get(0).get("ratings")));
    assertThat(IntraclassCorrelation.single(judges).value()).isCloseTo(0.29, within(0.005));
    assertThat(IntraclassCorrelation.average(judges).value()).isCloseTo(0.62, within(0.005));
    // Krippendorff 2011, section C: nominal .743, ordinal .815, interval .849.
    RaterMatrix observers = matrix(values(document().get("ratings").get(1).get("ratings")));
    Concordance nominal = KrippendorffAlpha.of(Level.NOMINAL, observers, DRAWS);
    assertThat(nominal.value()).isCloseTo(0.743, within(0.0005));
    assertThat(nominal.items()).isEqualTo(11);
    assertThat(nominal.raters()).isEqualTo(4);
    assertThat(KrippendorffAlpha.of(Level.ORDINAL, observers, DRAWS).value())
        .isCloseTo(0.815, within(0.0005));
    assertThat(KrippendorffAlpha.of(Level.INTERVAL, observers, DRAWS).value())
        .isCloseTo(0.849, within(0.0005));
  }

  /** Three raters who order five methods alike in ten records, each at another level. */
  private static RaterMatrix lenient() {
    double[][] table = new double[50][3];
    int[] records = new int[50];
    for (int item = 0; item < 50; item++) {
      double[] noise = new double[3];
      Draws.of(item, "lenient").gaussians(0, noise);
      records[item] = item / 5;
      for (int rater = 0; rater < 3; rater++) {
        table[item][rater] = item % 5 + 20 * rater + 0.5 * noise[rater];
      }
    }
    return new RaterMatrix(table, records);
  }

  private static int[] methods(int items) {
    return IntStream.range(0, items).map(item -> item % 5).toArray();
  }

  @Test
  void leniencyIsNoDisagreementOnTheOrder() {
    RaterMatrix lenient = lenient();
    assertThat(KrippendorffAlpha.of(Level.ORDINAL, lenient, DRAWS).value()).isNegative();
    assertThat(IntraclassCorrelation.single(lenient).value()).isLessThan(0.05);
    assertThat(IntraclassCorrelation.consistency(lenient).value()).isGreaterThan(0.8);
    assertThat(KrippendorffAlpha.centred(lenient, DRAWS).value()).isGreaterThan(0.8);
    Concordance w = KendallW.ofGroups(lenient, methods(50), DRAWS);
    assertThat(w.value()).isEqualTo(1);
    assertThat(w.items()).isEqualTo(5);
    assertThat(w.raters()).isEqualTo(3);
    // Of 120² pairs of orders beside the first rater's one is as alike: 1 / 14400.
    assertThat(w.p()).isLessThan(0.001);
    // Each rater's mean taken off by hand leaves the same.
    assertThat(KrippendorffAlpha.centred(lenient, DRAWS).value())
        .isCloseTo(KrippendorffAlpha.of(Level.INTERVAL, lenient.centred(), DRAWS).value(), CLOSE);
  }

  @Test
  void thePermutationsOfThreeMethodsAreCountedOut() {
    // Two raters with equal orders of three methods: 1 of 6 orders of the second is as alike.
    RaterMatrix same = matrix(new double[][] {{1, 10}, {2, 20}, {3, 30}});
    Concordance w = KendallW.ofGroups(same, new int[] {0, 1, 2}, DRAWS);
    assertThat(w.value()).isEqualTo(1);
    assertThat(w.p()).isCloseTo(1.0 / 6, within(0.015));
    assertThat(KendallW.ofGroups(same, new int[] {0, 0, 0}, DRAWS).reason())
        .isEqualTo("fewer than two methods have ratings by all raters");
    RaterMatrix apart = matrix(new double[][] {{1, NAN}, {NAN, 2}, {3, NAN}});
    assertThat(KendallW.ofGroups(apart, new int[] {0, 1, 2}, DRAWS).reason())
        .isEqualTo("fewer than two methods have ratings by all raters");
    RaterMatrix levels = matrix(new double[][] {{1, 2}, {1, 2}, {1, 2}});
    assertThat(KendallW.ofGroups(levels, new int[] {0, 1, 2}, DRAWS).value()).isNull();
    assertThat(KrippendorffAlpha.centred(levels, DRAWS).reason())
        .isEqualTo("every rater gives all items the same value");
  }

  @Test
  void ratersAreARandomFactor() {
    // Two of three raters follow the score in every record, one ranks the other way round.
    double[][][] ratings = new double[3][20][5];
    double[][] scores = new double[20][5];
    for (int record = 0; record < 20; record++) {
      for (int method = 0; method < 5; method++) {
        scores[record][method] = method;
        ratings[0][record][method] = method;
        ratings[1][record][method] = method;
        ratings[2][record][method] = -method;
      }
    }
    Concordance three = KendallTau.ofRatings(ratings, scores, DRAWS);
    assertThat(three.value()).isEqualTo(1);
    // The dissenter is drawn at least twice in 7 of 27 draws of three raters.
    assertThat(three.ciLow()).isEqualTo(-1);
    Concordance two =
        KendallTau.ofRatings(new double[][][] {ratings[0], ratings[1]}, scores, DRAWS);
    assertThat(two.ciLow()).isEqualTo(1);
  }

  @Test
  void oneRaterIsAReasonAndNotANumber() {
    RaterMatrix alone = matrix(new double[][] {{1, NAN}, {2, NAN}, {3, NAN}});
    for (Concordance none : all(alone)) {
      assertThat(none).isEqualTo(Concordance.none(3, 1, "there is one rater"));
    }
  }

  @Test
  void tiesEverywhereAreAReason() {
    // 0.1 + 0.1 + 0.1 is not 0.3: rounding must not look like differences.
    RaterMatrix ties = matrix(new double[][] {{0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}, {0.1, 0.1, 0.1}});
    for (Concordance none : all(ties)) {
      assertThat(none.value()).isNull();
      assertThat(none.p()).isNull();
      assertThat(none.reason())
          .isIn("all ratings are equal", "every rater gives all items the same value");
    }
    // Raters who differ, though each says the same of everything: only ranks are without a value.
    RaterMatrix levels = matrix(new double[][] {{1, 2}, {1, 2}, {1, 2}});
    assertThat(KendallW.of(levels).reason())
        .isEqualTo("every rater gives all items the same value");
    assertThat(IntraclassCorrelation.single(levels).value()).isZero();
    assertThat(KrippendorffAlpha.of(Level.INTERVAL, levels, DRAWS).value()).isNegative();
  }

  @Test
  void zeroHasNoSign() {
    RaterMatrix signs = matrix(new double[][] {{0.0, -0.0}, {1, 1}, {2, 1}});
    RaterMatrix none = matrix(new double[][] {{0, 0}, {1, 1}, {2, 1}});
    assertThat(all(signs)).isEqualTo(all(none));
  }

  @Test
  void oneItemHasNoDifferencesBetweenItems() {
    RaterMatrix one = matrix(new double[][] {{1, 2, 3}});
    assertThat(IntraclassCorrelation.single(one).reason()).startsWith("fewer than two items");
    assertThat(KendallW.of(one).reason()).startsWith("fewer than two items");
    Concordance alpha = KrippendorffAlpha.of(Level.INTERVAL, one, DRAWS);
    // With one item what is observed is what is expected.
    assertThat(alpha.value()).isCloseTo(0, CLOSE);
    assertThat(alpha.ciLow()).isNull();
    assertThat(alpha.reason()).isEqualTo("no interval: there is one record");
  }

  @Test
  void ratersWithoutCommonItemsAreAReason() {
    RaterMatrix apart = matrix(new double[][] {{1, NAN}, {NAN, 2}, {3, NAN}});
    assertThat(KrippendorffAlpha.of(Level.ORDINAL, apart, DRAWS).reason())
        .isEqualTo("no item has ratings by two raters");
    assertThat(IntraclassCorrelation.average(apart).reason()).startsWith("fewer than two items");
    assertThat(KendallW.of(apart).reason()).startsWith("fewer than two items");
  }

  @Test
  void exactAgreementIsOne() {
    RaterMatrix same = matrix(new double[][] {{1, 1}, {2, 2}, {3, 3}, {5, 5}});
    for (Concordance one : all(same)) {
      assertThat(one.value()).isCloseTo(1, CLOSE);
    }
    assertThat(IntraclassCorrelation.single(same).reason())
        .isEqualTo("no interval: the raters agree exactly");
    assertThat(KrippendorffAlpha.of(Level.ORDINAL, same, DRAWS).ciLow()).isEqualTo(1);
  }

  @Test
  void nothingIsNotANumberWhateverTheRatings() {
    double[] values = {NAN, 1, 2, 3};
    // All tables of three items and two raters over these values.
    for (int code = 0; code < 4096; code++) {
      int rest = code;
      double[][] table = new double[3][2];
      for (int cell = 0; cell < 6; cell++) {
        table[cell / 2][cell % 2] = values[rest % 4];
        rest /= 4;
      }
      RaterMatrix ratings = matrix(table);
      for (Concordance found :
          new Concordance[] {
            IntraclassCorrelation.single(ratings),
            IntraclassCorrelation.average(ratings),
            KendallW.of(ratings)
          }) {
        finite(found);
      }
      if (code % 16 == 0) {
        finite(KrippendorffAlpha.of(Level.ORDINAL, ratings, DRAWS));
      }
    }
  }

  private static void finite(Concordance found) {
    if (found.value() == null) {
      assertThat(found.reason()).isNotBlank();
      assertThat(found.ciLow()).isNull();
      return;
    }
    assertThat(found.value()).isFinite().isLessThan(1 + 1e-12);
    if (found.ciLow() == null) {
      assertThat(found.ciHigh()).isNull();
    } else {
      assertThat(found.ciLow()).isFinite().isLessThanOrEqualTo(found.ciHigh());
      assertThat(found.ciHigh()).isFinite();
    }
    if (found.p() != null) {
      assertThat(found.p()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theIntervalOfAlphaCoversAtItsRate() {
    // Two raters who draw the same opinion with equal noise: alpha at interval level is 1/2.
    int covered = 0;
    int trials = 100;
    for (int trial = 0; trial < trials; trial++) {
      double[][] table = new double[60][2];
      double[] normals = new double[180];
      Draws.of(trial, "raters").gaussians(0, normals);
      for (int item = 0; item < 60; item++) {
        table[item][0] = normals[3 * item] + normals[3 * item + 1];
        table[item][1] = normals[3 * item] + normals[3 * item + 2];
      }
      Concordance alpha =
          KrippendorffAlpha.of(Level.INTERVAL, matrix(table), Draws.of(trial, "bootstrap"));
      covered += alpha.ciLow() <= 0.5 && 0.5 <= alpha.ciHigh() ? 1 : 0;
    }
    // Three standard errors of 95 of 100 are 6.5.
    assertThat(covered).isBetween(88, 100);
  }

  @Test
  void itemsOfOneRecordAreDrawnTogether() {
    double[][] table = new double[40][];
    int[] records = new int[40];
    for (int item = 0; item < 40; item++) {
      // Records of four equal items hold no more than ten items would.
      double[] normals = new double[3];
      Draws.of(item / 4, "record").gaussians(0, normals);
      table[item] = new double[] {normals[0] + normals[1] / 2, normals[0] + normals[2] / 2};
      records[item] = item / 4;
    }
    Concordance together =
        KrippendorffAlpha.of(Level.INTERVAL, new RaterMatrix(table, records), DRAWS);
    Concordance apart = KrippendorffAlpha.of(Level.INTERVAL, matrix(table), DRAWS);
    assertThat(together.value()).isEqualTo(apart.value());
    assertThat(together.ciHigh() - together.ciLow())
        .isGreaterThan(1.3 * (apart.ciHigh() - apart.ciLow()));
  }

  @Test
  void rankingsWithoutOrderAreAReason() {
    assertThat(KendallTau.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}).reason())
        .isEqualTo("all methods are equal in one of the rankings");
    // −0 and 0 are the same number.
    assertThat(KendallTau.of(new double[] {-0.0, 0.0}, new double[] {1, 2}).value()).isNull();
    assertThat(KendallTau.of(new double[] {1}, new double[] {2}).reason())
        .isEqualTo("a ranking needs at least two methods");
    assertThat(KendallTau.ofRatings(new double[0][][], new double[0][], DRAWS).reason())
        .isEqualTo("a ranking needs at least two methods");
  }

  @Test
  void rankingsOfMeansAreResampledByRecord() {
    double[][] experts = {{1, 2, 3, NAN}, {1, 3, 2, NAN}, {2, 1, 3, NAN}, {1, 2, 3, NAN}};
    double[][] scores = {{10, 20, 30, NAN}, {11, 19, 31, NAN}, {9, 21, 33, NAN}, {8, 22, 35, NAN}};
    Concordance tau = KendallTau.ofRatings(new double[][][] {experts}, scores, DRAWS);
    assertThat(tau.value()).isEqualTo(1);
    assertThat(tau.items()).isEqualTo(3);
    // One record in four would change the order of the first two, or of the last two.
    assertThat(tau.ciLow()).isBetween(-0.4, 0.9);
    assertThat(tau.ciHigh()).isEqualTo(1);
    assertThat(KendallTau.ofRatings(new double[][][] {experts}, scores, Draws.of(1, "agreement")))
        .isEqualTo(tau);
    double[][] one = {{1, 2, 3}};
    assertThat(KendallTau.ofRatings(new double[][][] {one}, one, DRAWS).reason())
        .isEqualTo("no interval: there is one record");
  }

  @Test
  void meansThatDifferByRoundingAreTies() {
    // (0.1 + 0.2 + 0.3) / 3 and 0.2 are two different doubles.
    double[][] experts = {{0.1, 0.2, 5}, {0.2, 0.2, 5}, {0.3, 0.2, 5}};
    double[][] scores = {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}};
    assertThat(KendallTau.ofRatings(new double[][][] {experts}, scores, DRAWS).value())
        .isCloseTo(2 / Math.sqrt(6), CLOSE);
  }

  private static Concordance[] all(RaterMatrix ratings) {
    return new Concordance[] {
      KrippendorffAlpha.of(Level.NOMINAL, ratings, DRAWS),
      KrippendorffAlpha.of(Level.ORDINAL, ratings, DRAWS),
      KrippendorffAlpha.of(Level.INTERVAL, ratings, DRAWS),
      IntraclassCorrelation.single(ratings),
      IntraclassCorrelation.average(ratings),
      KendallW.of(ratings)
    };
  }

  /** Each item a record of its own. */
  private static RaterMatrix matrix(double[][] values) {
    return new RaterMatrix(values, IntStream.range(0, values.length).toArray());
  }

  private static double[][] values(JsonNode table) {
    double[][] values = new double[table.size()][];
    for (int item = 0; item < values.length; item++) {
      values[item] = numbers(table.get(item));
    }
    return values;
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).isNull() ? NAN : list.get(i).asDouble();
    }
    return numbers;
  }
}
