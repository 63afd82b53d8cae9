package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final float[] SPARSE = {0, -2, 0, 2, 5, -0f, -7, 1};

  @Test
  void mostRelevantFirstTakesSizeNotSignAndZerosByIndexAtTheEnd() {
    assertThat(Ranking.mostRelevant(SPARSE, 8)).containsExactly(6, 4, 1, 3, 7, 0, 2, 5);
  }

  @Test
  void leastRelevantFirstTakesZerosByIndexFirst() {
    assertThat(Ranking.leastRelevant(SPARSE, 8)).containsExactly(0, 2, 5, 7, 1, 3, 4, 6);
  }

  @Test
  void partialSelectionIsTheBeginningOfAFullSort() {
    Random random = new Random(7);
    for (int trial = 0; trial < 300; trial++) {
      float[] map = new float[1 + random.nextInt(900)];
      int levels = 1 + random.nextInt(trial % 3 == 0 ? 3 : 2000);
      for (int i = 0; i < map.length; i++) {
        map[i] = (random.nextInt(levels) - levels / 2) * 0.37f;
      }
      int count = random.nextInt(map.length + 1);
      assertThat(Ranking.mostRelevant(map, count)).isEqualTo(sorted(map, count, true));
      assertThat(Ranking.leastRelevant(map, count)).isEqualTo(sorted(map, count, false));
    }
  }

  @Test
  void selectionHoldsOnMapsThatAscendOrDescendOrAreInfinite() {
    float[] ascending = new float[5000];
    float[] descending = new float[5000];
    for (int i = 0; i < 5000; i++) {
      ascending[i] = i;
      descending[i] = 5000 - i;
    }
    ascending[17] = Float.NEGATIVE_INFINITY;
    for (float[] map : new float[][] {ascending, descending}) {
      assertThat(Ranking.mostRelevant(map, 50)).isEqualTo(sorted(map, 50, true));
      assertThat(Ranking.leastRelevant(map, 50)).isEqualTo(sorted(map, 50, false));
    }
  }

  @Test
  void tiesComeInTheGivenOrderAndLeastRelevantFirstIsTheSameBackwards() {
    int[] ties = {5, 2, 7, 0, 6, 3, 1, 4};
    assertThat(Ranking.mostRelevant(SPARSE, 8, ties)).containsExactly(6, 4, 3, 1, 7, 5, 2, 0);
    assertThat(Ranking.leastRelevant(SPARSE, 8, ties)).containsExactly(0, 2, 5, 7, 1, 3, 4, 6);
    Random random = new Random(2);
    for (int trial = 0; trial < 100; trial++) {
      float[] map = new float[1 + random.nextInt(400)];
      for (int i = 0; i < map.length; i++) {
        map[i] = random.nextInt(4) - 2;
      }
      int[] order = Draws.of(trial, "ties").permutation(map.length, 0);
      int[] most = Ranking.mostRelevant(map, map.length, order);
      int[] least = Ranking.leastRelevant(map, map.length, order);
      for (int i = 0; i < map.length; i++) {
        assertThat(least[i]).isEqualTo(most[map.length - 1 - i]);
      }
      int count = random.nextInt(map.length + 1);
      assertThat(Ranking.mostRelevant(map, count, order)).isEqualTo(Arrays.copyOf(most, count));
      assertThat(Ranking.leastRelevant(map, count, order)).isEqualTo(Arrays.copyOf(least, count));
    }
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(() -> Ranking.mostRelevant(new float[] {1, Float.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("point 1");
  }

  @Test
  void randomOrderIsAPermutationWhoseBeginningDoesNotDependOnHowManyAreAskedFor() {
    Draws draws = Draws.of(3, "order");
    int[] all = Ranking.random(100, 100, draws, 4);
    assertThat(Arrays.stream(all).sorted().toArray()).isEqualTo(IntStream.range(0, 100).toArray());
    assertThat(Ranking.random(100, 12, draws, 4)).isEqualTo(Arrays.copyOf(all, 12));
    assertThat(Ranking.random(100, 100, draws, 5)).isNotEqualTo(all);
  }

  @Test
  void everyRandomOrderIsEquallyLikely() {
    Draws draws = Draws.of(3, "order");
    int[] counts = new int[27];
    int trials = 12_000;
    for (int draw = 0; draw < trials; draw++) {
      int[] order = Ranking.random(3, 3, draws, draw);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    double expected = trials / 6.0;
    double chiSquare =
        Arrays.stream(counts)
            .filter(count -> count > 0)
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isEqualTo(6);
    // scipy.stats.chi2.ppf(0.9999, 5)
    assertThat(chiSquare).isLessThan(25.74);
  }

  private static int[] sorted(float[] map, int count, boolean descending) {
    Comparator<Integer> bySize = Comparator.comparingDouble(i -> Math.abs(map[i]));
    return IntStream.range(0, map.length)
        .boxed()
        .sorted(descending ? bySize.reversed() : bySize)
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
