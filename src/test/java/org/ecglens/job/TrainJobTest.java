package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.net.training.Split;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainJobTest {
  @TempDir Path folder;

  private Path records;

  @BeforeEach
  void makeRecords() throws Exception {
    records = folder.resolve("records");
    Commands.run(new SynthJob(), "--records=120", "--seed=3", "--out=" + records);
  }

  private Result train(String out, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--records=" + records,
                "--out=" + folder.resolve(out),
                "--epochs=2",
                "--standardise",
                "--stem=6x5",
                "--blocks=1",
                "--inner-width=4",
                "--kernel=17",
                "--shard-size=30"));
    for (String option : more) {
      String name = option.replaceAll("=.*", "=");
      arguments.removeIf(usual -> usual.startsWith(name));
      arguments.add(option);
    }
    return Commands.run(new TrainJob(), arguments.toArray(String[]::new));
  }

  private Dataset<Row> table(String path) {
    return SparkSessions.local().read().parquet(folder.resolve(path).toString());
  }

  /** The card's test error is what the written file, run as any other model, does on the test. */
  @Test
  void writtenNetworksHaveTheErrorsOfTheirCards() throws Exception {
    Result result = train("trained", "--targets=QT,R", "--seeds=1,2");
    assertThat(String.join("\n", result.lines())).contains("QT-1", "QT-2", "R-1", "R-2");
    Commands.run(
        new PredictJob(),
        "--model=" + folder.resolve("trained"),
        "--records=" + records,
        "--part=test",
        "--out=" + folder.resolve("predicted"));
    List<Row> predictions = table("predicted/predictions").collectAsList();
    assertThat(predictions)
        .allMatch(row -> Split.PAPER.part(row.getAs("record_id")) == Split.Part.TEST);
    List<Row> errors = table("trained/test_errors").collectAsList();
    assertThat(errors).hasSize(4);
    for (Row error : errors) {
      double[] differences =
          predictions.stream()
              .filter(row -> row.getAs("model").equals(error.getAs("model")))
              .mapToDouble(
                  row -> Math.abs(row.<Double>getAs("prediction") - row.<Double>getAs("label")))
              .toArray();
      assertThat(error.<Integer>getAs("n")).isEqualTo(differences.length);
      double mean = java.util.Arrays.stream(differences).average().orElseThrow();
      assertThat(error.<Double>getAs("mean_absolute_error"))
          .isCloseTo(mean, org.assertj.core.api.Assertions.withinPercentage(0.01));
    }
    assertThat(table("trained/epochs").count()).isEqualTo(8);
    assertThat(folder.resolve("trained/_examples")).doesNotExist();
  }

  @Test
  void seedsFixEverything() throws Exception {
    train("once", "--targets=QT", "--epochs=1", "--seeds=1,2");
    train("again", "--targets=QT", "--epochs=1");
    assertThat(Files.readAllBytes(folder.resolve("again/QT-1.onnx")))
        .isEqualTo(Files.readAllBytes(folder.resolve("once/QT-1.onnx")));
    assertThat(table("once/test_errors").select("mean_absolute_error").distinct().count())
        .isEqualTo(2);
  }

  @Test
  void onlyWhatIsMissingIsTrainedAgain() throws Exception {
    train("trained", "--targets=QT,R");
    byte[] before = Files.readAllBytes(folder.resolve("trained/R-1.onnx"));
    var kept = Files.getLastModifiedTime(folder.resolve("trained/QT-1.onnx"));
    Files.delete(folder.resolve("trained/R-1.onnx"));
    train("trained", "--targets=QT,R");
    assertThat(Files.readAllBytes(folder.resolve("trained/R-1.onnx"))).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(folder.resolve("trained/QT-1.onnx"))).isEqualTo(kept);
    assertThatThrownBy(() -> train("trained", "--targets=QT,R", "--batch=16"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--batch: 32 there, 16 here");
  }

  @Test
  void oneNetworkMayHaveAllTargets() throws Exception {
    train("multi", "--targets=QT,R", "--multi-output", "--normalisation=kept");
    assertThat(folder.resolve("multi/multi-1.onnx")).isRegularFile();
    assertThat(table("multi/test_errors").select("target").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("QT", "R");
  }

  @Test
  void theFailureOfOneLeavesTheOthers() throws Exception {
    // A label that is the same everywhere cannot be learnt.
    Dataset<Row> constant =
        SparkSessions.local()
            .read()
            .parquet(records + "/records")
            .selectExpr(
                "record_id",
                "kind",
                "leads",
                "sample_rate_hz",
                "samples",
                "unit",
                "signal",
                "map_concat(labels, map('flat', 7D)) as labels");
    constant.write().parquet(folder.resolve("constant").toString());
    records = folder.resolve("constant");
    assertThatThrownBy(() -> train("partly", "--targets=flat,QT"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1 of 2 networks")
        .hasMessageContaining("flat-1: the label 'flat' is 7.0 in all");
    assertThat(folder.resolve("partly/QT-1.onnx")).isRegularFile();
    assertThat(folder.resolve("partly/flat-1.onnx")).doesNotExist();
    assertThat(folder.resolve("partly/manifest.json")).doesNotExist();
  }

  @Test
  void mistakesAreNamed() {
    Map<String, String> mistakes =
        Map.of(
            "--targets=QZ", "QZ",
            "--rate=-1", "rate is -1.0",
            "--stem=8-3", "--stem 8-3",
            "--kernel=5000", "5000 taps",
            "--normalisation=none", "--normalisation",
            "--training-share=0.9", "shares");
    mistakes.forEach(
        (option, message) ->
            assertThatThrownBy(
                    () ->
                        train(
                            "wrong",
                            option.startsWith("--targets") ? "--seeds=1" : "--targets=QT",
                            option))
                .as(option)
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message));
    assertThatThrownBy(() -> train("wrong", "--targets=QT", "--batch=500"))
        .hasMessageContaining("fewer than one batch of 500");
  }
}
