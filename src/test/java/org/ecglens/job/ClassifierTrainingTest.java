package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From synthetic records with classes to a classifier, its evaluation and its page. */
@Tag("slow")
class ClassifierTrainingTest {
  @TempDir Path folder;

  private Result train(Path records, String targets, String out, String... more) throws Exception {
    List<String> words =
        new java.util.ArrayList<>(
            List.of(
                "--records=" + records,
                "--targets=" + targets,
                "--out=" + folder.resolve(out),
                "--loss=bce",
                "--multi-output",
                "--epochs=12",
                "--rate=0.01",
                "--best-epoch",
                "--stem=12x15,12x9",
                "--pooling=4",
                "--blocks=1",
                "--inner-width=12",
                "--kernel=17",
                "--shard-size=400"));
    words.addAll(List.of(more));
    return Commands.run(new TrainJob(), words.toArray(String[]::new));
  }

  private Map<String, Row> performance(String run) {
    return SparkSessions.local()
        .read()
        .parquet(folder.resolve(run).resolve("performance").toString())
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(row -> row.getAs("target") + " " + row.getAs("metric"), row -> row));
  }

  @Test
  void aTrainedClassifierTellsItsClassesAndIsExplained() throws Exception {
    Path records = folder.resolve("records");
    Commands.run(
        new SynthJob(), "--records=800", "--seed=5", "--classes=RBBB=0.3,STE", "--out=" + records);
    Result trained = train(records, "RBBB,STE", "networks");
    assertThat(String.join("\n", trained.lines())).contains("auroc", "multi-1", "with class");
    Map<String, Row> tested = performance("networks");
    assertThat(tested).hasSize(10);
    assertThat(tested.get("RBBB auroc").<Double>getAs("value")).isGreaterThan(0.95);
    assertThat(tested.get("STE auroc").<Double>getAs("value")).isGreaterThan(0.95);
    assertThat(Files.readString(folder.resolve("networks/multi-1.card.json")))
        .contains("\"kind\" : \"probability\"", "\"auroc\"", "\"loss\" : \"bce\"");

    Commands.run(
        new PredictJob(),
        "--model=" + folder.resolve("networks"),
        "--records=" + records,
        "--part=test",
        "--out=" + folder.resolve("predicted"));
    Map<String, Row> predicted = performance("predicted");
    tested.forEach(
        (what, row) -> {
          if (row.getAs("value") != null) {
            assertThat(predicted.get(what).<Double>getAs("value"))
                .as("%s of the file, run as any other", what)
                .isCloseTo(row.<Double>getAs("value"), within(1e-3));
          }
          assertThat(predicted.get(what).<Long>getAs("n")).isEqualTo(row.<Long>getAs("n"));
        });

    Commands.run(
        new EvaluateJob(),
        "--model=" + folder.resolve("networks"),
        "--records=" + records,
        "--part=test",
        "--sample=24",
        "--by=RBBB",
        "--methods=saliency,input-x-gradient,random",
        "--operator=zero@50ms",
        "--iterations=6",
        "--repeats=1",
        "--checks=none",
        "--out=" + folder.resolve("evaluated"));
    assertThat(Files.readString(folder.resolve("evaluated/verdict.txt")).replaceAll("\\s+", " "))
        .contains("AUROC", "Brier score", "RBBB 0", "RBBB 1");
    Commands.run(
        new ReportJob(),
        "--run=" + folder.resolve("evaluated"),
        "--gallery=1",
        "--out=" + folder.resolve("page"));
    assertThat(Files.readString(folder.resolve("page/index.html"))).contains("AUROC");
  }

  @Test
  void quantitiesAreNoClasses() throws Exception {
    Path records = folder.resolve("records");
    Commands.run(new SynthJob(), "--records=200", "--seed=5", "--classes=AF", "--out=" + records);
    assertThatThrownBy(() -> train(records, "QT", "wrong"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the label 'QT' is")
        .hasMessageContaining("--loss mse for a quantity");
    assertThatThrownBy(() -> train(records, "AF", "standardised", "--standardise"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leave --standardise out");
    assertThatThrownBy(
            () ->
                Commands.run(
                    new SynthJob(),
                    "--records=9",
                    "--classes=VT",
                    "--out=" + folder.resolve("none")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("class of --classes");
  }
}
