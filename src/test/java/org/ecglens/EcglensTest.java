package org.ecglens;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.examples.EvaluateDataFrame;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.run.Destination;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.Tables;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EcglensTest {
  private static final AtomicInteger READ = new AtomicInteger();

  @TempDir Path folder;

  private Path path;
  private Dataset<Row> records;
  private NetworksSpec networks;
  private Ecglens ecglens;

  @BeforeEach
  void recordsAndNetwork() throws IOException {
    path = Records.write(folder.resolve("records"), Records.noise(6), 2);
    records = SparkSessions.local().read().parquet(path.toString());
    for (String file : List.of("residual-small.onnx", "residual-small.card.json")) {
      try (InputStream shipped = getClass().getResourceAsStream("/org/ecglens/demo/" + file)) {
        Files.copy(shipped, folder.resolve(file));
      }
    }
    networks = NetworksSpec.of(folder.resolve("residual-small.onnx").toString());
    ecglens = Ecglens.on(SparkSessions.local());
  }

  private EvaluationSpec evaluation() {
    return EvaluationSpec.builder()
        .networks(networks)
        .methods(MethodsSpec.of("saliency", "input-x-gradient", "random"))
        .perturbation(PerturbationSpec.builder().iterations(5).repeats(2).build())
        .seed(3)
        .build();
  }

  @Test
  void predictionsAndAttributionsAreThoseOfTheCommands() throws Exception {
    String predicted = folder.resolve("predicted").toString();
    String explained = folder.resolve("explained").toString();
    RecordsSpec there = RecordsSpec.of(path.toString());
    ecglens.predict(
        PredictionSpec.builder().networks(networks).records(there).build(),
        Destination.of(predicted));
    AttributionSpec attribution =
        AttributionSpec.builder()
            .networks(networks)
            .records(there)
            .methods(MethodsSpec.of("saliency", "deeplift"))
            .build();
    ecglens.attribute(attribution, Destination.of(explained));
    assertThat(rows(ecglens.predict(records, networks)))
        .isEqualTo(rows(read(predicted, "predictions")))
        .hasSize(6);
    Dataset<Row> attributions = ecglens.attribute(records, attribution);
    assertThat(attributions.schema()).isEqualTo(SparkSchema.of(Tables.ATTRIBUTIONS));
    assertThat(rows(attributions)).isEqualTo(rows(read(explained, "attributions"))).hasSize(12);
  }

  @Test
  void nothingIsComputedBeforeRowsAreAskedFor() {
    READ.set(0);
    SparkSessions.local()
        .udf()
        .register(
            "counted",
            (UDF1<String, String>)
                id -> {
                  READ.incrementAndGet();
                  return id;
                },
            DataTypes.StringType);
    Dataset<Row> counted =
        records.withColumn("record_id", functions.call_udf("counted", col("record_id")));
    Dataset<Row> predictions = ecglens.predict(counted, networks);
    assertThat(READ).hasValue(0);
    assertThat(predictions.limit(2).collectAsList()).hasSize(2);
    assertThat(READ.get()).isPositive();
  }

  @Test
  void recordsThatCannotBeUsedHaveNoRow() throws Exception {
    List<Ecg> some = List.of(Records.noise("good"), Records.notANumber("bad"));
    Dataset<Row> mixed =
        SparkSessions.local()
            .read()
            .parquet(Records.write(folder.resolve("mixed"), some, 1).toString());
    assertThat(
            ecglens
                .predict(mixed, networks)
                .select("record_id")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList())
        .containsExactly("good");
  }

  @Test
  void anEvaluationIsTheSameWithAndWithoutAFolder() throws Exception {
    String run = folder.resolve("run").toString();
    Evaluation inFolder = ecglens.evaluate(records, evaluation(), Destination.of(run));
    try (Evaluation inSession = ecglens.evaluate(records, evaluation())) {
      assertThat(inSession.verdict())
          .usingRecursiveComparison()
          .ignoringFieldsMatchingRegexes(".*milliseconds")
          .isEqualTo(inFolder.verdict());
      assertThat(inSession.verdictText())
          .isEqualTo(Files.readAllLines(Path.of(run, "verdict.txt"), StandardCharsets.UTF_8));
      assertThat(inSession.outcome()).isEqualTo(inFolder.outcome());
      for (String table : List.of("scores", "summary", "curves", "ranking", "pairs", "agreement")) {
        assertThat(rows(inSession.table(table)))
            .as(table)
            .isEqualTo(rows(inFolder.table(table)))
            .isNotEmpty();
      }
      assertThat(inSession.table("quarantine").count()).isZero();
      assertThatThrownBy(() -> inSession.table("score"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("Did you mean 'scores'?");
    }
  }

  @Test
  void anEvaluationInAFolderGoesOn() throws Exception {
    Path run = folder.resolve("again");
    Evaluation first = ecglens.evaluate(records, evaluation(), Destination.of(run.toString()));
    List<Path> shards = files(run.resolve("scores"));
    var made = Files.getLastModifiedTime(shards.get(0));
    Evaluation second = ecglens.evaluate(records, evaluation(), Destination.of(run.toString()));
    assertThat(files(run.resolve("scores"))).isEqualTo(shards);
    assertThat(Files.getLastModifiedTime(shards.get(0))).isEqualTo(made);
    assertThat(second.verdict()).isEqualTo(first.verdict());
    EvaluationSpec other = evaluation().with().seed(4).build();
    assertThatThrownBy(() -> ecglens.evaluate(records, other, Destination.of(run.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--seed: 3 there, 4 here");
  }

  @Test
  void theProgramInTheReadmeRunsAndStandsThere() throws Exception {
    EvaluateDataFrame.main(
        new String[] {path.toString(), folder.resolve("residual-small.onnx").toString()});
    String source =
        Files.readString(Path.of("src/test/java/org/ecglens/examples/EvaluateDataFrame.java"));
    String program = source.substring(source.indexOf("public final class"));
    assertThat(Files.readString(Path.of("README.md"))).contains(program.strip());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static Dataset<Row> read(String run, String table) {
    return SparkSessions.local().read().parquet(run + "/" + table);
  }

  /** In an order that does not depend on the cluster; arrays by their values. */
  private static List<String> rows(Dataset<Row> table) {
    return table.toJSON().collectAsList().stream().sorted().toList();
  }
}
