package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class BestSetTest {
  private static double[][][] scores(int records, double... means) {
    double[][][] scores = new double[means.length][1][records];
    for (int method = 0; method < means.length; method++) {
      Draws draws = Draws.of(4, "best", Integer.toString(method));
      for (int record = 0; record < records; record++) {
        scores[method][0][record] = means[method] + draws.gaussian(0, record);
      }
    }
    return scores;
  }

  private static BestSet of(double[][][] scores) {
    double[][] units = new double[scores.length][];
    for (int method = 0; method < units.length; method++) {
      units[method] = scores[method][0];
    }
    SignFlips flips = new SignFlips(units, Draws.of(1, "signs"));
    return BestSet.of(scores, among -> flips.level(among, 0.95));
  }

  @Test
  void onlyWhatMayBeTheBestStays() {
    BestSet set = of(scores(100, 2, 2, 1, 0));
    assertThat(set.in()).containsExactly(true, true, false, false);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.by()[3]).isLessThan(2);
    assertThat(set.p()[3]).isLessThan(set.level()[3]);
  }

  /** A third method between two that are far apart is looked at again without the worst. */
  @Test
  void whatIsLeftIsComparedAgain() {
    double[][][] scores = scores(100, 1, 0.62, 0.62, -3, -3, -3, -3, -3, -3);
    BestSet set = of(scores);
    assertThat(set.in()).startsWith(true).endsWith(false, false, false, false, false, false);
    // The level rises with fewer comparisons.
    assertThat(set.level()[0]).isGreaterThan(set.level()[8]);
  }

  @Test
  void oneMethodIsTheBest() {
    assertThat(of(scores(20, 1)).in()).containsExactly(true);
  }

  @Test
  void equalMethodsStay() {
    double[][][] scores = scores(20, 1);
    assertThat(of(new double[][][] {scores[0], scores[0]}).in()).containsExactly(true, true);
  }
}
