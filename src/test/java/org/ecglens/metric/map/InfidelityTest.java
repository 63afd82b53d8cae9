package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ecglens.metric.CurveValues;
import org.ecglens.metric.ScoreValue;
import org.junit.jupiter.api.Test;

class InfidelityTest {
  private static final int POINTS = 50;

  private static double[] random(Random random) {
    return random.doubles(POINTS, -1, 1).toArray();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Test
  void theGradientOfALinearFunctionIsFaithful() {
    Random random = new Random(3);
    double[] weights = random(random);
    Infidelity gradient = new Infidelity();
    Infidelity scaled = new Infidelity();
    for (int k = 0; k < 20; k++) {
      double drop = dot(weights, random(random));
      gradient.add(drop, drop);
      scaled.add(1000 * drop, drop);
    }
    assertThat(gradient.outcome().value()).isCloseTo(0, within(1e-12)).isNotNegative();
    assertThat(scaled.outcome().value()).isCloseTo(0, within(1e-12)).isNotNegative();
  }

  @Test
  void aRandomMapPredictsNothing() {
    Random random = new Random(4);
    double[] weights = random(random);
    double[] map = random(random);
    double part = dot(weights, map) / dot(map, map);
    for (int i = 0; i < POINTS; i++) {
      map[i] = weights[i] - part * map[i]; // orthogonal to the former map
    }
    double[] orthogonal = random.doubles(POINTS, -1, 1).toArray();
    double along = dot(orthogonal, weights) / dot(weights, weights);
    for (int i = 0; i < POINTS; i++) {
      orthogonal[i] -= along * weights[i];
    }
    Infidelity infidelity = new Infidelity();
    int draws = 2000;
    for (int k = 0; k < draws; k++) {
      double[] perturbation = random(random);
      infidelity.add(dot(perturbation, orthogonal), dot(perturbation, weights));
    }
    // the squared correlation of independent numbers is about χ²₁ / draws
    assertThat(infidelity.outcome().value()).isBetween(1 - 16.0 / draws, 1.0);
  }

  @Test
  void partsAddUp() {
    Infidelity all = new Infidelity();
    Infidelity first = new Infidelity();
    Infidelity second = new Infidelity();
    double[][] pairs = {{1, 2}, {-3, 1}, {0.5, 4}, {2, 2}};
    for (int k = 0; k < pairs.length; k++) {
      all.add(pairs[k][0], pairs[k][1]);
      (k < 2 ? first : second).add(pairs[k][0], pairs[k][1]);
    }
    first.add(second);
    assertThat(first.outcome()).isEqualTo(all.outcome());
    // 1 − (2 − 3 + 2 + 4)² / ((1 + 9 + 0.25 + 4) (4 + 1 + 16 + 4))
    assertThat(all.outcome().value()).isCloseTo(1 - 25 / (14.25 * 25), within(1e-12));
  }

  @Test
  void withoutAChangeThereIsNone() {
    Infidelity still = new Infidelity();
    assertThat(still.outcome().reason()).isEqualTo("nothing was perturbed");
    still.add(3, 0);
    assertThat(still.outcome().reason()).contains("does not change");
    Infidelity zero = new Infidelity();
    zero.add(0, 2);
    assertThat(zero.outcome()).isEqualTo(ScoreValue.of(1));
    zero.add(1, Double.NaN);
    assertThat(zero.outcome().value()).isNull();
  }

  @Test
  void theCompletenessGapIsInUnitsOfTheTarget() {
    assertThat(Completeness.gap(-3.0, 12.0)).isEqualTo(ScoreValue.of(0.25));
    assertThat(Completeness.gap(null, 12.0).reason()).contains("does not promise");
    assertThat(Completeness.gap(1.0, 0.0).reason()).isEqualTo(CurveValues.NO_SCALE);
    assertThat(Completeness.gap(1.0, null).reason()).isEqualTo(CurveValues.NO_SCALE);
  }
}
