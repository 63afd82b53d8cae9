package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

/** Intervals of means over values some of which belong together. */
class ClustersTest {
  private static final Draws DRAWS = Draws.of(4, "clusters");
  private static final JsonNode REFERENCE = ReferenceValues.of("clusters");
  private static final double[] VALUES = ReferenceValues.numbers(REFERENCE.get("values"));
  private static final Clusters CLUSTERS =
      Clusters.of(
          StreamSupport.stream(REFERENCE.get("clusters").spliterator(), false)
              .map(JsonNode::asText)
              .toList());

  @Test
  void namesAreNumberedAndNoNameIsByItself() {
    Clusters clusters = Clusters.of(Arrays.asList("b", null, "a", "b", null));
    assertThat(clusters.of()).containsExactly(0, 1, 2, 0, 3);
    assertThat(clusters.count()).isEqualTo(4);
  }

  @Test
  void studentsIntervalIsThatOfStatsmodels() {
    double[] expected = ReferenceValues.numbers(REFERENCE.get("student"));
    double mean = Arrays.stream(VALUES).average().orElseThrow();
    MeanInterval interval = MeanInterval.student(VALUES, mean, CLUSTERS);
    assertThat(interval.low()).isCloseTo(expected[0], within(1e-9));
    assertThat(interval.high()).isCloseTo(expected[1], within(1e-9));
  }

  @Test
  void theBootstrapIsThatOfNumPy() {
    double[] expected = ReferenceValues.numbers(REFERENCE.get("bootstrap"));
    MeanInterval interval = MeanInterval.bootstrap(VALUES, CLUSTERS, DRAWS, 100_000);
    assertThat(interval.low()).isCloseTo(expected[0], within(0.01));
    assertThat(interval.high()).isCloseTo(expected[1], within(0.01));
  }

  @Test
  void recordsByThemselvesAreResampledAsEver() {
    // What the bootstrap of independent values did before it knew of subjects.
    int[] seed = new int[4];
    Arrays.setAll(seed, i -> DRAWS.below(Integer.MAX_VALUE, 0, i));
    RandomGenerator generator = new Well19937c(seed);
    double[] means = new double[300];
    for (int resample = 0; resample < means.length; resample++) {
      double sum = 0;
      for (int i = 0; i < VALUES.length; i++) {
        sum += VALUES[generator.nextInt(VALUES.length)];
      }
      means[resample] = sum / VALUES.length;
    }
    MeanInterval expected =
        new MeanInterval(Summary.quantile(means, 0.025), Summary.quantile(means, 0.975));
    assertThat(MeanInterval.bootstrap(VALUES, DRAWS, 300)).isEqualTo(expected);
    List<String> names =
        java.util.stream.IntStream.range(0, VALUES.length).mapToObj(i -> "s" + i).toList();
    assertThat(MeanInterval.bootstrap(VALUES, Clusters.of(names), DRAWS, 300)).isEqualTo(expected);
  }

  @Test
  void onlyTheIntervalKnowsOfSubjects() {
    Summary alone = Summary.of(VALUES, DRAWS, 500);
    Summary shared = Summary.of(VALUES, CLUSTERS, DRAWS, 500);
    assertThat(shared.mean()).isEqualTo(alone.mean());
    assertThat(shared.sd()).isEqualTo(alone.sd());
    assertThat(shared.ciHigh() - shared.ciLow()).isGreaterThan(alone.ciHigh() - alone.ciLow());
    Summary one = Summary.of(new double[] {1, 2}, Clusters.of(List.of("a", "a")), DRAWS, 10);
    assertThat(one.n()).isEqualTo(2);
    assertThat(one.sd()).isNotNull();
    assertThat(one.ciLow()).isNull();
    assertThat(one.ciHigh()).isNull();
  }
}
