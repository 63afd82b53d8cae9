package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class BestProbabilityTest {
  private static final Draws DRAWS = Draws.of(1, "resamples");

  /** Of two methods it is Φ(mean / standard error) of their difference. */
  @Test
  void twoMethodsAreNormal() {
    double[] one = new double[80];
    Arrays.setAll(one, i -> DRAWS.gaussian(99_999, i) + 0.1);
    BestProbability best =
        BestProbability.of(new double[][][][] {{{one}, {new double[80]}}}, DRAWS);
    PairedMean mean = PairedMean.of(new double[][] {one});
    // The bootstrap's standard error divides by n.
    double z = mean.t() / Math.sqrt(79.0 / 80);
    assertThat(best.first()[0])
        .isCloseTo(NormalDistribution.of(0, 1).cumulativeProbability(z), within(0.03));
    assertThat(best.first()[0] + best.first()[1]).isCloseTo(1, within(1e-12));
    assertThat(best.amongThree()).containsExactly(1, 1);
  }

  /** Two operators that say opposite things with the same weight leave it open. */
  @Test
  void operatorsAreDrawnToo() {
    double[][][] says = {{{1, 1, 1, 1}}, {{0, 0, 0, 0}}};
    double[][][] opposite = {{{0, 0, 0, 0}}, {{1, 1, 1, 1}}};
    BestProbability best = BestProbability.of(new double[][][][] {says, opposite}, DRAWS);
    assertThat(best.first()[0]).isCloseTo(0.5, within(0.03));
    assertThat(BestProbability.of(new double[][][][] {says, says}, DRAWS).first()[0]).isEqualTo(1);
  }

  @Test
  void tiesCountInParts() {
    double[][][] same = {{{1, 1}}, {{1, 1}}, {{1, 1}}, {{1, 1}}};
    BestProbability best = BestProbability.of(new double[][][][] {same}, DRAWS);
    assertThat(best.first()).containsOnly(0.25);
    assertThat(best.amongThree()).containsOnly(0.75);
  }
}
