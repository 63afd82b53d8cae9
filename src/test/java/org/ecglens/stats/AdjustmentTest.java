package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Adjusted p-values and win rates against other libraries. */
class AdjustmentTest {
  @Test
  void adjustedValuesAreThoseOfPingouin() {
    for (JsonNode family : ReferenceValues.of("holm")) {
      List<Double> ps = Arrays.stream(ReferenceValues.numbers(family.get("p"))).boxed().toList();
      double[] adjusted = ReferenceValues.numbers(family.get("adjusted"));
      assertThat(Holm.adjusted(ps).stream().mapToDouble(Double::doubleValue).toArray())
          .containsExactly(adjusted, within(1e-12));
    }
  }

  @Test
  void whatWasNotTestedCountsForNothing() {
    assertThat(Holm.adjusted(Arrays.asList(0.02, null, 0.01))).containsExactly(0.02, null, 0.02);
    assertThat(Holm.adjusted(List.of())).isEmpty();
    assertThat(Holm.adjusted(Arrays.asList((Double) null))).containsExactly((Double) null);
  }

  @Test
  void intervalsOfWinRatesAreThoseOfStatsmodels() {
    for (JsonNode test : ReferenceValues.of("wilson")) {
      double wins = test.get("wins").asDouble();
      WinRate rate = WinRate.of(wins, test.get("n").asLong());
      assertThat(rate.rate()).isEqualTo(wins / test.get("n").asLong());
      assertThat(rate.low()).isCloseTo(test.get("low").asDouble(), within(1e-12));
      assertThat(rate.high()).isCloseTo(test.get("high").asDouble(), within(1e-12));
    }
  }

  @Test
  void tiesAreHalfAWin() {
    double[] one = {1, 2, 3, 4};
    double[] other = {0, 2, 4, 1};
    assertThat(WinRate.of(one, other, true).rate()).isEqualTo(2.5 / 4);
    assertThat(WinRate.of(one, other, false).rate()).isEqualTo(1.5 / 4);
    assertThat(WinRate.of(one, one, true).rate()).isEqualTo(0.5);
  }
}
