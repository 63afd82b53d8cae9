package org.ecglens.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.ecglens.perturbation.AddNoise;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.FeatureShape.Leads;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.Zero;
import org.junit.jupiter.api.Test;

/** Curves and scores of networks for which they are known by analysis. */
class KnownCurvesTest {
  private static final int[] TARGET = {0};
  private static final int RECORDS = 2000;

  private static PerturbationPlan plan(Operator operator) {
    return PerturbationPlan.of(Mode.CORRECTED, operator, 3).withIterations(1000);
  }

  private static List<RecordCurve> curves(
      PerturbationPlan plan,
      List<String> methods,
      List<ExplainedRecord> records,
      ToDoubleFunction<float[]> network) {
    PerturbationRows rows = plan.rows("model", methods, TARGET, records);
    float[] input = new float[records.get(0).signal().size()];
    for (int row = 0; row < rows.size(); row++) {
      rows.write(row, input, 0);
      rows.accept(row, new float[] {(float) network.applyAsDouble(input)});
    }
    return rows.curves();
  }

  /** Compares the mean AOPC of the random order over many records with what it must be. */
  private static void aopcOfRandomOrderIs(
      double expected,
      Operator operator,
      FeatureShape shape,
      Signal signal,
      ToDoubleFunction<float[]> network) {
    List<ExplainedRecord> records =
        IntStream.range(0, RECORDS)
            .mapToObj(i -> new ExplainedRecord("r" + i, signal, new float[0][][]))
            .toList();
    PerturbationPlan plan = plan(operator).withRepeats(2).withShape(shape);
    List<RecordCurve> curves = curves(plan, List.of(), records, network);
    Scoring scoring = new Scoring(Mode.CORRECTED, List.of(new Aopc()));
    SummaryStatistics scores = new SummaryStatistics();
    for (int record = 0; record < RECORDS; record++) {
      List<Score> own =
          scoring.score(curves.subList(2 * record, 2 * record + 2), null, 1.0).scores();
      assertThat(own).hasSize(1);
      scores.addValue(own.get(0).outcome().value());
    }
    double standardError = scores.getStandardDeviation() / Math.sqrt(RECORDS);
    assertThat(scores.getMean()).isCloseTo(expected, within(4 * standardError));
    assertThat(standardError).isLessThan(0.02 * expected);
  }

  private static ToDoubleFunction<float[]> linear(float... weights) {
    return x -> IntStream.range(0, x.length).mapToDouble(i -> (double) weights[i] * x[i]).sum();
  }

