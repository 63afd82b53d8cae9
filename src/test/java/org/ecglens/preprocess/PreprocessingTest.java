package org.ecglens.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ecglens.ecg.Resampling;
import org.ecglens.error.UserException;
import org.ecglens.graph.Function;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Probabilities;
import org.ecglens.graph.ReadGraph;
import org.ecglens.graph.Readout;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step against SciPy, scikit-learn and NumPy ({@code python/preprocessing}). */
class PreprocessingTest {
  private static final JsonNode FILE = file();

  private static JsonNode file() {
    try (InputStream in = PreprocessingTest.class.getResourceAsStream("values.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    FILE.path("cases").forEach(one -> cases.add(Arguments.of(one.path("steps").toString(), one)));
    return cases.stream();
  }

  private static float[] signal(JsonNode one) {
    JsonNode leads = FILE.path("signals").path(one.path("signal").textValue());
    float[] signal = new float[leads.size() * leads.path(0).size()];
    int i = 0;
    for (JsonNode lead : leads) {
      for (JsonNode sample : lead) {
        signal[i++] = sample.floatValue();
      }
    }
    return signal;
  }

  private static double largest(JsonNode one) {
    double largest = 0;
    for (JsonNode value : one.path("values")) {
      largest = Math.max(largest, Math.abs(value.doubleValue()));
    }
    return largest;
  }

  private static SignalForm form(float[] signal) {
    return new SignalForm(2, signal.length / 2, FILE.path("rate").doubleValue(), "uV");
  }

  /** A network whose outputs are what goes in. */
  private static Graph echo(Shape shape) {
    Shape flat = Shape.of((int) shape.size());
    Node node = new Node("echo", "Flatten", new Operation.Reshape(), List.of("x"), "y");
    return new Graph("x", List.of(node), List.of("y"), Map.of("x", shape, "y", flat));
  }

  /** Two outputs, of a bend and a random weight for each value that goes in, of the size 1. */
  private static Graph bent(Shape shape, double largest) {
    int size = (int) shape.size();
    Random random = new Random(3);
    float[] weights = new float[2 * size];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    List<Node> nodes =
        List.of(
            new Node(
                "scale",
                "Mul",
                new Operation.Affine(Tensor.scalar(1 / largest), null),
                List.of("x"),
                "s"),
            new Node(
                "bend",
                "Softsign",
                new Operation.Elementwise(Function.SOFTSIGN, 0, 0),
                List.of("s"),
                "b"),
            new Node("flat", "Flatten", new Operation.Reshape(), List.of("b"), "f"),
            new Node(
                "read",
                "Gemm",
                new Operation.Linear(1, Tensor.of(weights, 2, size), null),
                List.of("f"),
                "y"));
    return new Graph(
        "x",
        nodes,
        List.of("y"),
        Map.of("x", shape, "s", shape, "b", shape, "f", Shape.of(size), "y", Shape.of(2)));
  }

  private static float[] output(Graph graph, float[] signal) {
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      float[][] outputs = new float[1][];
      network.predict(1, source(signal), (row, values) -> outputs[row] = values.clone());
      return outputs[0];
    }
  }

  private static Network.RowSource source(float[] signal) {
    return (row, target, offset) -> System.arraycopy(signal, 0, target, offset, signal.length);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void valuesAreThoseOfSciPy(String name, JsonNode one) {
    Preprocessing steps = Preprocessing.of(Preprocessing.read(one.path("steps")));
    float[] signal = signal(one);
    SignalForm after = steps.after(form(signal));
    Graph echo = echo(Shape.of(after.leads(), after.samples()));
    int every = one.path("every").intValue();

    JsonNode values = one.path("values");
    double largest = largest(one);
    if (after.windows() > 1) {
      // The windows' outputs are aggregated: their mean is that of the values.
      float[] outputs = output(steps.before(echo, form(signal)), signal);
      int size = values.size() / after.windows();
      assertThat(outputs).hasSize(size);
      for (int i = 0; i < size; i++) {
        double mean = 0;
        for (int window = 0; window < after.windows(); window++) {
          mean += values.path(window * size + i).doubleValue() / after.windows();
        }
        assertThat((double) outputs[i]).isCloseTo(mean, within(1e-6 * largest));
      }
      return;
    }
    float[] outputs = output(steps.before(echo, form(signal)), signal);
    int samples = (after.samples() + every - 1) / every;
    assertThat(values).hasSize(2 * samples);
    for (int lead = 0; lead < 2; lead++) {
      for (int i = 0; i < samples; i++) {
        assertThat((double) outputs[lead * after.samples() + i * every])
            .as("lead %d sample %d", lead, i * every)
            .isCloseTo(values.path(lead * samples + i).doubleValue(), within(2e-6 * largest));
      }
    }
  }

  /** In a random direction, by central differences. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void derivativesReachTheRecord(String name, JsonNode one) {
    Preprocessing steps = Preprocessing.of(Preprocessing.read(one.path("steps")));
    float[] signal = signal(one);
    SignalForm after = steps.after(form(signal));
    Graph graph =
        steps.before(bent(Shape.of(after.leads(), after.samples()), largest(one)), form(signal));
    Random random = new Random(11);
    float[] direction = new float[signal.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) random.nextGaussian();
      // Of equal values any may be a median.
      signal[i] += (float) random.nextGaussian();
    }
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      float[][] gradient = new float[1][];
      network.gradients(
          1,
          source(signal),
          new int[] {1},
          BackwardRule.GRADIENT,
          (row, target, g, prediction) -> gradient[row] = g.clone());
      double along = 0;
      double size = 0;
      for (int i = 0; i < direction.length; i++) {
        along += (double) gradient[0][i] * direction[i];
        size += Math.abs(gradient[0][i] * direction[i]);
      }
      double step = 0.1;
      // Within a step some medians become others.
      double tolerance = name.contains("baseline") ? 1e-2 : 2e-3;
      double above = output(graph, moved(signal, direction, step))[1];
      double below = output(graph, moved(signal, direction, -step))[1];
      assertThat(along).isCloseTo((above - below) / (2 * step), within(tolerance * size + 1e-4));
    }
  }

  private static float[] moved(float[] signal, float[] direction, double step) {
    float[] moved = signal.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  /** Against a zero baseline, and against another record. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void multipliersAreComplete(String name, JsonNode one) {
    Preprocessing steps = Preprocessing.of(Preprocessing.read(one.path("steps")));
    float[] signal = signal(one);
    SignalForm after = steps.after(form(signal));
    Graph graph =
        steps.before(bent(Shape.of(after.leads(), after.samples()), largest(one)), form(signal));
    float[] reversed = signal.clone();
    for (int i = 0; i < signal.length; i++) {
      reversed[i] = signal[signal.length - 1 - i];
    }
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      for (float[] baseline : List.of(new float[signal.length], reversed)) {
        network.multipliers(
            1,
            source(signal),
            baseline,
            new int[] {0},
            (row, target, multipliers, prediction, reference) -> {
              double sum = 0;
              double size = Math.abs(prediction) + Math.abs(reference);
              for (int i = 0; i < signal.length; i++) {
                double part = (double) multipliers[i] * ((double) signal[i] - baseline[i]);
                assertThat(part).isFinite();
                sum += part;
                size += Math.abs(part);
              }
              assertThat(sum).isCloseTo((double) prediction - reference, within(1e-5 * size));
            });
      }
    }
  }

  /** A window's logit is the sum of its samples; 1, 2 and 4 are the sums of the windows. */
  @ParameterizedTest
  @EnumSource
  void classesOfWindowsHaveLogits(Window.Aggregate aggregate) {
    Graph sigmoid =
        OnnxModels.model(17)
            .input("x", "batch", 1, 2)
            .constant("w", new float[] {1, 1}, 2, 1)
            .node("Flatten", "x -> f")
            .node("MatMul", "f, w -> l")
            .node("Sigmoid", "l -> y")
            .output("y")
            .graph(1, 2);
    Graph whole =
        Preprocessing.of(List.of(new Window(2, 2, aggregate)))
            .before(sigmoid, new SignalForm(1, 6, null, null));
    float[] signal = {1, 0, 1, 1, 3, 1};
    boolean maximum = aggregate == Window.Aggregate.MAX;

    assertThat(Probabilities.has(whole, 0)).isTrue();
    Readout logit = new Readout(0, true, Readout.OverTime.STEP, null, false);
    ReadGraph read = ReadGraph.of(whole, List.of(logit));
    float[] outputs = output(read.graph(), signal);
    double mean = 0;
    for (double sum : new double[] {1, 2, 4}) {
      mean += 1 / (1 + Math.exp(-sum)) / 3;
    }
    assertThat((double) outputs[0])
        .isCloseTo(maximum ? 1 / (1 + Math.exp(-4)) : mean, within(1e-6));
    assertThat((double) outputs[read.outputs().get(0)])
        .isCloseTo(maximum ? 4 : 7 / 3.0, within(1e-6));
  }

  /** Its constants are not learned, and it is not what Grad-CAM maps. */
  @Test
  void stepsAreNoLayersOfTheNetwork() {
    Graph network =
        OnnxModels.model(17)
            .input("x", "batch", 2, 20)
            .weights("w", 4, 2, 3)
            .node("Conv", "x, w -> c")
            .node("Relu", "c -> r")
            .node("GlobalAveragePool", "r -> p")
            .node("Flatten", "p -> y")
            .output("y")
            .graph(2, 20);
    Graph whole =
        Preprocessing.of(
                List.of(
                    new SplineBaseline(40, 20),
                    new Resample(100),
                    new ZScore(Over.CONSTANTS, List.of(1.0, 2.0), List.of(3.0, 4.0), null, 0)))
            .before(network, new SignalForm(2, 100, 500.0, "uV"));

    assertThat(WeightRandomisation.layers(whole)).isEqualTo(WeightRandomisation.layers(network));
    assertThat(MappedLayer.names(whole)).isEqualTo(MappedLayer.names(network));
    assertThat(MappedLayer.last(whole)).isEqualTo(MappedLayer.last(network));
    assertThat(whole.convolutions()).isEqualTo(network.convolutions());
  }

  /** A factor of large terms repeats nothing: it is one matrix. The filter itself is SciPy's. */
  @Test
  void ratesWithoutACommonDivisorAreResampledToo() {
    float[] signal = signal(FILE.path("cases").path(0));
    SignalForm form = form(signal);
    double[] exact = new double[signal.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = signal[i];
    }
    for (double rate : List.of(33.333, 499.999, 0.7)) {
      Resample step = new Resample(rate);
      SignalForm after = step.after(form);
      double[] expected = Resampling.between(form.rate(), rate).resampled(exact, 2);
      assertThat(expected).hasSize(2 * after.samples());
      Graph echo = echo(new Shape(1, List.of(2, after.samples())));
      float[] found = output(Preprocessing.of(List.of(step)).before(echo, form), signal);
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5 * largest));
      }
    }
    SignalForm hour = new SignalForm(12, 1_800_000, 500.0, "uV");
    Graph echo = echo(new Shape(1, List.of(12, 119_999)));
    assertThatThrownBy(() -> Preprocessing.of(List.of(new Resample(33.333))).before(echo, hour))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("33333/500000");
  }

  @Test
  void aCardThatMakesHugeSignalsIsRefused() {
    assertThatThrownBy(
            () ->
                Preprocessing.of(List.of(new Pad(2_000_000_000, Place.END, 0)))
                    .after(new SignalForm(12, 5000, 500.0, "uV")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("preprocessing[0] (pad): makes 12 leads × 2000000000 samples");
  }
}
