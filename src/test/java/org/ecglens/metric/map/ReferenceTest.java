package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.ecglens.metric.Aopc;
import org.ecglens.metric.Auc;
import org.ecglens.metric.CurveValues;
import org.ecglens.metric.Evidence;
import org.ecglens.metric.Metric;
import org.ecglens.metric.ScoreValue;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.StepSize;
import org.ecglens.perturbation.Zero;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against Quantus, Captum, SciPy and scikit-learn: see python/metrics. */
class ReferenceTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  /** Maps of the tanh network are rounded to float32 here. */
  private static final Offset<Double> SINGLE = within(1e-6);

  private static final int LEADS = 3;
  private static JsonNode reference;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = ReferenceTest.class.getResourceAsStream("reference.json")) {
      reference = new ObjectMapper().readTree(in);
    }
  }

  @Test
  void similarities() {
    for (JsonNode pair : reference.get("similarity")) {
      RankedMap one = map(pair.get("one").asText());
      RankedMap other = map(pair.get("other").asText());
      for (Similarity similarity : Similarity.values()) {
        if (pair.has(similarity.label())) {
          assertThat(similarity.between(one, other).value())
              .as("%s of %s", similarity.label(), pair)
              .isCloseTo(pair.get(similarity.label()).asDouble(), CLOSE)
              .isEqualTo(similarity.between(other, one).value());
        }
      }
    }
  }

  @Test
  void complexities() {
    reference
        .get("complexity")
        .properties()
        .forEach(
            expected -> {
              RankedMap map = map(expected.getKey());
              assertThat(Complexity.gini(map).value())
                  .isCloseTo(expected.getValue().get("gini").asDouble(), CLOSE);
              assertThat(Complexity.entropy(map).value())
                  .isCloseTo(expected.getValue().get("entropy").asDouble(), CLOSE);
            });
  }

  @Test
  void places() {
    for (JsonNode expected : reference.get("localisation")) {
      RankedMap map = map(expected.get("map").asText());
      boolean[] mask = mask(expected.get("mask").asText());
      check(Localisation.share(map, mask), expected, "share");
      check(Localisation.auprc(map, mask), expected, "auprc");
      check(Localisation.rankAccuracy(map, mask), expected, "rank-accuracy");
      check(Localisation.pointingGame(map, mask), expected, "pointing-game");
    }
  }

  private static void check(ScoreValue outcome, JsonNode expected, String name) {
    if (expected.has(name)) {
      assertThat(outcome.value())
          .as("%s of %s", name, expected)
          .isCloseTo(expected.get(name).asDouble(), CLOSE);
    }
  }

  @Test
  void sensitivities() {
    double[] x = numbers(reference.get("x"));
    Sensitivity sensitivity = new Sensitivity(gradient(x));
    for (JsonNode disturbance : reference.get("disturbances")) {
      double[] disturbed = numbers(disturbance);
      Arrays.setAll(disturbed, i -> disturbed[i] + x[i]);
      sensitivity.add(gradient(disturbed));
    }
    JsonNode expected = reference.get("sensitivity");
    assertThat(sensitivity.max().value())
        .isCloseTo(expected.get("captum_max").asDouble(), SINGLE)
        .isCloseTo(expected.get("quantus_max").asDouble(), SINGLE);
    assertThat(sensitivity.average().value())
        .isCloseTo(expected.get("quantus_average").asDouble(), SINGLE);
  }

  @Test
  void infidelities() {
    double[] x = numbers(reference.get("x"));
    for (JsonNode expected : reference.get("infidelity")) {
      double[] map = numbers(reference.get("explanations").get(expected.get("map").asText()));
      Infidelity infidelity = new Infidelity();
      double squares = 0;
      int count = 0;
      for (JsonNode numbers : reference.get("perturbations")) {
        double[] perturbation = numbers(numbers);
        double[] moved = new double[x.length];
        Arrays.setAll(moved, i -> x[i] - perturbation[i]);
        double drop = output(x) - output(moved);
        infidelity.add(dot(map, perturbation), drop);
        squares += drop * drop;
        count++;
      }
      double captum = expected.get("captum_normalised").asDouble();
      assertThat(infidelity.outcome().value()).isCloseTo(captum / (squares / count), CLOSE);
    }
  }

  @Test
  void curves() {
    JsonNode expected = reference.get("flipping");
    double[] flipped = exact(expected.get("predictions"));
    float[] signal = floats(reference.get("x"));
    float[][][] maps = {{floats(reference.get("maps").get("dense"))}};
    ExplainedRecord record =
        new ExplainedRecord("r", new Signal(signal, LEADS, signal.length / LEADS), maps);
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1)
            .withOrders(List.of(Order.MORF))
            .withIterations(flipped.length)
            .withStep(new StepSize(expected.get("step").asInt(), 0));
    RecordCurve curve = curve(plan.rows("tanh", List.of("m"), new int[] {0}, List.of(record)));
    assertThat(curve.predictions()[0]).isCloseTo(expected.get("first").asDouble(), SINGLE);
    assertThat(Arrays.copyOfRange(curve.predictions(), 1, flipped.length + 1))
        .containsExactly(flipped, SINGLE);
    assertThat(score(new Aopc(), CurveValues.shift(curve.predictions(), 1.0)))
        .isCloseTo(expected.get("aopc").asDouble(), SINGLE);
    assertThat(score(new Auc(flipped.length - 1), new CurveValues(flipped, null)))
        .isCloseTo(expected.get("area").asDouble(), CLOSE);
  }

  private static double score(Metric metric, CurveValues curve) {
    Evidence.Curves curves = new Evidence.Curves(curve, curve, curve);
    return metric.score(new Evidence(curves, curves, curves)).value();
  }

  private static RecordCurve curve(PerturbationRows rows) {
    float[][] inputs = new float[rows.size()][numbers(reference.get("x")).length];
    IntStream.range(0, inputs.length).forEach(row -> rows.write(row, inputs[row], 0));
    for (int row = 0; row < inputs.length; row++) {
      float[] input = inputs[row];
      double[] x = IntStream.range(0, input.length).mapToDouble(i -> input[i]).toArray();
      rows.accept(row, new float[] {(float) output(x)});
    }
    return rows.curves().get(0);
  }

  /** v · tanh(W x + b) + u · x. */
  private static double output(double[] x) {
    JsonNode network = reference.get("network");
    double output = dot(numbers(network.get("u")), x);
    for (int unit = 0; unit < network.get("v").size(); unit++) {
      output += numbers(network.get("v"))[unit] * activation(unit, x);
    }
    return output;
  }

  private static float[] gradient(double[] x) {
    JsonNode network = reference.get("network");
    double[] sum = numbers(network.get("u"));
    for (int unit = 0; unit < network.get("v").size(); unit++) {
      double activation = activation(unit, x);
      double slope = numbers(network.get("v"))[unit] * (1 - activation * activation);
      double[] weights = numbers(network.get("w").get(unit));
      Arrays.setAll(sum, i -> sum[i] + slope * weights[i]);
    }
    float[] gradient = new float[sum.length];
    IntStream.range(0, sum.length).forEach(i -> gradient[i] = (float) sum[i]);
    return gradient;
  }

  private static double activation(int unit, double[] x) {
    JsonNode network = reference.get("network");
    return Math.tanh(dot(numbers(network.get("w").get(unit)), x) + numbers(network.get("b"))[unit]);
  }

  private static double dot(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }

  private static RankedMap map(String name) {
    return RankedMap.of(floats(reference.get("maps").get(name)));
  }

  private static boolean[] mask(String name) {
    double[] numbers = numbers(reference.get("masks").get(name));
    boolean[] mask = new boolean[numbers.length];
    IntStream.range(0, mask.length).forEach(i -> mask[i] = numbers[i] == 1);
    return mask;
  }

  private static float[] floats(JsonNode node) {
    float[] values = new float[node.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) node.get(i).asDouble());
    return values;
  }

  /** As float32 holds them, which is what the reference was computed with. */
  private static double[] numbers(JsonNode node) {
    return DoubleStream.of(exact(node)).map(value -> (float) value).toArray();
  }

  private static double[] exact(JsonNode node) {
    return IntStream.range(0, node.size()).mapToDouble(i -> node.get(i).asDouble()).toArray();
  }
}
