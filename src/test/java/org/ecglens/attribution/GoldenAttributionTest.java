package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.assertj.core.api.SoftAssertions;
import org.ecglens.net.Network;
import org.ecglens.testing.GoldenRecords;
import org.ecglens.testing.Npz;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributions of trained networks on recorded ECGs against those of PyTorch and Captum. */
class GoldenAttributionTest {
  private static final double TOLERANCE = 1e-4;
  private static final Path ORACLE =
      Path.of(System.getProperty("ecglens.oracle", "src/test/resources/oracle"));

  /** The expected values of the random methods have 10 bits. */
  private static final double ROUNDING = 0x1p-11;

  private static final List<String> SAME_IN_BOTH_PRESETS =
      List.of("input-x-gradient", "deconvolution", "guided-backprop");
  private static final List<String> STOCHASTIC =
      List.of("gradient-shap", "smoothgrad", "smoothgrad-signed");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maxpool.onnx",
        "maxpool.dynamo.onnx",
        "residual-small.onnx",
        "residual-small.dynamo.onnx",
        "residual.onnx",
        "wang.onnx",
        "wang.dynamo.onnx"
      })
  @Tag("slow")
  void attributionsAreThoseOfPyTorch(String file) throws IOException {
    compare(SharedFolder.path("goldens").getParent(), file);
  }

  /** Networks of other people's building blocks: see python/oracle. */
  @ParameterizedTest
  @MethodSource("oracle")
  void buildingBlocksAreExplainedAsByPyTorch(String file) throws IOException {
    compare(ORACLE, file);
  }

  private static List<String> oracle() throws IOException {
    try (Stream<Path> files = Files.list(ORACLE.resolve("models"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void compare(Path folder, String file) throws IOException {
    String model = file.substring(0, file.indexOf('.'));
    Path goldens = folder.resolve("goldens");
    JsonNode facts =
        new ObjectMapper().readTree(Files.readString(goldens.resolve(model + ".json")));
    GoldenRecords records = GoldenRecords.read(goldens.resolve(model + ".parquet"));
    int[] targets =
        StreamSupport.stream(facts.get("targets").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .toArray();
    SoftAssertions softly = new SoftAssertions();
    try (Network network =
            GoldenModels.open(
                folder.resolve("models").resolve(file), records.leads(), records.samples());
        Npz expected = Npz.open(goldens.resolve(model + ".npz"))) {
      NetworkBatch batch =
          new NetworkBatch(
              network,
              model,
              20_260,
              records.leads(),
              records.samples(),
              targets,
              records.recordIds(),
              records.signals());
      Map<String, String> layers = layers(facts, file);
      if (folder != ORACLE) {
        assertThat(layers).containsValue(network.lastLayer().node());
      }
      predictions(batch, expected, softly);
      boolean stochastic = facts.has("draws");
      for (Preset preset : Preset.values()) {
        for (String name : Methods.paper()) {
          boolean mapped = !name.endsWith("grad-cam") || !layers.isEmpty();
          if (!name.equals("random") && (stochastic || !STOCHASTIC.contains(name)) && mapped) {
            compare(batch, name, preset, layers, name, expected, facts, softly);
          }
        }
        if (stochastic) {
          compare(
              batch,
              "smoothgrad",
              preset,
              Map.of("smoothgrad.signed", "true"),
              "smoothgrad-signed",
              expected,
              facts,
              softly);
        }
      }
      previousRecord(batch, expected, facts, softly);
    }
    softly.assertAll();
  }

  /** The node for Grad-CAM as options; none where the expected values have no such map. */
  private static Map<String, String> layers(JsonNode facts, String file) {
    JsonNode node = facts.at("/grad_cam").path(file).path("node");
    return node.isMissingNode()
        ? Map.of()
        : Map.of("grad-cam.layer", node.asText(), "guided-grad-cam.layer", node.asText());
  }

  private static void predictions(NetworkBatch batch, Npz expected, SoftAssertions softly) {
    Npz.Array array = expected.array("prediction");
    for (int record = 0; record < batch.records(); record++) {
      double[] outputs = array.slice(record);
      double largest = Arrays.stream(outputs).map(Math::abs).max().orElseThrow();
      for (int target = 0; target < batch.targets().length; target++) {
        softly
            .assertThat(
                Math.abs(batch.predictions()[record][target] - outputs[batch.targets()[target]]))
            .as("prediction of %s", batch.recordId(record))
            .isLessThanOrEqualTo(1e-5 * largest);
      }
    }
  }

  private static void compare(
      NetworkBatch batch,
      String method,
      Preset preset,
      Map<String, String> options,
      String array,
      Npz expected,
      JsonNode facts,
      SoftAssertions softly) {
    Attribution[][] actual = Methods.create(method, preset, options).attribute(batch);
    String folder = SAME_IN_BOTH_PRESETS.contains(array) ? "paper" : preset.toString();
    for (int target = 0; target < batch.targets().length; target++) {
      String suffix = "/" + batch.targets()[target];
      String key = folder + "/" + array + suffix;
      if (STOCHASTIC.contains(array)) {
        int draws = Integer.parseInt(Methods.settings(method, preset, options).get("draws"));
        double error = facts.get("standard_error_over_sd").path(folder + "/" + array).asDouble();
        stochastic(
            key,
            actual,
            target,
            expected.array(key),
            expected.array(folder + "/" + array + ".sd" + suffix),
            1.0 / draws + error * error,
            softly);
      } else {
        deterministic(key, actual, target, expected.array(key), facts, softly);
      }
      if (key.startsWith("captum/deeplift")) {
        gaps(key, actual, target, softly);
      }
    }
  }

  /** The record before is the baseline; before the first comes the last. */
  private static void previousRecord(
      NetworkBatch batch, Npz expected, JsonNode facts, SoftAssertions softly) {
    Attribution[][] actual = new DeepLift(new PreviousRecord(), false).attribute(batch);
    for (int target = 0; target < batch.targets().length; target++) {
      String key = "previous-record/deeplift/" + batch.targets()[target];
      deterministic(key, actual, target, expected.array(key), facts, softly);
    }
    gaps("previous-record", new DeepLift(new PreviousRecord(), true).attribute(batch), 0, softly);
  }

  private static void deterministic(
      String key,
      Attribution[][] actual,
      int target,
      Npz.Array expected,
      JsonNode facts,
      SoftAssertions softly) {
    double tolerance = Math.max(TOLERANCE, facts.get("float32_limit").path(key).asDouble());
    for (int record = 0; record < actual.length; record++) {
      double[] values = expected.slice(record);
      float[] ours = actual[record][target].values();
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      double error =
          IntStream.range(0, values.length)
              .mapToDouble(i -> Math.abs(ours[i] - values[i]))
              .max()
              .orElseThrow();
      softly
          .assertThat(error)
          .as("%s record %d, largest value %g", key, record, largest)
          .isLessThanOrEqualTo(tolerance * largest);
    }
  }

  /**
   * The root mean square of z over points and records. All points of a record share its draws: at
   * worst they move as one, and the mean square is that of as many independent normal numbers as
   * there are records, which a chi-square quantile bounds.
   *
   * @param variance of the difference of result and expectation, over that of one draw
   */
  private static void stochastic(
      String key,
      Attribution[][] actual,
      int target,
      Npz.Array expectation,
      Npz.Array deviation,
      double variance,
      SoftAssertions softly) {
    double squares = 0;
    int points = 0;
    for (int record = 0; record < actual.length; record++) {
      double[] means = expectation.slice(record);
      double[] deviations = deviation.slice(record);
      float[] ours = actual[record][target].values();
      double largest = Arrays.stream(means).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < means.length; i++) {
        double rounding = ROUNDING * Math.abs(means[i]) + 1e-6 * largest;
        double difference = ours[i] - means[i];
        squares +=
            difference
                * difference
                / (deviations[i] * deviations[i] * variance + rounding * rounding);
        points++;
      }
    }
    double bound =
        new ChiSquaredDistribution(actual.length).inverseCumulativeProbability(0.9999)
            / actual.length;
    softly
        .assertThat(Math.sqrt(squares / points))
        .as("root mean square of z of %s", key)
        .isLessThanOrEqualTo(Math.sqrt(bound));
  }

  /**
   * Gaps are float32's rounding: of the outputs that are subtracted, and of the contributions that
   * are summed, which can be far larger where normalisations make them cancel.
   */
  private static void gaps(
      String key, Attribution[][] multiplied, int target, SoftAssertions softly) {
    for (Attribution[] record : multiplied) {
      Attribution attribution = record[target];
      double sum = 0;
      double size = 0;
      for (float value : attribution.values()) {
        sum += value;
        size += Math.abs(value);
      }
      double baselinePrediction = attribution.prediction() - (sum - attribution.delta());
      double output = Math.max(Math.abs(attribution.prediction()), Math.abs(baselinePrediction));
      softly
          .assertThat(Math.abs(attribution.delta()))
          .as("completeness gap of %s", key)
          .isLessThanOrEqualTo(TOLERANCE * output + 1e-6 * size);
    }
  }

  private record PreviousRecord() implements Baseline {
    @Override
    public float[] of(ExplainableBatch batch, int record) {
      return batch.signal((record + batch.records() - 1) % batch.records());
    }

    @Override
    public boolean shared() {
      return false;
    }
  }
}
