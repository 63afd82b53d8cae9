package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values are those of scikit-learn 1.9.1, {@code cohen_kappa_score(weights="quadratic")}. */
class WeightedKappaTest {
  @Test
  void isThatOfScikitLearn() {
    double[] first = {1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 3, 3};
    double[] second = {1, 2, 2, 4, 5, 4, 4, 3, 1, 1, 3, 5};
    assertThat(WeightedKappa.of(first, second).value())
        .isCloseTo(0.8444444444444444, within(1e-12));
    // Nobody said 3: the distance from 2 to 4 is two all the same.
    double[] gap = {1, 1, 2, 5, 4, 4, 2, 1};
    double[] other = {2, 1, 1, 4, 5, 4, 5, 1};
    Concordance kappa = WeightedKappa.of(gap, other);
    assertThat(kappa.value()).isCloseTo(0.6904761904761905, within(1e-12));
    assertThat(kappa.items()).isEqualTo(8);
    assertThat(WeightedKappa.of(new double[] {5, 1, 4, 2}, new double[] {1, 5, 2, 4}).value())
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void saysWhyThereIsNone() {
    assertThat(WeightedKappa.of(new double[0], new double[0]).reason())
        .isEqualTo("nothing was rated twice");
    Concordance equal = WeightedKappa.of(new double[] {3, 3}, new double[] {3, 3});
    assertThat(equal.value()).isNull();
    assertThat(equal.reason()).isEqualTo("all ratings are equal");
    // Two constants apart: as bad as chance, which would do the same.
    assertThat(WeightedKappa.of(new double[] {3, 3}, new double[] {4, 4}).value()).isZero();
  }
}
