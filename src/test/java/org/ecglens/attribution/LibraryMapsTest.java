package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.net.Network;
import org.ecglens.testing.Npz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps against those of Captum, zennit and pytorch-grad-cam in double precision: python/oracle. */
class LibraryMapsTest {
  private static final Path FOLDER = Path.of("src/test/resources/libraries");
  private static final double TOLERANCE = 1e-4;
  private static final int LEADS = 3;

  /** Maps before a ReLU, of the layer's own length: nearest repeats each value. */
  @ParameterizedTest
  @CsvSource({
    "plain, grad-cam, /relu2/Relu",
    "plain, grad-cam-plus-plus, /relu2/Relu",
    "plain, layer-cam, /relu2/Relu",
    "plain, score-cam, /conv2/Conv",
    "residual, grad-cam, /blocks/blocks.1/relu2/Relu",
    "residual, grad-cam-plus-plus, /blocks/blocks.1/relu2/Relu",
    "residual, layer-cam, /blocks/blocks.1/relu2/Relu",
  })
  void mapsOfLayersAreThoseOfPytorchGradCam(String model, String method, String layer)
      throws IOException {
    Map<String, String> options =
        Map.of(
            method + ".layer",
            layer,
            method + ".relu",
            "false",
            method + ".interpolation",
            "nearest");
    String array = method.equals("score-cam") ? "score-cam.softmax" : method;
    compare(model, Methods.create(method, Preset.CAPTUM, options), array, TOLERANCE);
  }

  @Test
  void deepLiftOfSeveralReferencesIsThatOfCaptumAndComplete() throws IOException {
    AttributionMethod method =
        new DeepLiftShap(RecordReferences.named("records"), 3).with(references("residual"));
    for (Attribution[] record : compare("residual", method, "deeplift-shap", TOLERANCE)) {
      for (Attribution one : record) {
        assertThat(one.delta()).isCloseTo(0, within(1e-4 * Math.abs(one.prediction()) + 1e-5));
      }
    }
  }

  /** Captum's integrated gradients, averaged over the references, are the expectation. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "residual"})
  void expectedGradientsComeToTheirExpectation(String model) throws IOException {
    AttributionMethod method =
        new ExpectedGradients(6000, RecordReferences.named("records"), 3).with(references(model));
    compare(model, method, "expected-gradients", 0.05);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "residual"})
  void stepsOfThePathAreSharedOutBySquaredGradients(String model) throws IOException {
    for (Attribution[] record : compare(model, new Idgi(20, Baseline.zero()), "idgi", TOLERANCE)) {
      for (Attribution one : record) {
        assertThat(one.delta()).isCloseTo(0, within(1e-5 * Math.abs(one.prediction()) + 1e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "composite, composite, 1e-6, 0.25, 1",
    "composite-gamma, composite-gamma, 1e-6, 0.25, 1",
    "epsilon, epsilon, 1e-6, 0.25, 1",
    "epsilon-large, epsilon, 0.1, 0.25, 1",
    "gamma, gamma, 1e-6, 0.5, 1",
    "alpha-beta, alpha-beta, 1e-6, 0.25, 2",
    "z-plus, alpha-beta, 1e-6, 0.25, 1",
    "flat, flat, 1e-6, 0.25, 1",
  })
  void relevancesAreThoseOfZennit(
      String array, String rule, String epsilon, String gamma, String alpha) throws IOException {
    Map<String, String> options =
        Map.of("lrp.rule", rule, "lrp.epsilon", epsilon, "lrp.gamma", gamma, "lrp.alpha", alpha);
    AttributionMethod method = Methods.create("lrp", Preset.PAPER, options);
    for (String model : List.of("plain", "residual")) {
      compare(model, method, "lrp." + array, TOLERANCE);
    }
  }

  private static List<float[]> references(String model) throws IOException {
    try (Npz arrays = Npz.open(FOLDER.resolve(model + ".npz"))) {
      return signals(arrays.array("references"));
    }
  }

  /** Attributions of both records and both targets. */
  private static Attribution[][] compare(
      String model, AttributionMethod method, String array, double tolerance) throws IOException {
    try (Npz arrays = Npz.open(FOLDER.resolve(model + ".npz"))) {
      List<float[]> signals = signals(arrays.array("x"));
      int samples = signals.get(0).length / LEADS;
      try (Network network = GoldenModels.open(FOLDER.resolve(model + ".onnx"), LEADS, samples)) {
        NetworkBatch batch = Batches.of(network, new int[] {0, 1}, signals.toArray(new float[0][]));
        Attribution[][] actual = method.attribute(batch);
        Npz.Array expected = arrays.array(array);
        for (int target = 0; target < 2; target++) {
          double[] maps = expected.slice(target);
          int points = maps.length / signals.size();
          for (int record = 0; record < signals.size(); record++) {
            double[] map = Arrays.copyOfRange(maps, record * points, (record + 1) * points);
            close(actual[record][target].values(), map, tolerance);
          }
        }
        return actual;
      }
    }
  }

  private static void close(float[] ours, double[] theirs, double tolerance) {
    double largest = Arrays.stream(theirs).map(Math::abs).max().orElseThrow();
    double error = 0;
    for (int i = 0; i < theirs.length; i++) {
      error = Math.max(error, Math.abs(ours[i] - theirs[i]));
    }
    assertThat(largest).isPositive();
    assertThat(error / largest).isLessThanOrEqualTo(tolerance);
  }

  private static List<float[]> signals(Npz.Array x) {
    List<float[]> signals = new ArrayList<>();
    for (int record = 0; record < x.shape()[0]; record++) {
      double[] values = x.slice(record);
      float[] signal = new float[values.length];
      for (int i = 0; i < signal.length; i++) {
        signal[i] = (float) values[i];
      }
      signals.add(signal);
    }
    return signals;
  }
}
