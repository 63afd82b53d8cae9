package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of networks that tell classes. */
@Tag("slow")
class ClassifierRunTest {
  @TempDir Path folder;

  private static OnnxModels network(int classes) {
    return OnnxModels.model(17)
        .input("x", "n", 12, 600)
        .weights("w1", 6, 12, 9)
        .node("Conv", "x, w1 -> c1", "pads", new int[] {4, 4}, "strides", new int[] {4})
        .node("Relu", "c1 -> r1")
        .node("ReduceMean", "r1 -> m", "axes", new int[] {2}, "keepdims", 0)
        .scalar("small", 0.02)
        .node("Mul", "m, small -> s")
        .weights("w3", 6, classes)
        .node("MatMul", "s, w3 -> z");
  }

  /** Every export has the name that random draws go by. */
  private Path model(String name, OnnxModels network, String targets) throws IOException {
    Path there = Files.createDirectories(folder.resolve(name));
    Path model = network.write(there.resolve("net.onnx"));
    Files.writeString(there.resolve("net.card.json"), "{\"targets\": [" + targets + "]}");
    return model;
  }

  private Path records() throws IOException {
    List<Ecg> records = IntStream.range(0, 14).mapToObj(i -> Records.noise("r" + i)).toList();
    Path there = folder.resolve("records");
    return Files.exists(there) ? there : Records.write(there, new ArrayList<>(records), 2);
  }

  private Path evaluate(String name, Path model, String... options) throws Exception {
    Path run = folder.resolve("run-" + name);
    List<String> words =
        new ArrayList<>(
            List.of(
                "--model=" + model,
                "--records=" + records(),
                "--out=" + run,
                "--methods=saliency,deeplift,integrated-gradients",
                "--operator=zero@point,add-noise@point",
                "--iterations=4",
                "--repeats=1",
                "--heatmaps",
                "--checks=none"));
    words.addAll(List.of(options));
    Commands.run(new EvaluateJob(), words.toArray(String[]::new));
    return run;
  }

  private static List<Row> rows(Path run, String table, String... order) {
    return SparkSessions.local()
        .read()
        .parquet(run.resolve(table).toString())
        .orderBy(order[0], java.util.Arrays.copyOfRange(order, 1, order.length))
        .collectAsList();
  }

  @Test
  void theSameNetworkAsLogitSigmoidAndSoftmaxGetsTheSameMapsAndVerdict() throws Exception {
    Path logit =
        model(
            "logit",
            network(2).output("z"),
            "{\"output\": 1, \"name\": \"AF\", \"kind\": \"logit\"}");
    Path sigmoid =
        model(
            "sigmoid",
            network(2).node("Sigmoid", "z -> y").output("y"),
            "{\"output\": 1, \"name\": \"AF\"}");
    Path softmax =
        model(
            "softmax",
            network(2).node("Softmax", "z -> y", "axis", 1).output("y"),
            "{\"output\": 1, \"name\": \"AF\"}");
    Path expected = evaluate("logit", logit);
    for (String other : List.of("sigmoid", "softmax")) {
      Path run = evaluate(other, other.equals("sigmoid") ? sigmoid : softmax);
      List<Row> predictions = rows(run, "predictions", "record_id");
      List<Row> logits = rows(expected, "predictions", "record_id");
      for (int i = 0; i < predictions.size(); i++) {
        double z = logits.get(i).<Double>getAs("prediction");
        assertThat(logits.get(i).<Double>getAs("explained")).isEqualTo(z);
        assertThat(predictions.get(i).<Double>getAs("explained")).isCloseTo(z, within(1e-4));
        if (other.equals("sigmoid")) {
          assertThat(predictions.get(i).<Double>getAs("prediction"))
              .isCloseTo(1 / (1 + Math.exp(-z)), within(1e-4));
        }
      }
      List<Row> maps = rows(run, "attributions", "record_id", "method");
      List<Row> wanted = rows(expected, "attributions", "record_id", "method");
      for (int i = 0; i < maps.size(); i++) {
        List<Float> map = maps.get(i).getList(maps.get(i).fieldIndex("attribution"));
        List<Float> own = wanted.get(i).getList(wanted.get(i).fieldIndex("attribution"));
        for (int point = 0; point < own.size(); point++) {
          assertThat(map.get(point)).isCloseTo(own.get(point), within(1e-6f));
        }
      }
      assertSameVerdict(verdict(run), verdict(expected));
    }
  }

