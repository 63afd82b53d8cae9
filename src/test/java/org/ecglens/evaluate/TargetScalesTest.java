package org.ecglens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.ScaleRule;
import org.ecglens.plan.TargetScale;
import org.ecglens.plan.TargetScale.Kind;
import org.ecglens.records.RecordTable;
import org.ecglens.stats.Summary;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network gives the first sample of lead I, which tests choose by record. */
class TargetScalesTest {
  private static final int RECORDS = 20;

  @TempDir Path folder;

  private static OnnxModels firstSample() {
    float[] weights = new float[8];
    weights[0] = 1;
    return OnnxModels.model(17)
        .input("x", "batch", 2, 4)
        .node("Flatten", "x -> f")
        .constant("w", weights, 8, 1)
        .node("MatMul", "f, w -> z");
  }

  private TargetScale scale(
      OnnxModels network, IntFunction<Double> label, IntFunction<Float> first, ScaleRule rule)
      throws Exception {
    return scale(network, label, first, rule, Mode.CORRECTED).values().iterator().next();
  }

  private Map<String, TargetScale> scale(
      OnnxModels network,
      IntFunction<Double> label,
      IntFunction<Float> first,
      ScaleRule rule,
      Mode mode)
      throws Exception {
    Path model = network.write(folder.resolve("network.onnx"));
    List<Ecg> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Double known = label.apply(i);
      records.add(
          new Ecg(
              "r" + i,
              null,
              "test",
              Ecg.Kind.MEDIAN,
              List.of("I", "II"),
              500,
              "uV",
              new float[] {first.apply(i), 1, 2, 3, 4, 5, 6, 7},
              known == null ? Map.of() : Map.of("0", known),
              Waves.NONE));
    }
    Path there = Files.createTempDirectory(folder, "records");
    RecordTable table =
        RecordTable.open(SparkSessions.local(), Records.write(there, records, 2).toString());
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of(model.toString()))
            .methods(MethodsSpec.of("saliency"))
            .perturbation(PerturbationSpec.builder().mode(mode).scale(rule).build())
            .build();
    EvaluationPlan plan = NetworkPlanner.of(spec).among(table).plan();
    return TargetScales.of(SparkSessions.local(), plan, table);
  }

  private static double range(double... values) {
    Arrays.sort(values);
    return Summary.quantile(values, 0.75) - Summary.quantile(values, 0.25);
  }

  private static double[] numbers(int count, double step) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> i * step);
    return numbers;
  }

  @Test
  void labelsOfNearlyAllRecordsDecide() throws Exception {
    TargetScale scale =
        scale(
            firstSample().output("z"),
            i -> i < 16 ? 10.0 * i : null,
            i -> (float) i,
            ScaleRule.AUTO);
    assertThat(scale.kind()).isEqualTo(Kind.LABELS);
    assertThat(scale.value()).isEqualTo(range(numbers(16, 10)));
    assertThat(scale.reason()).contains("16 of 20 records");
  }

  @Test
  void fewOrBinaryOrEqualLabelsGiveWayToPredictions() throws Exception {
    List<IntFunction<Double>> labels =
        List.of(i -> i < 15 ? 10.0 * i : null, i -> i % 2 == 0 ? 1.0 : 0, i -> 7.0, i -> null);
    for (IntFunction<Double> label : labels) {
      TargetScale scale = scale(firstSample().output("z"), label, i -> (float) i, ScaleRule.AUTO);
      assertThat(scale.kind()).isEqualTo(Kind.PREDICTIONS);
      assertThat(scale.value()).isCloseTo(range(numbers(RECORDS, 1)), within(1e-5));
    }
  }

  @Test
  void nothingIsDividedByZero() throws Exception {
    // One record in twenty differs: no interquartile range, but a standard deviation.
    TargetScale one =
        scale(firstSample().output("z"), i -> null, i -> i == 3 ? 20f : 0f, ScaleRule.AUTO);
    assertThat(one.kind()).isEqualTo(Kind.PREDICTIONS_SD);
    // Variance of one 20 among nineteen 0: 20²·(1/20)·(19/20)·20/19 = 20.
    assertThat(one.value()).isCloseTo(Math.sqrt(20), within(1e-5));
    TargetScale constant =
        scale(firstSample().output("z"), i -> i % 2 == 0 ? 1.0 : 0, i -> 5f, ScaleRule.AUTO);
    assertThat(constant)
        .isEqualTo(
            new TargetScale(
                null, Kind.NONE, "the network's prediction is the same for every record"));
  }

  @Test
  void probabilitiesHaveTheScaleOne() throws Exception {
    TargetScale scale =
        scale(
            firstSample().node("Sigmoid", "z -> y").output("y"),
            i -> i < 4 ? 1.0 : 0,
            i -> (float) i,
            ScaleRule.AUTO);
    assertThat(scale.kind()).isEqualTo(Kind.ONE);
    assertThat(scale.value()).isEqualTo(1);
  }

  @Test
  void aRuleThatIsAskedForDecides() throws Exception {
    IntFunction<Double> label = i -> 10.0 * i;
    IntFunction<Float> first = i -> (float) i;
    OnnxModels network = firstSample().output("z");
    assertThat(scale(network, label, first, ScaleRule.ONE).value()).isEqualTo(1);
    assertThat(scale(network, label, first, ScaleRule.PREDICTIONS).kind())
        .isEqualTo(Kind.PREDICTIONS);
    TargetScale sd = scale(network, label, first, ScaleRule.SD);
    assertThat(sd.kind()).isEqualTo(Kind.PREDICTIONS_SD);
    // Variance of 0, …, 19: 20·21/12.
    assertThat(sd.value()).isCloseTo(Math.sqrt(35), within(1e-5));
    assertThat(scale(network, i -> i < 2 ? 1.0 * i : null, first, ScaleRule.LABELS).value())
        .isEqualTo(0.5);
    assertThat(scale(network, i -> i == 0 ? 4.0 : 0, first, ScaleRule.LABELS).kind())
        .isEqualTo(Kind.LABELS_SD);
    assertThatThrownBy(() -> scale(network, i -> 3.0, first, ScaleRule.LABELS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--scale labels: target 0 of network has label '0' in 20");
    assertThat(scale(network, label, first, ScaleRule.AUTO, Mode.PAPER)).isEmpty();
  }
}
