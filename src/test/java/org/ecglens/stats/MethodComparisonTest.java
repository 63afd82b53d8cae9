package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ecglens.stats.MethodComparison.Pair;
import org.ecglens.stats.MethodComparison.Place;
import org.junit.jupiter.api.Test;

class MethodComparisonTest {
  private static final List<String> METHODS = List.of("saliency", "deeplift", "random");

  @Test
  void handCountedScoresComeOut() {
    double[][] scores = {{3, 4, 5, 9}, {2, 4, 6, 8}, {1, 1, 1, 1}};
    MethodComparison comparison = MethodComparison.of(METHODS, scores, true, "random");
    assertThat(comparison.n()).isEqualTo(4);
    // Ranks 1, 1.5, 2, 1 and 2, 1.5, 1, 2 and 3 four times.
    Place first = comparison.places().get(0);
    assertThat(first.meanRank()).isEqualTo(5.5 / 4);
    assertThat(first.place()).isEqualTo(1);
    assertThat(first.mean()).isEqualTo(5.25);
    assertThat(first.median()).isEqualTo(4.5);
    assertThat(first.win()).isEqualTo(1);
    assertThat(first.reason()).isNull();
    assertThat(comparison.places().get(1).place()).isEqualTo(2);
    Place control = comparison.places().get(2);
    assertThat(control.place()).isEqualTo(3);
    assertThat(control.win()).isNull();
    assertThat(control.reason()).isEqualTo("it is the control");
    assertThat(comparison.pairs())
        .extracting(Pair::method)
        .containsExactly("saliency", "saliency", "deeplift");
    Pair pair = comparison.pairs().get(0);
    // Differences 1, 0, −1, 1.
    assertThat(pair.meanDifference()).isEqualTo(0.25);
    assertThat(pair.medianDifference()).isEqualTo(0.5);
    assertThat(pair.wilcoxon()).isEqualTo(2);
    assertThat(pair.effect()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(pair.winRate()).isEqualTo(2.5 / 4);
    assertThat(pair.pHolm()).isEqualTo(pair.p());
    assertThat(comparison.pair("deeplift", "saliency")).isSameAs(pair);
  }

  @Test
  void whereLowerIsBetterTheOtherOneWins() {
    double[][] scores = {{3, 4, 5, 9}, {2, 4, 6, 7}, {1, 1, 1, 1}};
    MethodComparison comparison = MethodComparison.of(METHODS, scores, false, "random");
    assertThat(comparison.places()).extracting(Place::place).containsExactly(3, 2, 1);
    assertThat(comparison.places().get(0).win()).isEqualTo(0);
    Pair pair = comparison.pairs().get(1);
    assertThat(pair.meanDifference()).isPositive();
    assertThat(pair.effect()).isEqualTo(-1);
    assertThat(pair.dz()).isNegative();
    assertThat(pair.winRate()).isZero();
  }

  @Test
  void anyOrderOfMethodsSaysTheSame() {
    Random random = new Random(5);
    double[][] scores = new double[3][30];
    for (int method = 0; method < 3; method++) {
      double shift = method * 0.4;
      Arrays.setAll(scores[method], i -> shift + random.nextGaussian());
    }
    MethodComparison one = MethodComparison.of(METHODS, scores, true, null);
    MethodComparison other =
        MethodComparison.of(
            List.of("random", "deeplift", "saliency"),
            new double[][] {scores[2], scores[1], scores[0]},
            true,
            null);
    assertThat(other.friedman()).isCloseTo(one.friedman(), within(1e-12));
    for (Pair pair : one.pairs()) {
      Pair turned = other.pair(pair.method(), pair.other());
      assertThat(turned.pHolm()).isCloseTo(pair.pHolm(), within(1e-12));
      assertThat(turned.effect()).isCloseTo(-pair.effect(), within(1e-12));
      assertThat(turned.winRate()).isCloseTo(1 - pair.winRate(), within(1e-12));
      assertThat(turned.recordsNeeded()).isEqualTo(pair.recordsNeeded());
    }
  }

  @Test
  void tiesEverywhereHaveAReasonAndNoNumber() {
    double[] same = {1, 2, 3};
    MethodComparison comparison =
        MethodComparison.of(METHODS, new double[][] {same, same, same}, true, "random");
    assertThat(comparison.friedman()).isNull();
    assertThat(comparison.criticalDifference()).isNull();
    assertThat(comparison.places()).extracting(Place::place).containsExactly(1, 1, 1);
    assertThat(comparison.places().get(0).win()).isEqualTo(0.5);
    assertThat(comparison.places().get(0).reason()).contains("same score in every record");
    Pair pair = comparison.pairs().get(0);
    assertThat(pair)
        .isEqualTo(
            new Pair(
                "saliency",
                "deeplift",
                3,
                0.0,
                0.0,
                null,
                null,
                null,
                null,
                null,
                0.5,
                null,
                null,
                "all differences are zero"));
  }

  @Test
  void oneRecordIsNoComparison() {
    MethodComparison comparison =
        MethodComparison.of(METHODS, new double[][] {{3}, {2}, {1}}, true, "random");
    assertThat(comparison.places()).extracting(Place::place).containsExactly(1, 2, 3);
    assertThat(comparison.places()).extracting(Place::reason).doesNotContainNull();
    Pair pair = comparison.pairs().get(0);
    assertThat(pair.meanDifference()).isEqualTo(1);
    assertThat(pair.p()).isNull();
    assertThat(pair.dz()).isNull();
    assertThat(pair.nemenyiP()).isNull();
    assertThat(pair.reason()).isEqualTo("there is a single record or subject");
  }

  @Test
  void oneMethodAndNoRecordHaveAReason() {
    MethodComparison one =
        MethodComparison.of(List.of("saliency"), new double[][] {{3, 4}}, true, null);
    assertThat(one.pairs()).isEmpty();
    assertThat(one.places().get(0).reason())
        .isEqualTo("there is one method; there is no control to compare with");
    MethodComparison none = MethodComparison.of(METHODS, new double[3][0], true, "random");
    assertThat(none.n()).isZero();
    assertThat(none.places()).extracting(Place::place).containsOnlyNulls();
    assertThat(none.pairs())
        .extracting(Pair::reason)
        .containsOnly("no record has a score of every method");
  }

  @Test
  void differencesThatDoNotVaryHaveNoStandardisedSize() {
    MethodComparison comparison =
        MethodComparison.of(
            List.of("a", "b", "c"), new double[][] {{1, 2, 3}, {0, 1, 2}, {2, 1, 3}}, true, null);
    Pair constant = comparison.pairs().get(0);
    assertThat(constant.dz()).isNull();
    assertThat(constant.recordsNeeded()).isNull();
    assertThat(constant.p()).isNotNull();
    assertThat(constant.reason()).isEqualTo("all differences are equal");
    assertThat(comparison.pairs().get(1).reason()).isEqualTo("the mean difference is zero");
  }

  @Test
  void aPairSaysWhichIsBetter() {
    double[][] scores = new double[2][60];
    for (int i = 0; i < 60; i++) {
      scores[0][i] = i + 0.1;
      scores[1][i] = i - 0.01 * (i % 7);
    }
    MethodComparison comparison = MethodComparison.of(List.of("a", "c"), scores, true, null);
    assertThat(comparison.pair("a", "c").better("a")).isTrue();
    assertThat(comparison.pair("a", "c").better("c")).isFalse();
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(
            () -> MethodComparison.of(METHODS, new double[][] {{1}, {Double.NaN}, {2}}, true, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
