package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

/** What the statistics claim must hold where the truth is known. */
class SimulationTest {
  /** Kolmogorov's distribution: a larger distance times √N has the probability 0.001. */
  private static final double LARGEST_DISTANCE = 1.9495;

  private static final int STUDIES = 1000;
  private static final int INTERVALS = 400;

  @Test
  void pValuesOfEqualMethodsAreUniform() {
    Random random = new Random(11);
    double[] friedman = new double[STUDIES];
    double[] smallestOfNemenyi = new double[STUDIES];
    for (int study = 0; study < STUDIES; study++) {
      Friedman test = Friedman.of(gaussians(random, 4, 100), true);
      friedman[study] = test.p();
      double[] ranks = test.meanRanks();
      double range =
          Arrays.stream(ranks).max().orElseThrow() - Arrays.stream(ranks).min().orElseThrow();
      smallestOfNemenyi[study] = new Nemenyi(4, 100).p(range);
    }
    assertUniform(friedman);
    assertUniform(smallestOfNemenyi);
  }

  @Test
  void pValuesOfDifferencesAroundZeroAreUniform() {
    Random random = new Random(12);
    for (int n : new int[] {40, 150}) {
      double[] ps = new double[STUDIES];
      for (int study = 0; study < STUDIES; study++) {
        ps[study] = SignedRank.of(gaussians(random, 1, n)[0]).p();
      }
      assertUniform(ps);
    }
  }

  @Test
  void theNeededNumberGivesThePowerItPromises() {
    Random random = new Random(13);
    long n = new PairedDifference(100, 0.3, 0.3, 0.3).blocksNeeded();
    int found = 0;
    for (int study = 0; study < STUDIES; study++) {
      double[] differences = gaussians(random, 1, (int) n)[0];
      for (int i = 0; i < differences.length; i++) {
        differences[i] += 0.3;
      }
      found += SignedRank.of(differences).p() < 0.05 ? 1 : 0;
    }
    // Three standard errors of a share, and one hundredth for the approximation.
    assertThat(found / (double) STUDIES).isBetween(0.8 - 0.048, 0.8 + 0.048);
  }

  @Test
  void anyFalseDifferenceIsRareAfterHolm() {
    Random random = new Random(14);
    int studies = 200;
    int wrong = 0;
    for (int study = 0; study < studies; study++) {
      MethodComparison comparison =
          MethodComparison.of(List.of("a", "b", "c", "d"), gaussians(random, 4, 60), true, null);
      wrong += comparison.pairs().stream().anyMatch(MethodComparison.Pair::distinct) ? 1 : 0;
    }
    // At most 5 %, with three standard errors.
    assertThat(wrong / (double) studies).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / studies));
  }

  @Test
  void intervalsOfIndependentRecordsCover() {
    Random random = new Random(15);
    int covered = 0;
    for (int study = 0; study < INTERVALS; study++) {
      double[] values = Arrays.stream(gaussians(random, 1, 80)[0]).map(v -> 3 + v).toArray();
      MeanInterval interval = MeanInterval.bootstrap(values, Draws.of(study, "coverage"), 300);
      covered += interval.low() <= 3 && 3 <= interval.high() ? 1 : 0;
    }
    assertNominal(covered);
  }

  @Test
  void intervalsOfSubjectsCoverWhereThoseOfRecordsDoNot() {
    Random random = new Random(16);
    int covered = 0;
    int naive = 0;
    int student = 0;
    for (int study = 0; study < INTERVALS; study++) {
      // 90 subjects with one to seven records each, most of the spread between subjects.
      double[] values = new double[360];
      List<String> names =
          IntStream.range(0, 90)
              .mapToObj(subject -> Collections.nCopies(1 + subject % 7, "s" + subject))
              .flatMap(List::stream)
              .limit(values.length)
              .toList();
      values = Arrays.copyOf(values, names.size());
      double[] means = gaussians(random, 1, 90)[0];
      for (int i = 0; i < values.length; i++) {
        int subject = Integer.parseInt(names.get(i).substring(1));
        values[i] = 3 + means[subject] + 0.5 * random.nextGaussian();
      }
      Draws draws = Draws.of(study, "coverage of subjects");
      Clusters clusters = Clusters.of(names);
      MeanInterval interval = MeanInterval.bootstrap(values, clusters, draws, 300);
      covered += interval.low() <= 3 && 3 <= interval.high() ? 1 : 0;
      MeanInterval alone = MeanInterval.bootstrap(values, draws, 300);
      naive += alone.low() <= 3 && 3 <= alone.high() ? 1 : 0;
      double mean = Arrays.stream(values).average().orElseThrow();
      MeanInterval linear = MeanInterval.student(values, mean, clusters);
      student += linear.low() <= 3 && 3 <= linear.high() ? 1 : 0;
    }
    assertNominal(covered);
    assertNominal(student);
    assertThat(naive / (double) INTERVALS).isLessThan(0.75);
  }

  private static double[][] gaussians(Random random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return values;
  }

  private static void assertUniform(double[] ps) {
    double[] sorted = Arrays.stream(ps).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      distance =
          Math.max(
              distance,
              Math.max(
                  (i + 1.0) / sorted.length - sorted[i], sorted[i] - (double) i / sorted.length));
    }
    assertThat(distance).isLessThan(LARGEST_DISTANCE / Math.sqrt(sorted.length));
  }

  /** Within 3.3 standard errors of 95 %, and one hundredth for the percentile bootstrap's bias. */
  private static void assertNominal(int covered) {
    double margin = 3.3 * Math.sqrt(0.95 * 0.05 / INTERVALS);
    assertThat(covered / (double) INTERVALS).isBetween(0.95 - margin - 0.01, 0.95 + margin);
  }
}
