package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 20, 50})
  void gaussLegendreAgreesWithCommonsMath(int size) {
    Quadrature quadrature = Quadrature.Rule.GAUSS_LEGENDRE.of(size);
    GaussIntegrator expected = new GaussIntegratorFactory().legendre(size, 0, 1);
    for (int i = 0; i < size; i++) {
      assertThat(quadrature.nodes()[i]).isCloseTo(expected.getPoint(i), within(1e-14));
      assertThat(quadrature.weights()[i]).isCloseTo(expected.getWeight(i), within(1e-14));
    }
  }

  @Test
  void gaussLegendreIntegratesPowersUpToTwiceItsSize() {
    for (int size : new int[] {1, 4, 50, 1000}) {
      Quadrature quadrature = Quadrature.Rule.GAUSS_LEGENDRE.of(size);
      for (int power = 0; power < 2 * size; power += Math.max(1, size / 7)) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += quadrature.weights()[i] * Math.pow(quadrature.nodes()[i], power);
        }
        assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-12));
      }
    }
  }

  @Test
  void trapezoidReachesBothEndsAndItsWeightsSumToOne() {
    for (int size : new int[] {2, 3, 50}) {
      Quadrature quadrature = Quadrature.Rule.TRAPEZOID.of(size);
      assertThat(Arrays.stream(quadrature.weights()).sum()).isCloseTo(1, within(1e-14));
      assertThat(quadrature.nodes()[0]).isZero();
      assertThat(quadrature.nodes()[size - 1]).isCloseTo(1, within(1e-15));
    }
    assertThat(Quadrature.Rule.TRAPEZOID.of(3).weights()).containsExactly(0.25, 0.5, 0.25);
  }
}
