package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class StudentizedRangeTest {
  @Test
  void probabilitiesAreThoseOfSciPy() {
    for (JsonNode point : ReferenceValues.of("studentizedRange").get("exceedances")) {
      double p = new StudentizedRange(point.get("k").asInt()).exceedance(point.get("q").asDouble());
      assertThat(p).isCloseTo(point.get("p").asDouble(), within(1e-6));
    }
  }

  @Test
  void criticalValuesAreThoseOfSciPyAndOfTables() {
    for (JsonNode point : ReferenceValues.of("studentizedRange").get("critical")) {
      assertThat(new StudentizedRange(point.get("k").asInt()).critical(0.05))
          .isCloseTo(point.get("q").asDouble(), within(1e-6));
    }
    // Demšar 2006, table 5(a), divides by √2.
    assertThat(new StudentizedRange(10).critical(0.05) / Math.sqrt(2))
        .isCloseTo(3.164, within(5e-4));
    assertThat(new StudentizedRange(10).critical(0.10) / Math.sqrt(2))
        .isCloseTo(2.920, within(5e-4));
  }

  @Test
  void theRangeOfTwoIsTheSizeOfANormalDifference() {
    // P(|Z1 − Z2| > q) = 2 Φ(−q/√2), to all digits even where it is tiny.
    for (double q : new double[] {1e-3, 0.5, 2, 8, 20, 40}) {
      double p = 2 * NormalDistribution.of(0, 1).cumulativeProbability(-q / Math.sqrt(2));
      assertThat(new StudentizedRange(2).exceedance(q)).isCloseTo(p, within(1e-11 * p));
    }
  }

  @Test
  void endsAreProbabilities() {
    StudentizedRange range = new StudentizedRange(5);
    assertThat(range.exceedance(0)).isEqualTo(1);
    assertThat(range.exceedance(-1)).isEqualTo(1);
    assertThat(range.exceedance(1e-9)).isCloseTo(1, within(1e-12));
    assertThat(range.exceedance(1000)).isZero();
    assertThatThrownBy(() -> new StudentizedRange(1)).isInstanceOf(IllegalArgumentException.class);
  }
}