  private static double[] terms(float[] weights, float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> (double) weights[i] * x[i]).toArray();
  }

  /** Mean over all subsets of each size of a function of it, then mean over sizes 0, …, n. */
  private static double overSubsets(int n, ToDoubleFunction<List<Integer>> shift) {
    double[] sums = new double[n + 1];
    long[] counts = new long[n + 1];
    for (int mask = 0; mask < 1 << n; mask++) {
      int subset = mask;
      List<Integer> members =
          IntStream.range(0, n).filter(i -> (subset >> i & 1) == 1).boxed().toList();
      sums[members.size()] += shift.applyAsDouble(members);
      counts[members.size()]++;
    }
    return IntStream.rangeClosed(0, n)
        .mapToDouble(k -> sums[k] / counts[k])
        .average()
        .orElseThrow();
  }

  @Test
  void zeroingTermsOfOneSignInRandomOrderTakesAwayHalfOfTheSum() {
    float[] x = {3, -1, 2, 5, -4, 1, 1, 2};
    float[] weights = {1, -2, 0.5f, 1, -1, 0, 3, 2};
    double sum = Arrays.stream(terms(weights, x)).sum();
    // After k of n points k/n of the sum is gone on average.
    aopcOfRandomOrderIs(
        sum / 2, new Zero(), FeatureShape.POINT, new Signal(x, 2, 4), linear(weights));
    for (Leads leads : Leads.values()) {
      FeatureShape pairs = new FeatureShape(2, leads);
      aopcOfRandomOrderIs(sum / 2, new Zero(), pairs, new Signal(x, 2, 4), linear(weights));
    }
  }

  @Test
  void zeroingTermsOfBothSignsMovesBySumsOfRandomSubsets() {
    float[] x = {3, 1, 2, 5, 4, 1, 1, 2};
    float[] weights = {1, -2, 0.5f, -1, 1, 0, 3, -2};
    double[] terms = terms(weights, x);
    double expected =
        overSubsets(8, chosen -> Math.abs(chosen.stream().mapToDouble(i -> terms[i]).sum()));
    aopcOfRandomOrderIs(
        expected, new Zero(), FeatureShape.POINT, new Signal(x, 1, 8), linear(weights));
  }

  @Test
  void noiseOnALinearNetworkMovesItByMeansOfFoldedNormals() {
    float[] x = {-1, 4, 1, 0, 2, 3, 0, 1};
    float[] weights = {1, -2, 0.5f, -1, 1, 0, 3, -2};
    double sigma = 0.2 * 5;
    double expected =
        overSubsets(
            8,
            chosen -> {
              double variance =
                  chosen.stream().mapToDouble(i -> (double) weights[i] * weights[i]).sum();
              return sigma * Math.sqrt(2 * variance / Math.PI);
            });
    aopcOfRandomOrderIs(
        expected, new AddNoise(0.2), FeatureShape.POINT, new Signal(x, 2, 4), linear(weights));
  }

  @Test
  void noOrderMovesASumOfOneSignMoreThanTheLargestTermsFirstOrLessThanTheSmallest() {
    Random random = new Random(4);
    int leads = 2;
    int samples = 12;
    float[] x = new float[leads * samples];
    float[] weights = new float[x.length];
    float[] terms = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      weights[i] = x[i] * random.nextFloat();
      terms[i] = weights[i] * x[i];
    }
    int others = 30;
    List<String> methods = new ArrayList<>(List.of("truth"));
    float[][][] maps = new float[others + 1][1][];
    maps[0][0] = terms;
    for (int other = 1; other <= others; other++) {
      float[] map = new float[x.length];
      for (int i = 0; i < map.length; i++) {
        map[i] = (float) random.nextGaussian();
      }
      maps[other][0] = map;
      methods.add("other-" + other);
    }
    ExplainedRecord record = new ExplainedRecord("a", new Signal(x, leads, samples), maps);
    for (FeatureShape shape :
        List.of(
            FeatureShape.POINT, new FeatureShape(3, Leads.ONE), new FeatureShape(2, Leads.ALL))) {
      PerturbationPlan plan = plan(new Zero()).withRepeats(30).withShape(shape);
      List<RecordCurve> curves = curves(plan, methods, List.of(record), linear(weights));
      double[] upper = shift(curve(curves, Order.MORF));
      double[] lower = shift(curve(curves, Order.LERF));
      for (RecordCurve curve : curves) {
        double[] shift = shift(curve);
        for (int step = 0; step < shift.length; step++) {
          assertThat(shift[step]).isBetween(lower[step] - 1e-5, upper[step] + 1e-5);
        }
      }
      RecordScores scores = Scoring.of(Mode.CORRECTED).score(curves, null, 1.0);
      double best = value(scores, "truth", "abpc");
      double bestDegradation = value(scores, "truth", "degradation-score");
      assertThat(value(scores, "truth", "aopc-over-random")).isPositive();
      assertThat(value(scores, "truth", "auc-5-over-random")).isPositive();
      for (int other = 1; other <= others; other++) {
        assertThat(value(scores, "other-" + other, "abpc")).isLessThan(best);
        assertThat(value(scores, "other-" + other, "degradation-score"))
            .isLessThan(bestDegradation);
      }
    }
  }

  @Test
  void aNetworkThatReadsOnePointHasStepsForCurves() {
    int n = 9;
    float[] x = {5, 1, 2, 3, 4, 2, 6, 7, 8};
    float[][][] maps = {{new float[n]}, {new float[n]}};
    for (int i = 0; i < n; i++) {
      maps[0][0][i] = i == 4 ? 10 : i;
      maps[1][0][i] = 1 + i;
    }
    ExplainedRecord record = new ExplainedRecord("a", new Signal(x, 3, 3), maps);
    List<RecordCurve> curves =
        curves(plan(new Zero()), List.of("right", "wrong"), List.of(record), input -> input[4]);
    for (RecordCurve curve : curves) {
      double[] predictions = curve.predictions();
      int jump = (int) Arrays.stream(predictions).filter(f -> f == 4).count();
      for (int step = 0; step <= n; step++) {
        assertThat(predictions[step]).isEqualTo(step < jump ? 4 : 0);
      }
    }
    RecordScores scores = Scoring.of(Mode.CORRECTED).score(curves, 4.0, 2.0);
    // Gone at once in 9 of the 10 values of the curve, or only in the last of them.
    assertThat(value(scores, "right", "aopc")).isCloseTo(4.0 / 2 * 9 / 10, within(1e-12));
    assertThat(value(scores, "right", "abpc")).isCloseTo(4.0 / 2 * 8 / 10, within(1e-12));
    assertThat(value(scores, "right", "degradation-score")).isCloseTo(0.8, within(1e-12));
    // Fifth from either end, so both orders are the same.
    assertThat(value(scores, "wrong", "degradation-score")).isZero();
    // The place of the point is uniform on 1, …, n.
    aopcOfRandomOrderIs(
        4.0 / 2, new Zero(), FeatureShape.POINT, new Signal(x, 3, 3), input -> input[4]);
  }

  private static RecordCurve curve(List<RecordCurve> curves, Order order) {
    return curves.stream()
        .filter(curve -> curve.method().equals("truth") && curve.order() == order)
        .findFirst()
        .orElseThrow();
  }

  private static double[] shift(RecordCurve curve) {
    double first = curve.predictions()[0];
    return Arrays.stream(curve.predictions()).map(f -> Math.abs(f - first)).toArray();
  }

  private static double value(RecordScores scores, String method, String metric) {
    return scores.scores().stream()
        .filter(score -> score.method().equals(method))
        .filter(score -> score.order() == Order.MORF && score.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .outcome()
        .value();
  }
}
