package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.testing.Commands;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network behind the steps of its card, and the same network on records that SciPy prepared by
 * these steps ({@code python/preprocessing}).
 */
class PreprocessedJobsTest {
  private static final int LEADS = 2;
  private static final StructType SCHEMA =
      new StructType()
          .add("record_id", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("leads", DataTypes.createArrayType(DataTypes.StringType))
          .add("sample_rate_hz", DataTypes.DoubleType)
          .add("samples", DataTypes.IntegerType)
          .add("unit", DataTypes.StringType)
          .add("signal", DataTypes.createArrayType(DataTypes.FloatType));

  @TempDir Path folder;

  private static JsonNode values() throws IOException {
    try (InputStream in =
        PreprocessedJobsTest.class.getResourceAsStream("/org/ecglens/preprocess/values.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Path model(Path file, int samples) {
    return OnnxModels.model(17)
        .input("x", "batch", LEADS, samples)
        .weights("w", 4, LEADS, 5)
        .node("Conv", "x, w -> c", "pads", new int[] {2, 2})
        .node("Relu", "c -> r")
        .node("Flatten", "r -> f")
        .weights("v", 4 * samples, 1)
        .node("MatMul", "f, v -> y")
        .output("y")
        .write(file);
  }

  private Path records(String name, double rate, String unit, List<float[]> signals) {
    List<Row> rows = new ArrayList<>();
    for (float[] signal : signals) {
      rows.add(
          RowFactory.create(
              "r" + rows.size(),
              "rhythm",
              List.of("I", "II"),
              rate,
              signal.length / LEADS,
              unit,
              signal));
    }
    Path path = folder.resolve(name);
    SparkSessions.local().createDataFrame(rows, SCHEMA).write().parquet(path.toString());
    return path;
  }

  private static float[] floats(Iterable<JsonNode> values) {
    List<Float> all = new ArrayList<>();
    for (JsonNode value : values) {
      (value.isArray() ? value : List.of(value)).forEach(one -> all.add(one.floatValue()));
    }
    float[] result = new float[all.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = all.get(i);
    }
    return result;
  }

  private List<Row> table(String name, String more, String... columns) {
    return SparkSessions.local()
        .read()
        .parquet(folder.resolve(name).toString())
        .orderBy("record_id", more)
        .selectExpr(columns)
        .collectAsList();
  }

  /** Of recorded and prepared signal, the steps between them. */
  private JsonNode usual() throws IOException {
    JsonNode cases = values().path("cases");
    return cases.path(cases.size() - 1);
  }

  private void card(String name, String more) throws IOException {
    Files.writeString(
        folder.resolve(name + ".card.json"),
        """
        {"input": {"leads": ["I", "II"], "sample_rate_hz": 500, "samples": 340, "unit": "uV"},
         "preprocessing": %s%s}
        """
            .formatted(usual().path("steps"), more));
  }

  private static float[] negative(float[] signal) {
    float[] negative = new float[signal.length];
    for (int i = 0; i < signal.length; i++) {
      negative[i] = -signal[i];
    }
    return negative;
  }

  @Test
  void aCardsStepsStandForPreparedRecords() throws Exception {
    float[] recorded = floats(values().path("signals").path("short"));
    float[] prepared = floats(usual().path("values"));
    // The steps make the negative of a record its negative; methods with references need another.
    Path raw = records("raw", 500, "uV", List.of(recorded, negative(recorded)));
    Path ready = records("ready", 100, "z", List.of(prepared, negative(prepared)));
    for (String name : List.of("plain", "steps", "behind")) {
      model(folder.resolve(name + ".onnx"), prepared.length / LEADS);
    }
    card("steps", "");
    card("behind", ", \"attributions_of\": \"network_input\"");

    run("plain", ready, "saliency,integrated-gradients,deeplift,deeplift-shap");
    run("steps", raw, "saliency,deeplift,guided-backprop,grad-cam");
    run("behind", raw, "saliency,integrated-gradients,deeplift,deeplift-shap");

    double expected = prediction("plain");
    assertThat(prediction("steps")).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    assertThat(prediction("behind")).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    for (Row map : maps("steps")) {
      assertThat(map.getList(1)).as(map.getString(0)).hasSize(recorded.length);
      if (!map.isNullAt(2)) {
        assertThat(map.getDouble(2)).as(map.getString(0)).isCloseTo(0, within(2e-3));
      }
    }
    List<Row> plain = maps("plain");
    List<Row> behind = maps("behind");
    for (int method = 0; method < plain.size(); method++) {
      List<Float> map = behind.get(method).getList(1);
      List<Float> same = plain.get(method).getList(1);
      assertThat(map).hasSameSizeAs(same).hasSize(prepared.length);
      for (int i = 0; i < prepared.length; i++) {
        assertThat(map.get(i)).isCloseTo(same.get(i), within(1e-3f));
      }
    }
    JsonNode manifest =
        new ObjectMapper().readTree(folder.resolve("out-behind/manifest.json").toFile());
    JsonNode network = manifest.path("models").path(0);
    assertThat(network.path("preprocessing").path(0).asText())
        .isEqualTo("band-pass (low_hz 0.5, high_hz 40.0, order 3)");
    assertThat(network.path("input").path("samples").asInt()).isEqualTo(340);
    assertThat(network.path("explained").path("samples").asInt()).isEqualTo(68);
  }

  /** Perturbed records go through the steps as well, and what they are divided by does. */
  @Test
  void networksBehindStepsAreEvaluated() throws Exception {
    float[] recorded = floats(values().path("signals").path("short"));
    List<float[]> signals = new ArrayList<>();
    for (int record = 0; record < 4; record++) {
      float[] signal = recorded.clone();
      for (int i = 0; i < signal.length; i++) {
        signal[i] = signal[(i + 37 * record) % signal.length];
      }
      signals.add(signal);
    }
    Path raw = records("raw", 500, "uV", signals);
    for (String name : List.of("steps", "behind")) {
      model(folder.resolve(name + ".onnx"), 68);
      card(name, name.equals("steps") ? "" : ", \"attributions_of\": \"network_input\"");
    }
    Commands.run(
        new EvaluateJob(),
        "--model=" + folder.resolve("steps.onnx"),
        "--model=" + folder.resolve("behind.onnx"),
        "--records=" + raw,
        "--methods=saliency,input-x-gradient",
        "--out=" + folder.resolve("out"));
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("out/manifest.json").toFile());
    assertThat(manifest.path("quarantined").asInt(-1)).isZero();
    List<Row> scores = table("out/scores", "metric", "model", "metric", "value");
    for (String name : List.of("steps", "behind")) {
      assertThat(scores)
          .anyMatch(row -> row.getString(0).equals(name) && row.getString(1).equals("abpc"));
    }
  }

  private double prediction(String model) {
    return table("out-" + model + "/predictions", "target", "prediction").get(0).getDouble(0);
  }

  private List<Row> maps(String model) {
    return table("out-" + model + "/attributions", "method", "method", "attribution", "delta");
  }

  private void run(String model, Path records, String methods) throws Exception {
    Commands.run(
        new AttributeJob(),
        "--model=" + folder.resolve(model + ".onnx"),
        "--records=" + records,
        "--methods=" + methods,
        "--preset=captum",
        "--out=" + folder.resolve("out-" + model));
  }
}