  private static JsonNode verdict(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
  }

  private static void assertSameVerdict(JsonNode found, JsonNode expected) {
    JsonNode own = found.path("targets").path(0);
    JsonNode other = expected.path("targets").path(0);
    for (String key : List.of("recommended", "undecided", "worse", "unsound", "strength")) {
      assertThat(own.path(key)).as(key).isEqualTo(other.path(key));
    }
    assertThat(own.path("methods").path(0).path("mean").asDouble())
        .as("up to ties that rounding breaks")
        .isCloseTo(other.path("methods").path(0).path("mean").asDouble(), withinPercentage(1));
  }

  @Test
  void aDifferenceOfClassesIsATarget() throws Exception {
    Path softmax =
        model(
            "difference",
            network(3).node("Softmax", "z -> y", "axis", 1).output("y"),
            "{\"output\": 0, \"name\": \"A\"}, {\"output\": 2, \"name\": \"C\"}");
    Path run = evaluate("difference", softmax, "--outputs=A,C", "--explain=logit:A-C");
    List<Row> rows = rows(run, "predictions", "record_id", "target");
    for (int i = 0; i < rows.size(); i += 3) {
      double a = rows.get(i).<Double>getAs("explained");
      double difference = rows.get(i + 1).<Double>getAs("explained");
      double c = rows.get(i + 2).<Double>getAs("explained");
      assertThat(rows.get(i + 1).<String>getAs("target")).isEqualTo("A-C");
      assertThat(difference).isCloseTo(a - c, within(1e-4));
      double pa = rows.get(i).<Double>getAs("prediction");
      double pc = rows.get(i + 2).<Double>getAs("prediction");
      assertThat(rows.get(i + 1).<Double>getAs("prediction"))
          .as("the probability of A, given A or C")
          .isCloseTo(pa / (pa + pc), within(1e-4));
    }
  }

