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

  private List<Row> table(String name, String... columns) {
    return SparkSessions.local()
        .read()
        .parquet(folder.resolve(name).toString())
        .selectExpr(columns)
        .collectAsList();
  }

  @Test
  void aCardsStepsStandForPreparedRecords() throws Exception {
    JsonNode file = values();
    JsonNode usual = file.path("cases").path(file.path("cases").size() - 1);
    float[] recorded = floats(file.path("signals").path("short"));
    float[] prepared = floats(usual.path("values"));
    Path raw = records("raw", 500, "uV", List.of(recorded));
    Path ready = records("ready", 100, "z", List.of(prepared));
    model(folder.resolve("steps.onnx"), prepared.length / LEADS);
    model(folder.resolve("plain.onnx"), prepared.length / LEADS);
    Files.writeString(
        folder.resolve("steps.card.json"),
        """
        {"input": {"leads": ["I", "II"], "sample_rate_hz": 500, "samples": 340, "unit": "uV"},
         "preprocessing": %s}
        """
            .formatted(usual.path("steps")));

    run("steps", raw, "out-steps");
    run("plain", ready, "out-plain");

    List<Row> steps = table("out-steps/predictions", "prediction");
    List<Row> plain = table("out-plain/predictions", "prediction");
    double expected = plain.get(0).getDouble(0);
    assertThat(steps.get(0).getDouble(0)).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    for (Row map : table("out-steps/attributions", "method", "attribution", "delta")) {
      assertThat(map.getList(1)).as(map.getString(0)).hasSize(recorded.length);
      if (!map.isNullAt(2)) {
        assertThat(map.getDouble(2)).as(map.getString(0)).isCloseTo(0, within(2e-3));
      }
    }
    JsonNode manifest =
        new ObjectMapper().readTree(folder.resolve("out-steps/manifest.json").toFile());
    assertThat(manifest.path("models").path(0).path("preprocessing").path(0).asText())
        .isEqualTo("band-pass (low_hz 0.5, high_hz 40.0, order 3)");
  }

  private void run(String model, Path records, String out) throws Exception {
    Commands.run(
        new AttributeJob(),
        "--model=" + folder.resolve(model + ".onnx"),
        "--records=" + records,
        "--methods=saliency,integrated-gradients,deeplift,guided-backprop",
        "--preset=captum",
        "--out=" + folder.resolve(out));
  }
}
