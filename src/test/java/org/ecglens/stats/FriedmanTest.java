package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class FriedmanTest {
  /** Hollander and Wolfe, Nonparametric Statistical Methods: ways to round first base, seconds. */
  private static final double[][] ROUNDING = {
    {
      5.40, 5.85, 5.20, 5.55, 5.90, 5.45, 5.40, 5.45, 5.25, 5.85, 5.25, 5.65, 5.60, 5.05, 5.50,
      5.45, 5.55, 5.45, 5.50, 5.65, 5.70, 6.30
    },
    {
      5.50, 5.70, 5.60, 5.50, 5.85, 5.55, 5.40, 5.50, 5.15, 5.80, 5.20, 5.55, 5.35, 5.00, 5.50,
      5.55, 5.55, 5.50, 5.45, 5.60, 5.65, 6.30
    },
    {
      5.55, 5.75, 5.50, 5.40, 5.70, 5.60, 5.35, 5.35, 5.00, 5.70, 5.10, 5.45, 5.45, 4.95, 5.40,
      5.50, 5.35, 5.55, 5.25, 5.40, 5.55, 6.25
    }
  };

  @Test
  void theTextbookExampleComesOut() {
    Friedman test = Friedman.of(ROUNDING, false);
    // The value of R's friedman.test.
    assertThat(test.statistic()).isCloseTo(11.142857, within(1e-6));
    assertThat(test.p()).isCloseTo(0.003805, within(1e-6));
    assertThat(test.reason()).isNull();
    // The third way is the quickest.
    assertThat(test.meanRanks()[2]).isLessThan(test.meanRanks()[1]);
    // The other way round the ranks are mirrored and nothing else.
    Friedman mirrored = Friedman.of(ROUNDING, true);
    assertThat(mirrored.statistic()).isCloseTo(test.statistic(), within(1e-12));
    assertThat(mirrored.meanRanks()[2]).isCloseTo(4 - test.meanRanks()[2], within(1e-12));
  }

  @Test
  void numbersAreThoseOfSciPyAndScikitPosthocs() {
    for (JsonNode test : ReferenceValues.of("friedman")) {
      double[][] scores = ReferenceValues.matrix(test.get("scores"));
      Friedman friedman = Friedman.of(scores, true);
      String name = test.get("name").asText();
      assertThat(friedman.meanRanks())
          .as(name)
          .containsExactly(ReferenceValues.numbers(test.get("meanRanks")), within(1e-12));
      if (test.has("statistic")) {
        double p = test.get("p").asDouble();
        assertThat(friedman.statistic())
            .as(name)
            .isCloseTo(test.get("statistic").asDouble(), within(1e-9));
        assertThat(friedman.p()).as(name).isCloseTo(p, within(1e-9 * p));
      }
      Nemenyi nemenyi = new Nemenyi(scores.length, scores[0].length);
      assertThat(nemenyi.criticalDifference())
          .as(name)
          .isCloseTo(test.get("criticalDifference").asDouble(), within(1e-6));
      double[][] ps = ReferenceValues.matrix(test.get("nemenyi"));
      for (int i = 0; i < ps.length; i++) {
        for (int j = 0; j < ps.length; j++) {
          double difference = friedman.meanRanks()[i] - friedman.meanRanks()[j];
          assertThat(nemenyi.p(difference)).as(name).isCloseTo(ps[i][j], within(1e-6));
        }
      }
    }
  }

  @Test
  void theCriticalDifferenceIsThatOfTheLiterature() {
    // Demšar 2006, §3.2.2: four classifiers on 14 data sets.
    Nemenyi nemenyi = new Nemenyi(4, 14);
    assertThat(nemenyi.criticalDifference()).isCloseTo(1.25, within(5e-3));
    assertThat(nemenyi.p(nemenyi.criticalDifference())).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void twoMethodsAreASignTest() {
    // k = 2 without ties: χ² = (wins − losses)²/n.
    double[][] scores = {{1, 2, 3, 4, 5}, {0, 1, 2, 3, 6}};
    assertThat(Friedman.of(scores, true).statistic()).isCloseTo(9.0 / 5, within(1e-12));
  }

  @Test
  void whereThereIsNoTestThereIsAReason() {
    Friedman tied = Friedman.of(new double[][] {{1, 2}, {1, 2}, {1, 2}}, true);
    assertThat(tied.statistic()).isNull();
    assertThat(tied.p()).isNull();
    assertThat(tied.reason()).contains("same score in every record");
    assertThat(tied.meanRanks()).containsExactly(2, 2, 2);
    assertThat(Friedman.of(new double[][] {{1}, {2}}, true).reason())
        .isEqualTo("there is a single record or subject");
    assertThat(Friedman.of(new double[][] {{1}, {2}}, true).meanRanks()).containsExactly(2, 1);
    assertThat(Friedman.of(new double[][] {{1, 2}}, true).reason())
        .isEqualTo("there is one method");
    assertThat(Friedman.of(new double[2][0], true).reason()).contains("no record");
    assertThatThrownBy(() -> Friedman.of(new double[][] {{1, Double.NaN}, {1, 2}}, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a score is NaN");
  }
}