  /** Every third record has the class, the last two are not known of; pairs are one subject. */
  private Path labelled() throws IOException {
    List<Ecg> records = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      Ecg ecg = Records.noise("r%02d".formatted(i));
      Map<String, Double> labels = new HashMap<>(Map.of("QT", 400.0 + i));
      if (i < 24) {
        labels.put("AF", i % 3 == 0 ? 1.0 : 0.0);
      }
      records.add(ecg.withMeasurements(labels, ecg.waves()).withSubject("person-" + i / 2));
    }
    return Records.write(folder.resolve("labelled"), records, 2);
  }

  @Test
  void classesHaveTheirOwnMeasuresBesideTheErrorsOfQuantities() throws Exception {
    Path model =
        model(
            "measured",
            network(2).node("Sigmoid", "z -> y").output("y").output("z"),
            "{\"output\": 0, \"name\": \"AF\", \"threshold\": 0.3}, {\"output\": 3, \"name\": \"QT\"}");
    Path run = folder.resolve("measured-run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + model,
        "--records=" + labelled(),
        "--out=" + run,
        "--methods=saliency,input-x-gradient",
        "--operator=zero@point",
        "--iterations=2",
        "--repeats=1",
        "--checks=none");
    Map<String, Row> rows = new HashMap<>();
    rows(run, "performance", "target", "metric")
        .forEach(row -> rows.put(row.getAs("target") + " " + row.getAs("metric"), row));
    assertThat(rows)
        .containsOnlyKeys(
            "AF auroc",
            "AF average-precision",
            "AF brier",
            "AF calibration-slope",
            "AF accuracy",
            "QT mean-absolute-error");
    List<Row> predictions = rows(run, "predictions", "target", "record_id");
    double wins = 0;
    double right = 0;
    for (Row one : predictions.subList(0, 24)) {
      double p = one.<Double>getAs("prediction");
      boolean has = one.<Double>getAs("label") == 1;
      right += has == p >= 0.3 ? 1 : 0;
      for (Row other : predictions.subList(0, 24)) {
        if (has && other.<Double>getAs("label") == 0) {
          double q = other.<Double>getAs("prediction");
          wins += p > q ? 1 : p == q ? 0.5 : 0;
        }
      }
    }
    Row auroc = rows.get("AF auroc");
    assertThat(auroc.<Double>getAs("value")).isCloseTo(wins / (8 * 16), within(1e-12));
    assertThat(auroc.<Long>getAs("n")).isEqualTo(24);
    assertThat(auroc.<Long>getAs("positives")).isEqualTo(8);
    assertThat(auroc.<Long>getAs("subjects")).isEqualTo(12);
    assertThat(auroc.<Double>getAs("ci_low")).isLessThan(auroc.<Double>getAs("value"));
    assertThat(rows.get("AF accuracy").<Double>getAs("value")).isCloseTo(right / 24, within(1e-12));
    assertThat(rows.get("AF accuracy").<Double>getAs("threshold")).isEqualTo(0.3);
    assertThat(rows.get("QT mean-absolute-error").<Long>getAs("n")).isEqualTo(26);
    JsonNode targets = verdict(run).path("targets");
    assertThat(targets.path(0).path("class_test").path("auroc").asDouble())
        .isEqualTo(auroc.<Double>getAs("value"));
    assertThat(targets.path(0).path("test_error").isNull()).isTrue();
    assertThat(targets.path(1).path("class_test").isNull()).isTrue();
    assertThat(Files.readString(run.resolve("verdict.txt")).replaceAll("\\s+", " "))
        .contains("AUROC 0.", "(8 of 24 with the class)", "mean error");
  }

  /** Codes as ingest writes them: 8 records with, 10 without the class, 8 that nobody diagnosed. */
  @Test
  void classesAreMadeOfCodes() throws Exception {
    List<Ecg> records = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      Ecg ecg = Records.noise("r%02d".formatted(i));
      Map<String, Double> labels =
          i < 4
              ? Map.of("dx:164889003", 1.0)
              : i < 8
                  ? Map.of("scp:AFIB", 80.0)
                  : i < 13
                      ? Map.of("scp:NORM", 100.0)
                      : i < 18 ? Map.of("dx:426783006", 1.0) : Map.of("age", 50.0);
      records.add(ecg.withMeasurements(labels, ecg.waves()));
    }
    Path coded = Records.write(folder.resolve("coded"), records, 2);
    Path file =
        Files.writeString(
            folder.resolve("classes.txt"),
            "# atrial fibrillation and flutter\nAF = dx:164889003+dx:164890007+scp:AFIB>=50\n");
    Path model =
        model(
            "coded-model",
            network(1).node("Sigmoid", "z -> y").output("y"),
            "{\"output\": 0, \"name\": \"AF\"}");
    Path run = folder.resolve("coded-run");
    Commands.run(
        new PredictJob(),
        "--model=" + model,
        "--records=" + coded,
        "--classes=" + file,
        "--out=" + run);
    List<Row> rows = rows(run, "performance", "metric");
    assertThat(rows).hasSize(5);
    assertThat(rows)
        .allMatch(row -> row.<Long>getAs("n") == 18 && row.<Long>getAs("positives") == 8);
    for (Row row : rows(run, "predictions", "record_id")) {
      int number = Integer.parseInt(row.<String>getAs("record_id").substring(1));
      assertThat(row.<Double>getAs("label"))
          .isEqualTo(number < 8 ? (Double) 1.0 : number < 18 ? (Double) 0.0 : null);
    }
  }

  @Test
  void manyOutputsAreExplainedWhenAskedFor() throws Exception {
    Path many = network(21).output("z").write(folder.resolve("many.onnx"));
    String[] words = {
      "--model=" + many, "--records=" + folder.resolve("nothing"), "--out=" + folder.resolve("out")
    };
    assertThatThrownBy(() -> Commands.run(new EvaluateJob(), words))
        .as("before records are looked for")
        .isInstanceOf(UserException.class)
        .hasMessageContaining("many has 21 outputs")
        .hasMessageContaining("predictions of perturbed records")
        .hasMessageContaining("--outputs 0,1,2, or ask for all, --outputs all");
    Path run = folder.resolve("run");
    Commands.run(
        new AttributeJob(),
        "--model=" + many,
        "--records=" + records(),
        "--out=" + run,
        "--methods=saliency",
        "--outputs=all");
    assertThat(rows(run, "predictions", "record_id")).hasSize(14 * 21);
  }
}
