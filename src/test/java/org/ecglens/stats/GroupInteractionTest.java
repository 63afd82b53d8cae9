package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class GroupInteractionTest {
  private static final Draws DRAWS = Draws.of(1, "groups");

  private static double[][] noise(int methods, int records, long draw) {
    double[][] scores = new double[methods][records];
    for (int method = 0; method < methods; method++) {
      long own = draw * 100 + method;
      Arrays.setAll(scores[method], record -> DRAWS.gaussian(own, record));
    }
    return scores;
  }

  /** Groups 0, 1, …, 0, 1, …. */
  private static int[] groups(int count, int records) {
    int[] groups = new int[records];
    Arrays.setAll(groups, record -> record % count);
    return groups;
  }

  /** Two methods: the two-sample test of their differences, all choices of a group enumerated. */
  @Test
  void fewRecordsAreEnumerated() {
    double[][] scores = noise(2, 9, 1);
    scores[0][0] += 2;
    scores[0][2] += 2;
    int[] groups = {0, 0, 0, 0, 1, 1, 1, 1, 1};
    int asLarge = 0;
    int ways = 0;
    double observed = Math.abs(meanDifference(scores, 0b000001111));
    for (int chosen = 0; chosen < 1 << 9; chosen++) {
      if (Integer.bitCount(chosen) == 4) {
        ways++;
        asLarge += Math.abs(meanDifference(scores, chosen)) >= observed - 1e-9 ? 1 : 0;
      }
    }
    assertThat(ways).isEqualTo(126);
    assertThat(GroupInteraction.of(scores, groups, DRAWS).p())
        .isEqualTo((double) asLarge / ways)
        .isLessThan(1);
  }

  /** Of method 0 less method 1: the chosen records less the others. */
  private static double meanDifference(double[][] scores, int chosen) {
    double in = 0;
    double out = 0;
    for (int record = 0; record < 9; record++) {
      double difference = scores[0][record] - scores[1][record];
      if ((chosen >> record & 1) == 1) {
        in += difference / 4;
      } else {
        out += difference / 5;
      }
    }
    return in - out;
  }

  /** Three groups and three methods: all 90 dealings, each with the sums of a two-way table. */
  @Test
  void threeGroupsAreEnumerated() {
    double[][] scores = noise(3, 6, 2);
    int[] groups = groups(3, 6);
    double observed = interaction(scores, groups);
    int asLarge = 0;
    int ways = 0;
    for (int code = 0; code < 729; code++) {
      int[] dealt = new int[6];
      int[] sizes = new int[3];
      for (int record = 0, rest = code; record < 6; record++, rest /= 3) {
        dealt[record] = rest % 3;
        sizes[dealt[record]]++;
      }
      if (Arrays.equals(sizes, new int[] {2, 2, 2})) {
        ways++;
        asLarge += interaction(scores, dealt) >= observed - 1e-9 ? 1 : 0;
      }
    }
    assertThat(ways).isEqualTo(90);
    assertThat(GroupInteraction.of(scores, groups, DRAWS).p()).isEqualTo((double) asLarge / ways);
  }

  /** Of the table of cell means, groups of two records: cell − row − column + all. */
  private static double interaction(double[][] scores, int[] groups) {
    double[][] cells = new double[3][3];
    for (int method = 0; method < 3; method++) {
      for (int record = 0; record < 6; record++) {
        cells[method][groups[record]] += scores[method][record] / 2;
      }
    }
    double sum = 0;
    for (int method = 0; method < 3; method++) {
      for (int group = 0; group < 3; group++) {
        double row = (cells[method][0] + cells[method][1] + cells[method][2]) / 3;
        double column = (cells[0][group] + cells[1][group] + cells[2][group]) / 3;
        double all = Arrays.stream(cells).flatMapToDouble(Arrays::stream).average().orElseThrow();
        double effect = cells[method][group] - row - column + all;
        sum += 2 * effect * effect;
      }
    }
    return sum;
  }

  /** Differences of ±1, with the group in 3 of 4 records: η² = (2 · 3/4 − 1)². */
  @Test
  void theEffectIsTheShareBetweenGroups() {
    double[][] scores = new double[2][8];
    scores[0] = new double[] {1, 1, 1, -1, -1, -1, -1, 1};
    int[] groups = {0, 0, 0, 0, 1, 1, 1, 1};
    GroupInteraction found = GroupInteraction.of(scores, groups, DRAWS);
    assertThat(found.effect()).isCloseTo(0.25, within(1e-12));
    // (1·1 + 4·4)·2 of 70 ways have as many.
    assertThat(found.p()).isCloseTo(34.0 / 70, within(1e-12));
  }

  @Test
  void whatAllMethodsShareIsNoInteraction() {
    double[][] scores = noise(4, 40, 3);
    double[][] shifted = new double[4][40];
    int[] groups = groups(2, 40);
    for (int method = 0; method < 4; method++) {
      double ofMethod = 7 * method;
      double[] own = scores[method];
      Arrays.setAll(shifted[method], r -> own[r] + ofMethod + 100 * groups[r]);
    }
    GroupInteraction plain = GroupInteraction.of(scores, groups, DRAWS);
    GroupInteraction found = GroupInteraction.of(shifted, groups, DRAWS);
    assertThat(found.p()).isEqualTo(plain.p());
    assertThat(found.effect()).isCloseTo(plain.effect(), within(1e-9));
  }

  @Test
  void anotherBestMethodInEachGroupIsFound() {
    double[][] scores = noise(3, 60, 4);
    for (int record = 0; record < 60; record++) {
      scores[record % 2][record] += 1;
    }
    GroupInteraction found = GroupInteraction.of(scores, groups(2, 60), DRAWS);
    assertThat(found.p()).isEqualTo(1.0 / GroupInteraction.WAYS);
    assertThat(found.effect()).isBetween(0.05, 0.5);
  }

  /** p is uniform, and the mean effect (groups − 1) / (records − 1), where groups are alike. */
  @Test
  void groupsThatAreAlikeAreRarelyFoundToDiffer() {
    int runs = 200;
    int below = 0;
    double p = 0;
    double effect = 0;
    for (int run = 0; run < runs; run++) {
      GroupInteraction found =
          GroupInteraction.of(noise(4, 24, 1000 + run), groups(3, 24), Draws.of(run, "uniform"));
      below += found.p() <= 0.1 ? 1 : 0;
      p += found.p() / runs;
      effect += found.effect() / runs;
    }
    // Standard errors: 0.02 for p, 4.2 for the count.
    assertThat(p).isCloseTo(0.5, within(0.07));
    assertThat(below).isBetween(8, 33);
    assertThat(effect).isCloseTo(2.0 / 23, within(0.01));
  }

  @Test
  void theDrawsDecideNothingElse() {
    double[][] scores = noise(3, 50, 5);
    int[] groups = groups(2, 50);
    GroupInteraction one = GroupInteraction.of(scores, groups, Draws.of(1, "a"));
    assertThat(GroupInteraction.of(scores, groups, Draws.of(1, "a"))).isEqualTo(one);
    GroupInteraction other = GroupInteraction.of(scores, groups, Draws.of(2, "a"));
    assertThat(other.effect()).isEqualTo(one.effect());
    assertThat(other.p()).isCloseTo(one.p(), within(0.03));
  }

  @Test
  void scoresThatNeverDifferSayNothing() {
    GroupInteraction found = GroupInteraction.of(new double[3][10], groups(2, 10), DRAWS);
    assertThat(found).isEqualTo(new GroupInteraction(1, 0));
  }
}
