package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.ecglens.net.EngineSettings;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.random.Draws;
import org.ecglens.testing.Npz;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualNetworkTest {
  /** As python/training/fixture.py makes it. */
  private static final Architecture SMALL =
      new Architecture(
          3, 40, List.of(new Architecture.Stem(6, 4), new Architecture.Stem(4, 3)), 2, 2, 5, 8, 2);

  private static final int ROWS = 6;

  @BeforeAll
  static void engine() {
    EngineSettings.beforeLoading();
    Engine.getEngine("PyTorch");
  }

  @Test
  void thePaperNetworkHasItsParameters() {
    assertThat(Architecture.PAPER.parameters()).isEqualTo(1_653_313);
    assertThat(Slots.parameters(Architecture.PAPER).size()).isEqualTo(1_653_313);
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECT, FLOAT64, 3e-6",
    "SPECTRAL, FLOAT64, 3e-6",
    "DIRECT, FLOAT32, 2e-4",
    "SPECTRAL, FLOAT32, 2e-4"
  })
  void trainsAsPyTorchDoes(ConvolutionChoice choice, DataType type, double tolerance)
      throws IOException, URISyntaxException {
    Path file = Path.of(getClass().getResource("/training/steps.npz").toURI());
    try (Npz expected = Npz.open(file);
        ResidualNetwork network = network(vectors(expected, "initial"), choice, type)) {
      Adam adam =
          new Adam(Adam.Moments.none(Slots.parameters(SMALL).size()), network.memory(), type);
      for (int step = 0; step < 3; step++) {
        float[] signals = floats(expected.array("signals").slice(step));
        float[] targets = floats(expected.array("targets").slice(step));
        try (NDManager scratch = network.memory().newSubManager()) {
          ResidualNetwork.Step result =
              network.step(
                  array(scratch, signals, type, ROWS, 3, 1, 40),
                  array(scratch, targets, type, ROWS, 2),
                  array(scratch, equal(ROWS * 2), type, ROWS, 2),
                  Loss.MSE);
          assertThat(result.loss())
              .isCloseTo(expected.array("losses").values()[step], within(tolerance));
          if (step == 0) {
            compare(
                Slots.parameters(SMALL),
                doubles(result.gradient()),
                expected,
                "gradient",
                tolerance);
          }
          adam.step(network.parameters(), result.gradient(), 0.008);
          network.refresh();
        }
      }
      NetworkState trained = network.state();
      compare(
          Slots.parameters(SMALL), doubles(trained.parameters()), expected, "trained", tolerance);
      compare(
          Slots.statistics(SMALL), doubles(trained.statistics()), expected, "trained", tolerance);
      try (NDManager scratch = network.memory().newSubManager()) {
        NDArray x =
            array(scratch, floats(expected.array("signals").slice(0)), type, ROWS, 3, 1, 40);
        assertThat(doubles(network.predict(x)))
            .usingComparatorWithPrecision(10 * tolerance)
            .containsExactly(expected.array("predictions").values());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"DIRECT, MSE", "SPECTRAL, MSE", "DIRECT, BCE"})
  void gradientsAreThoseOfFiniteDifferences(ConvolutionChoice choice, Loss loss) {
    NetworkState state = NetworkState.initial(SMALL, 3);
    double[] draws = new double[ROWS * 3 * 40];
    Draws.of(1, "signals").gaussians(0, draws);
    float[] targets = {1, -1, 0.5f, 2, -2, 0, 1, 1, 3, -0.5f, 0, 1};
    if (loss.isOfClasses()) {
      for (int i = 0; i < targets.length; i++) {
        targets[i] = targets[i] > 0 ? 1 : 0;
      }
    }
    // A target that is absent has no weight.
    float[] weights = equal(ROWS * 2);
    weights[3] = 0;
    try (ResidualNetwork network = network(state, choice, DataType.FLOAT64);
        NDManager scratch = network.memory().newSubManager()) {
      NDArray x = array(scratch, floats(draws), DataType.FLOAT64, ROWS, 3, 1, 40);
      NDArray t = array(scratch, targets, DataType.FLOAT64, ROWS, 2);
      NDArray w = array(scratch, weights, DataType.FLOAT64, ROWS, 2);
      double[] gradient = doubles(network.step(x, t, w, loss).gradient());
      double step = 1e-5;
      for (int i = 0; i < gradient.length; i += 7) {
        double upper = shifted(network, i, step, x, t, w, loss);
        double lower = shifted(network, i, -2 * step, x, t, w, loss);
        shifted(network, i, step, x, t, w, loss);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isCloseTo((upper - lower) / (2 * step), within(1e-6 + 1e-5 * Math.abs(gradient[i])));
      }
    }
  }

  private static double shifted(
      ResidualNetwork network, int index, double step, NDArray x, NDArray t, NDArray w, Loss loss) {
    double[] change = new double[Slots.parameters(SMALL).size()];
    change[index] = step;
    try (NDArray shift = network.memory().create(change)) {
      network.parameters().addi(shift);
    }
    network.refresh();
    return network.step(x, t, w, loss).loss();
  }

  private static ResidualNetwork network(
      NetworkState state, ConvolutionChoice choice, DataType type) {
    EngineSettings.onThisThread();
    return new ResidualNetwork(
        SMALL, state, choice, NDManager.newBaseManager(Device.cpu(), "PyTorch"), type);
  }

  private static NetworkState vectors(Npz file, String moment) {
    return new NetworkState(
        vector(Slots.parameters(SMALL), file, moment),
        vector(Slots.statistics(SMALL), file, moment));
  }

  private static float[] vector(Slots slots, Npz file, String moment) {
    float[] vector = new float[slots.size()];
    each(
        slots,
        (slot, name) -> {
          float[] values = floats(file.array(moment + "/" + name).values());
          System.arraycopy(values, 0, vector, slot.offset(), values.length);
        });
    return vector;
  }

  private static void compare(
      Slots slots, double[] vector, Npz file, String moment, double tolerance) {
    each(
        slots,
        (slot, name) -> {
          double[] values = file.array(moment + "/" + name).values();
          for (int i = 0; i < values.length; i++) {
            assertThat(vector[slot.offset() + i])
                .as("%s of %s [%d]", moment, name, i)
                .isCloseTo(values[i], within(tolerance * (1 + Math.abs(values[i]))));
          }
        });
  }

  private static void each(Slots slots, BiConsumer<Slots.Slot, String> use) {
    slots.all().forEach(slot -> use.accept(slot, slot.name()));
  }

  private static NDArray array(NDManager manager, float[] values, DataType type, long... dims) {
    return manager.create(values, new Shape(dims)).toType(type, false);
  }

  private static float[] equal(int size) {
    float[] weights = new float[size];
    java.util.Arrays.fill(weights, 1f / size);
    return weights;
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
