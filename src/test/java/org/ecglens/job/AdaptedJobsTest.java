package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.ecg.Resampling;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network for III, I and V1 at 250 Hz in mV, and records of I, II and V1 at 500 Hz in uV. */
class AdaptedJobsTest {
  private static final int RECORDS = 6;
  private static final int SAMPLES = 80;
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

  private Path model;
  private Path raw;
  private Path prepared;

  @BeforeEach
  void writeModelAndRecords() {
    model =
        OnnxModels.model(17)
            .input("x", "batch", 3, SAMPLES / 2)
            .weights("w", 4, 3, 5)
            .node("Conv", "x, w -> c", "pads", new int[] {2, 2})
            .node("Relu", "c -> r")
            .node("Flatten", "r -> f")
            .weights("v", 4 * SAMPLES / 2, 1)
            .node("MatMul", "f, v -> y")
            .output("y")
            .write(folder.resolve("rate.onnx"));
    Random random = new Random(5);
    List<Row> found = new ArrayList<>();
    List<Row> ready = new ArrayList<>();
    for (int record = 0; record < RECORDS; record++) {
      double[] signal = random.doubles(3 * SAMPLES, -2000, 2000).map(Math::rint).toArray();
      double[] millivolts = new double[3 * SAMPLES];
      for (int i = 0; i < SAMPLES; i++) {
        millivolts[i] = (signal[SAMPLES + i] - signal[i]) / 1000;
        millivolts[SAMPLES + i] = signal[i] / 1000;
        millivolts[2 * SAMPLES + i] = signal[2 * SAMPLES + i] / 1000;
      }
      double[] halved = new Resampling(1, 2).resampled(millivolts, 3);
      found.add(row(record, List.of("I", "II", "V1"), 500, "uV", signal));
      ready.add(row(record, List.of("III", "I", "V1"), 250, "mV", halved));
    }
    raw = write("raw", found);
    prepared = write("prepared", ready);
  }

  private static Row row(int id, List<String> leads, double rate, String unit, double[] signal) {
    List<Float> values = new ArrayList<>();
    for (double value : signal) {
      values.add((float) value);
    }
    return RowFactory.create(
        "r" + id, "rhythm", leads, rate, signal.length / leads.size(), unit, values);
  }

  private Path write(String name, List<Row> rows) {
    Path path = folder.resolve(name);
    SparkSessions.local().createDataFrame(rows, SCHEMA).write().parquet(path.toString());
    return path;
  }

  private void writeCard(String adapt) throws IOException {
    Files.writeString(
        folder.resolve("rate.card.json"),
        """
        {"input": {"leads": ["III", "I", "V1"], "sample_rate_hz": 250, "unit": "mV"}%s}
        """
            .formatted(adapt.isEmpty() ? "" : ", \"adapt\": " + adapt));
  }

  private String predicted(String name, Path records, String... options) throws Exception {
    String out = folder.resolve(name).toString();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--model=" + model, "--records=" + records, "--out=" + out));
    Commands.run(new PredictJob(), arguments.toArray(String[]::new));
    return out;
  }

  private static List<Row> predictions(String out) {
    return SparkSessions.local()
        .read()
        .parquet(out + "/predictions")
        .orderBy("record_id")
        .collectAsList();
  }

  private static JsonNode manifest(String out) throws IOException {
    return new ObjectMapper().readTree(Path.of(out, "manifest.json").toFile());
  }

  @Test
  void adaptedRecordsArePredictedAsPreparedOnes() throws Exception {
    writeCard("");
    List<Row> expected = predictions(predicted("ready", prepared));
    writeCard("[\"unit\", \"leads\", \"resample\"]");
    String out = predicted("adapted", raw, "--shard-size=2");
    List<Row> rows = predictions(out);
    assertThat(rows).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      double value = expected.get(i).getAs("prediction");
      assertThat(rows.get(i).<String>getAs("record_id"))
          .isEqualTo(expected.get(i).getAs("record_id"));
      assertThat(rows.get(i).<Double>getAs("prediction"))
          .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
    }
    assertThat(manifest(out).at("/models/0/input/adapt").toString())
        .isEqualTo("[\"unit\",\"leads\",\"resample\"]");
    JsonNode counts = manifest(out).get("counts");
    for (String step :
        List.of(
            "leads derived: III",
            "leads left out: II",
            "converted uV -> mV",
            "resampled 500 Hz -> 250 Hz")) {
      assertThat(counts.path("adapted/rate/" + step).asInt()).as(step).isEqualTo(RECORDS);
    }
  }

  @Test
  void preparedRecordsTakeNoSteps() throws Exception {
    writeCard("[\"unit\", \"leads\", \"resample\", \"crop\", \"pad\"]");
    assertThat(manifest(predicted("ready", prepared)).get("counts").toString())
        .doesNotContain("adapted");
  }

  @Test
  void recordsThatMayNotBeAdaptedGoToTheQuarantine() throws Exception {
    writeCard("[\"leads\", \"unit\"]");
    Path mixed = write("mixed", List.of());
    SparkSessions.local()
        .read()
        .parquet(prepared.toString())
        .where("record_id < 'r3'")
        .union(SparkSessions.local().read().parquet(raw.toString()).where("record_id >= 'r3'"))
        .write()
        .mode("overwrite")
        .parquet(mixed.toString());
    String out = predicted("refused", mixed, "--max-quarantined=1");
    List<Row> quarantine =
        SparkSessions.local()
            .read()
            .parquet(out + "/quarantine")
            .orderBy("record_id")
            .collectAsList();
    assertThat(quarantine).hasSize(3);
    assertThat(quarantine.get(0).<String>getAs("record_id")).isEqualTo("r3");
    assertThat(quarantine.get(0).<String>getAs("reason")).isEqualTo("sample_rate_hz");
    assertThat(quarantine.get(0).<String>getAs("detail"))
        .isEqualTo(
            "rate: sample_rate_hz: found 500.0, expected 250.0; give --adapt leads,unit,resample,"
                + " or \"adapt\": [\"leads\", \"unit\", \"resample\"] at the top level of the card");
    assertThat(predictions(out)).hasSize(3);
  }

  @Test
  void withoutStepsNothingIsAdapted() throws Exception {
    writeCard("");
    assertThatThrownBy(() -> predicted("none", raw))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none of the 6 records can be used")
        .hasMessageContaining(
            "leads: found [I, II, V1], expected [III, I, V1]; unit: found uV, expected mV;"
                + " sample_rate_hz: found 500.0, expected 250.0; give --adapt leads,unit,resample,"
                + " or \"adapt\": [\"leads\", \"unit\", \"resample\"] at the top level of the card");
  }

  @Test
  void unknownStepsAreRefusedWithASuggestion() throws Exception {
    writeCard("[\"resampel\"]");
    assertThatThrownBy(() -> predicted("card", raw))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rate.card.json: adapt")
        .hasMessageContaining("Did you mean 'resample'?");
    writeCard("");
    assertThatThrownBy(() -> predicted("option", raw, "--adapt=units"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("step of --adapt 'units'")
        .hasMessageContaining("Did you mean 'unit'?");
  }

  @Test
  void openNetworksMustSayHowLongResampledRecordsAre() throws Exception {
    model =
        OnnxModels.model(17)
            .input("x", "batch", 3, "samples")
            .node("GlobalAveragePool", "x -> p")
            .node("Flatten", "p -> y")
            .output("y")
            .write(folder.resolve("rate.onnx"));
    writeCard("[\"leads\", \"unit\", \"resample\"]");
    assertThatThrownBy(() -> predicted("open", raw))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("input.samples");
  }
}
