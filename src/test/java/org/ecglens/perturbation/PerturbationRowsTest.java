package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerturbationRowsTest {
  private static final int LEADS = 3;
  private static final int SAMPLES = 20;
  private static final int SIZE = LEADS * SAMPLES;
  private static final List<String> METHODS = List.of("saliency", "random");
  private static final int[] TARGETS = {2, 0};

  /** Predicts rows in micro-batches as the engine does: all written, then all told. */
  private static List<RecordCurve> predict(PerturbationRows rows, int batch, float[][] weights) {
    List<float[]> kept = new ArrayList<>();
    return predict(rows, batch, weights, kept);
  }

  private static List<RecordCurve> predict(
      PerturbationRows rows, int batch, float[][] weights, List<float[]> kept) {
    int size = weights[0].length;
    float[] buffer = new float[batch * size];
    for (int start = 0; start < rows.size(); start += batch) {
      int end = Math.min(rows.size(), start + batch);
      for (int row = start; row < end; row++) {
        rows.write(row, buffer, (row - start) * size);
      }
      for (int row = start; row < end; row++) {
        float[] input = Arrays.copyOfRange(buffer, (row - start) * size, (row - start + 1) * size);
        kept.add(input);
        float[] outputs = new float[weights.length];
        for (int output = 0; output < outputs.length; output++) {
          double sum = 0;
          for (int i = 0; i < size; i++) {
            sum += (double) weights[output][i] * input[i];
          }
          outputs[output] = (float) sum;
        }
        rows.accept(row, outputs);
      }
    }
    return rows.curves();
  }

  private static float[] random(long seed, int size, double scale) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  private static float[][] weights() {
    return new float[][] {random(1, SIZE, 1), random(2, SIZE, 1), random(3, SIZE, 1)};
  }

  private static ExplainedRecord record(String id, long seed) {
    float[][][] maps = new float[METHODS.size()][TARGETS.length][];
    for (int method = 0; method < maps.length; method++) {
      for (int target = 0; target < TARGETS.length; target++) {
        maps[method][target] = random(seed * 100 + method * 10L + target, SIZE, 1);
      }
    }
    return new ExplainedRecord(id, new Signal(random(seed, SIZE, 200), LEADS, SAMPLES), maps);
  }

  private static PerturbationPlan noise() {
    return PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 11)
        .withIterations(9)
        .withRepeats(3);
  }

  @Test
  void theUnperturbedRecordAndRandomOrdersAreSharedByMethodsAndTargets() {
    PerturbationRows rows =
        noise().rows("model", METHODS, TARGETS, List.of(record("a", 1), record("b", 2)));
    // Per record: 1 unperturbed, 3 random orders, 2 methods × 2 targets × 2 orders × 3 repeats.
    assertThat(rows.size()).isEqualTo(2 * (1 + 9 * (3 + 24)));
    List<RecordCurve> curves = predict(rows, 7, weights());
    assertThat(curves).hasSize(2 * (3 * 2 + 24));
    assertThat(curves.stream().filter(curve -> curve.order() == Order.RANDOM))
        .allMatch(curve -> curve.method().equals(RecordCurve.NO_METHOD))
        .hasSize(12);
  }

  @Test
  void eachRowIsTheOneBeforeWithTheNextRankedPointsPerturbed() {
    ExplainedRecord record = record("a", 1);
    PerturbationPlan plan = noise().withStep(StepSize.of("4")).withIterations(100).withRepeats(1);
    PerturbationRows rows = plan.rows("model", METHODS, TARGETS, List.of(record));
    List<float[]> inputs = new ArrayList<>();
    predict(rows, 5, weights(), inputs);
    int steps = SIZE / 4;
    assertThat(inputs.get(0)).isEqualTo(record.signal().values());
    int row = 1 + steps;
    for (float[][] maps : record.maps()) {
      for (float[] map : maps) {
        for (Order order : List.of(Order.MORF, Order.LERF)) {
          int[] points =
              order == Order.MORF
                  ? Ranking.mostRelevant(map, SIZE)
                  : Ranking.leastRelevant(map, SIZE);
          float[] before = record.signal().values();
          for (int step = 0; step < steps; step++) {
            float[] now = inputs.get(row++);
            float[] earlier = before;
            assertThat(IntStream.range(0, SIZE).filter(i -> now[i] != earlier[i]))
                .containsExactlyInAnyOrderElementsOf(
                    Arrays.stream(points, 4 * step, 4 * step + 4).boxed().toList());
            before = now;
          }
        }
      }
    }
    assertThat(row).isEqualTo(rows.size());
  }

  @Test
  void curvesDependOnNeitherBatchNorMicroBatchNorTheOtherMethods() {
    float[][] weights = weights();
    ExplainedRecord a = record("a", 1);
    ExplainedRecord b = record("b", 2);
    List<RecordCurve> together =
        predict(noise().rows("model", METHODS, TARGETS, List.of(a, b)), 64, weights);
    List<RecordCurve> alone =
        predict(noise().rows("model", METHODS, TARGETS, List.of(b)), 1, weights);
    assertThat(together.subList(alone.size(), together.size()))
        .usingRecursiveComparison()
        .isEqualTo(alone);
    ExplainedRecord second =
        new ExplainedRecord("b", b.signal(), new float[][][] {{b.maps()[1][0]}});
    List<RecordCurve> oneMethod =
        predict(
            noise().rows("model", List.of("random"), new int[] {2}, List.of(second)), 3, weights);
    assertThat(alone).usingRecursiveFieldByFieldElementComparator().containsAll(oneMethod);
  }

  @Test
  void noiseDiffersBetweenSeedsModelsRecordsAndRepeatsAndIsSharedByMethodsAndOrders() {
    // All points are perturbed at the end, so that only the noise decides where a curve ends.
    List<Double> ends = new ArrayList<>();
    for (RecordCurve curve : everyPoint(noise(), List.of("m", "n"), 1, 2)) {
      ends.add(curve.predictions()[SIZE]);
    }
    // 2 models × 2 seeds × 2 records × (3 random + 2 methods × 2 orders × 3 repeats)
    assertThat(ends).hasSize(4 * 2 * 15);
    // 2 models × 2 seeds × 2 records × 3 repeats
    assertThat(ends.stream().distinct()).hasSize(4 * 2 * 3);
  }

  @Test
  void inPaperModeEveryMethodHasItsOwnNoise() {
    PerturbationPlan plan = PerturbationPlan.of(Mode.PAPER, new AddNoise(0.2), 11);
    List<Double> ends = new ArrayList<>();
    for (RecordCurve curve : everyPoint(plan, List.of("m", "n"), 1, 2)) {
      ends.add(curve.predictions()[SIZE]);
    }
    assertThat(ends).hasSize(4 * 2 * 2).doesNotHaveDuplicates();
  }

  private static List<RecordCurve> everyPoint(
      PerturbationPlan plan, List<String> models, long... seeds) {
    float[][] weights = {random(1, SIZE, 1)};
    float[][][] same = {{random(5, SIZE, 1)}, {random(5, SIZE, 1)}};
    Signal signal = new Signal(random(6, SIZE, 100), LEADS, SAMPLES);
    List<ExplainedRecord> records =
        List.of(new ExplainedRecord("a", signal, same), new ExplainedRecord("b", signal, same));
    List<RecordCurve> curves = new ArrayList<>();
    for (String model : models) {
      for (long seed : seeds) {
        PerturbationPlan seeded =
            new PerturbationPlan(
                plan.mode(),
                plan.operator(),
                plan.orders(),
                SIZE,
                plan.shape(),
                plan.step(),
                plan.repeats(),
                plan.dependent(),
                seed);
        curves.addAll(predict(seeded.rows(model, METHODS, new int[] {0}, records), 16, weights));
      }
    }
    return curves;
  }

  @Test
  void identicalRankingsHaveIdenticalCurves() {
    float[] map = random(5, SIZE, 1);
    float[] stretched = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      // Another map of the same order, some points of another sign.
      stretched[i] = (i % 3 == 0 ? -2 : 2) * map[i];
    }
    ExplainedRecord record =
        new ExplainedRecord(
            "a",
            new Signal(random(6, SIZE, 100), LEADS, SAMPLES),
            new float[][][] {{map}, {stretched}});
    for (Operator operator :
        List.of(new AddNoise(0.2), new UniformInLead(), new NoisyLinearInterpolation(0.01))) {
      PerturbationPlan plan = PerturbationPlan.of(Mode.CORRECTED, operator, 11).withIterations(9);
      List<RecordCurve> curves =
          predict(
              plan.rows("model", METHODS, new int[] {0}, List.of(record)),
              7,
              new float[][] {random(1, SIZE, 1)});
      List<RecordCurve> first = of(curves, METHODS.get(0));
      List<RecordCurve> second = of(curves, METHODS.get(1));
      assertThat(first).hasSize(10);
      for (int i = 0; i < first.size(); i++) {
        assertThat(second.get(i).order()).isEqualTo(first.get(i).order());
        assertThat(second.get(i).predictions()).isEqualTo(first.get(i).predictions());
      }
    }
  }

  private static List<RecordCurve> of(List<RecordCurve> curves, String method) {
    return curves.stream().filter(curve -> curve.method().equals(method)).toList();
  }

  @Test
  void aMapWithoutAnOrderIsRefusedInCorrectedModeAlone() {
    ExplainedRecord record = record("a", 1);
    record.maps()[0][0] = new float[SIZE];
    record.maps()[0][1] = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      record.maps()[0][1][i] = i % 2 == 0 ? 3 : -3;
    }
    PerturbationRows rows = noise().rows("model", METHODS, TARGETS, List.of(record));
    assertThat(rows.refusals())
        .containsExactly(
            new SkippedMap(
                "a", "saliency", 0, SkippedMap.Kind.NO_ORDER, "the map is zero at every point"),
            new SkippedMap("a", "saliency", 1, SkippedMap.Kind.NO_ORDER, "the map is constant"));
    assertThat(of(predict(rows, 10, weights()), "saliency")).isEmpty();
    PerturbationPlan paper = PerturbationPlan.of(Mode.PAPER, new Zero(), 1);
    assertThat(paper.rows("model", METHODS, TARGETS, List.of(record)).refusals()).isEmpty();
  }

  /** Bits of whole curves as version 0.1.0 made them, before draws and ties were shared. */
  @Test
  void paperModeIsAsItAlwaysWas() {
    float[] x = new float[SIZE];
    float[] dense = new float[SIZE];
    float[] sparse = new float[SIZE];
    Random random = new Random(17);
    for (int i = 0; i < SIZE; i++) {
      x[i] = random.nextFloat() * 200 - 100;
      dense[i] = random.nextFloat() - 0.5f;
      sparse[i] = i % 4 == 0 ? (i % 8) - 3 : 0;
    }
    Signal signal = new Signal(x, LEADS, SAMPLES, List.of("I", "II", "III"), 500);
    ExplainedRecord record = new ExplainedRecord("a", signal, new float[][][] {{dense}, {sparse}});
    List<Integer> hashes = new ArrayList<>();
    for (Operator operator :
        List.of(new AddNoise(0.2), new UniformInLead(), new NoisyLinearInterpolation(0.01))) {
      PerturbationRows rows =
          PerturbationPlan.of(Mode.PAPER, operator, 9)
              .rows("m", List.of("dense", "sparse"), new int[] {0}, List.of(record));
      float[] input = new float[SIZE];
      for (int row = 0; row < rows.size(); row++) {
        rows.write(row, input, 0);
        float sum = 0;
        for (int i = 0; i < SIZE; i++) {
          sum += input[i] * (i % 7 - 3);
        }
        rows.accept(row, new float[] {sum});
      }
      rows.curves().forEach(curve -> hashes.add(Arrays.hashCode(curve.predictions())));
    }
    assertThat(hashes)
        .containsExactly(-106256009, -44091427, 1306341248, -822311706, -1488070378, -2062456617);
  }

  @Test
  void someMethodsArePerturbedInOneOrder() {
    PerturbationRows rows =
        noise().rows("model", METHODS, Set.of("random"), TARGETS, List.of(record("a", 1)));
    List<RecordCurve> curves = predict(rows, 10, weights());
    assertThat(of(curves, "random")).hasSize(6).allMatch(curve -> curve.order() == Order.MORF);
    assertThat(of(curves, "saliency")).hasSize(12);
  }

  @Test
  void zeroingALinearNetworkTakesAwayTheTermsOfTheSum() {
    float[][] weights = {random(1, SIZE, 1)};
    float[] x = random(9, SIZE, 50);
    float[] terms = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      terms[i] = weights[0][i] * x[i];
    }
    ExplainedRecord record =
        new ExplainedRecord("a", new Signal(x, LEADS, SAMPLES), new float[][][] {{terms}});
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1)
            .withOrders(List.of(Order.MORF))
            .withIterations(SIZE);
    RecordCurve curve =
        predict(
                plan.rows("m", List.of("input-x-gradient"), new int[] {0}, List.of(record)),
                8,
                weights)
            .get(0);
    List<Double> bySize = new ArrayList<>();
    for (float term : terms) {
      bySize.add((double) term);
    }
    bySize.sort((a, b) -> Double.compare(Math.abs(b), Math.abs(a)));
    double expected = bySize.stream().mapToDouble(Double::doubleValue).sum();
    assertThat(curve.steps()).isEqualTo(IntStream.rangeClosed(0, SIZE).toArray());
    assertThat(curve.predictions()[0]).isCloseTo(expected, within(1e-3));
    for (int step = 1; step <= SIZE; step++) {
      expected -= bySize.get(step - 1);
      assertThat(curve.predictions()[step]).isCloseTo(expected, within(1e-3));
    }
    assertThat(curve.predictions()[SIZE]).isZero();
  }

  @Test
  void leadMeanKeepsTheMeanOfALead() {
    float[] x = {1, 2, 6, 10, 20, 60};
    ExplainedRecord record =
        new ExplainedRecord("a", new Signal(x, 2, 3), new float[][][] {{{6, 5, 4, 3, 2, 1}}});
    PerturbationPlan plan = PerturbationPlan.of(Mode.PAPER, new LeadMean(), 1).withIterations(6);
    List<float[]> inputs = new ArrayList<>();
    predict(
        plan.rows("m", List.of("saliency"), new int[] {0}, List.of(record)),
        2,
        new float[][] {{1, 1, 1, 1, 1, 1}},
        inputs);
    assertThat(inputs.get(4)).containsExactly(3, 3, 3, 30, 20, 60);
    assertThat(inputs.get(6)).containsExactly(3, 3, 3, 30, 30, 30);
  }

  @Test
  void noiseMovesALinearNetworkByTheMeanOfAFoldedNormal() {
    int records = 800;
    double weight = 3;
    float[] x = {-1, 4, 1};
    double sigma = 0.2 * 5;
    List<ExplainedRecord> explained = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      explained.add(
          new ExplainedRecord("r" + i, new Signal(x, 1, 3), new float[][][] {{{1, 3, 2}}}));
    }
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 5).withOrders(List.of(Order.MORF));
    List<RecordCurve> curves =
        predict(
            plan.rows("m", List.of("saliency"), new int[] {0}, explained),
            64,
            new float[][] {{0, (float) weight, (float) weight}});
    int n = records * 5;
    assertThat(curves).hasSize(n);
    for (int step = 1; step <= 3; step++) {
      // The third point has no weight, so only two independent draws add up.
      double scale = weight * sigma * Math.sqrt(Math.min(step, 2));
      double sum = 0;
      for (RecordCurve curve : curves) {
        sum += Math.abs(curve.predictions()[step] - curve.predictions()[0]);
      }
      double standardError = scale * Math.sqrt((1 - 2 / Math.PI) / n);
      assertThat((sum / n - scale * Math.sqrt(2 / Math.PI)) / standardError).isBetween(-4.0, 4.0);
    }
  }

  @Test
  void aMapThatIsNotFiniteIsRefusedAndTheOthersGoOn() {
    ExplainedRecord record = record("a", 1);
    record.maps()[0][1][SAMPLES + 4] = Float.NaN;
    PerturbationRows rows = noise().rows("model", METHODS, TARGETS, List.of(record));
    assertThat(rows.refusals())
        .containsExactly(
            new SkippedMap(
                "a",
                "saliency",
                1,
                SkippedMap.Kind.NOT_FINITE,
                "attribution is NaN at lead 1, sample 4"));
    assertThat(predict(rows, 10, weights())).hasSize(3 * 2 + 18);
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    PerturbationRows rows = noise().rows("model", METHODS, TARGETS, List.of(record("a", 1)));
    float[] target = new float[SIZE];
    rows.write(0, target, 0);
    assertThatThrownBy(() -> rows.write(0, target, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rows.write(2, target, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(rows::curves).isInstanceOf(IllegalStateException.class);
  }
}
