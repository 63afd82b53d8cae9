package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

/** Expected values are scikit-learn's (python/statistics/classes.py). */
class ClassMetricTest {
  private static ClassPredictions predictions(double[] probabilities, int... labels) {
    boolean[] positive = new boolean[labels.length];
    IntStream.range(0, labels.length).forEach(i -> positive[i] = labels[i] == 1);
    return new ClassPredictions(probabilities, positive, Clusters.single(labels.length));
  }

  private static double value(ClassMetric metric, ClassPredictions records) {
    int[] once = new int[records.count()];
    Arrays.fill(once, 1);
    return metric.of(records, once);
  }

  @Test
  void metricsAreThoseOfTheReferenceLibrary() throws IOException {
    try (InputStream file = ClassMetricTest.class.getResourceAsStream("classes.json")) {
      JsonNode cases = new ObjectMapper().readTree(file).path("cases");
      assertThat(cases).hasSize(5);
      for (JsonNode one : cases) {
        double[] probabilities = doubles(one.path("probability"));
        int[] labels = Arrays.stream(doubles(one.path("label"))).mapToInt(v -> (int) v).toArray();
        ClassPredictions records = predictions(probabilities, labels);
        for (ClassMetric metric : ClassMetric.all(one.path("threshold").asDouble())) {
          assertThat(value(metric, records))
              .as("%s, %s", one.path("name").asText(), metric.name())
              .isCloseTo(one.path(metric.name()).asDouble(), within(1e-6));
        }
      }
    }
  }

  private static double[] doubles(JsonNode values) {
    double[] all = new double[values.size()];
    Arrays.setAll(all, i -> values.get(i).asDouble());
    return all;
  }

  /** A record that is drawn twice is two records. */
  @Test
  void timesAreRecords() {
    double[] probabilities = {0.1, 0.4, 0.35, 0.8, 0.7, 0.3};
    int[] labels = {0, 1, 0, 1, 0, 1};
    ClassPredictions six = predictions(probabilities, labels);
    ClassPredictions drawn =
        predictions(new double[] {0.1, 0.1, 0.4, 0.35, 0.7, 0.7, 0.7, 0.3}, 0, 0, 1, 0, 0, 0, 0, 1);
    // In ascending order: 0.1, 0.3, 0.35, 0.4, 0.7, 0.8.
    int[] times = {2, 1, 1, 1, 3, 0};
    for (ClassMetric metric : ClassMetric.all(0.4)) {
      assertThat(metric.of(six, times))
          .as(metric.name())
          .isCloseTo(value(metric, drawn), within(1e-9));
    }
  }

  @Test
  void whatDoesNotExistHasAReason() {
    Draws draws = Draws.of(1, "test");
    ClassPredictions one = predictions(new double[] {0.2, 0.4, 0.6}, 1, 1, 1);
    for (ClassMetric metric : List.of(new Auroc(), new CalibrationSlope())) {
      ClassEstimate estimate = one.estimate(metric, draws);
      assertThat(estimate.value()).isNull();
      assertThat(estimate.reason()).contains("all have the class");
    }
    ClassPredictions parted = predictions(new double[] {0.2, 0.4, 0.6, 0.9}, 0, 0, 1, 1);
    assertThat(parted.estimate(new CalibrationSlope(), draws).reason()).contains("parts them");
    assertThat(parted.estimate(new Auroc(), draws).value()).isEqualTo(1);
    assertThat(predictions(new double[] {0.5}, 0).estimate(new AveragePrecision(), draws).reason())
        .isEqualTo("no record has the class");
  }

  /**
   * For independent records the standard error of the AUROC is Hanley and McNeil's; the interval is
   * about 3.92 of them wide, and wider by √2 where every record is there twice.
   */
  @Test
  void subjectsAreDrawnWhole() {
    int n = 400;
    double[] probabilities = new double[n];
    boolean[] positive = new boolean[n];
    int[] pairs = new int[n];
    Draws draws = Draws.of(3, "test");
    for (int i = 0; i < n; i++) {
      int pair = i / 2;
      positive[i] = pair % 2 == 0;
      pairs[i] = pair;
      probabilities[i] = 0.5 * draws.uniform(0, pair) + (positive[i] ? 0.2 : 0.0);
    }
    ClassPredictions byPair =
        new ClassPredictions(probabilities, positive, new Clusters(pairs, n / 2));
    ClassPredictions single = new ClassPredictions(probabilities, positive, Clusters.single(n));
    ClassEstimate clustered = byPair.estimate(new Auroc(), draws);
    ClassEstimate naive = single.estimate(new Auroc(), draws);
    assertThat(clustered.value()).isEqualTo(naive.value());
    double a = naive.value();
    double q1 = a / (2 - a);
    double q2 = 2 * a * a / (1 + a);
    double error =
        Math.sqrt(
            (a * (1 - a) + (n / 2 - 1) * (q1 - a * a) + (n / 2 - 1) * (q2 - a * a))
                / (n / 2.0 * n / 2.0));
    assertThat(naive.high() - naive.low()).isBetween(0.8 * 3.92 * error, 1.2 * 3.92 * error);
    assertThat((clustered.high() - clustered.low()) / (naive.high() - naive.low()))
        .isBetween(1.25, 1.6);
    assertThat(byPair.subjects()).isEqualTo(n / 2);
    assertThat(byPair.positives()).isEqualTo(n / 2);
  }
}
