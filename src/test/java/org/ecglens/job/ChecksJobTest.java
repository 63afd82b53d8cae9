package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is looked at in one run, on two small networks of the same target. */
@Tag("slow")
class ChecksJobTest {
  private static final String METHODS = "saliency,input-x-gradient,integrated-gradients,random";

  @TempDir static Path folder;

  private static Result result;

  @BeforeAll
  static void evaluate() throws Exception {
    Commands.run(new SynthJob(), "--records=12", "--seed=2", "--out=" + folder.resolve("records"));
    for (String name : List.of("one", "two")) {
      OnnxModels.model(17)
          .input("x", "batch", 12, 600)
          .weights("w1" + name, 4, 12, 15)
          .node("Conv", "x, w1" + name + " -> c1", "pads", new int[] {7, 7})
          .node("Relu", "c1 -> r1")
          .node("Flatten", "r1 -> f")
          .weights("w2" + name, 2400, 1)
          .node("MatMul", "f, w2" + name + " -> y")
          .output("y")
          .write(folder.resolve(name + ".onnx"));
    }
    result = run("run", "--shard-size=4", "--checks=all", "--check-records=12", "--heatmaps");
  }

  private static Result run(String out, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--model=" + folder.resolve("one.onnx") + "," + folder.resolve("two.onnx"),
                "--records=" + folder.resolve("records"),
                "--label=0=R",
                "--methods=" + METHODS,
                "--iterations=6",
                "--repeats=1",
                "--out=" + folder.resolve(out)));
    arguments.addAll(List.of(more));
    return Commands.run(new EvaluateJob(), arguments.toArray(String[]::new));
  }

  private static List<Row> table(String run, String name) {
    return SparkSessions.local()
        .read()
        .parquet(folder.resolve(run).resolve(name).toString())
        .collectAsList();
  }

  /** A number that does not exist is null, everywhere. */
  private static void noTableHasNaN(String run, List<String> tables) {
    for (String name : tables) {
      List<Row> rows = table(run, name);
      assertThat(rows).as(name).isNotEmpty();
      for (Row row : rows) {
        for (StructField field : row.schema().fields()) {
          if (field.dataType().equals(DataTypes.DoubleType) && row.getAs(field.name()) != null) {
            assertThat(row.<Double>getAs(field.name())).as(name + "." + field.name()).isFinite();
          }
        }
      }
    }
  }

  @Test
  void everyTableIsThereWithoutNaN() {
    noTableHasNaN(
        "run",
        List.of(
            "scores",
            "summary",
            "ranking",
            "pairs",
            "agreement",
            "consistency",
            "sanity",
            "localisation",
            "blanking",
            "cost"));
  }

  /** Against Commons Math, on the heatmaps that the run wrote. */
  @Test
  void agreementIsTheMeanOverRecords() {
    Map<String, double[]> maps = new TreeMap<>();
    for (Row row : table("run", "attributions")) {
      if (row.getAs("model").equals("one")) {
        maps.put(
            row.getAs("method") + "/" + row.getAs("record_id"),
            row.<Float>getList(row.fieldIndex("attribution")).stream()
                .mapToDouble(Math::abs)
                .toArray());
      }
    }
    double mean =
        maps.keySet().stream()
            .filter(key -> key.startsWith("saliency/"))
            .mapToDouble(
                key ->
                    new SpearmansCorrelation()
                        .correlation(
                            maps.get(key), maps.get(key.replace("saliency/", "input-x-gradient/"))))
            .average()
            .orElseThrow();
    List<Row> rows =
        table("run", "agreement").stream()
            .filter(row -> row.getAs("model").equals("one"))
            .filter(row -> row.getAs("metric").equals("spearman"))
            .filter(
                row ->
                    row.getAs("method").equals("saliency")
                        && row.getAs("other").equals("input-x-gradient"))
            .toList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<Long>getAs("n")).isEqualTo(12);
    assertThat(rows.get(0).<Double>getAs("mean")).isCloseTo(mean, within(1e-9));
  }

  @Test
  void networksOfOneTargetAreComparedWithEachOther() {
    List<Row> rows = table("run", "consistency");
    assertThat(rows).hasSize(4 * 4);
    for (Row row : rows) {
      assertThat(List.of(row.getAs("model"), row.getAs("other"))).containsExactly("one", "two");
      assertThat(row.<Long>getAs("n")).isEqualTo(12);
    }
  }

  @Test
  void sharesOfAllLeadsAddUpToOne() {
    Map<String, Double> sums =
        table("run", "localisation").stream()
            .filter(row -> row.getAs("region").equals("lead"))
            .filter(row -> row.getAs("metric").equals("share"))
            .collect(
                Collectors.groupingBy(
                    row -> row.getAs("model") + "/" + row.getAs("method"),
                    Collectors.summingDouble(row -> row.<Double>getAs("mean"))));
    assertThat(sums).hasSize(8);
    assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-6)));
  }

  /** A control that never asks the network fails randomisation, a gradient passes. */
  @Test
  void eachCheckDecidesOnceForEachMethodAndNetwork() {
    Map<String, List<Row>> deciding =
        table("run", "sanity").stream()
            .filter(row -> row.getAs("outcome") != null || row.getAs("reason") != null)
            .collect(Collectors.groupingBy(row -> row.<String>getAs("check")));
    assertThat(deciding)
        .containsOnlyKeys("cascading", "reinitialised", "input-dependence", "robustness");
    assertThat(deciding.values()).allSatisfy(rows -> assertThat(rows).hasSize(8));
    for (String check : List.of("cascading", "reinitialised")) {
      for (Row row : deciding.get(check)) {
        assertThat(row.<Integer>getAs("depth")).isEqualTo(2);
        assertThat(row.<Integer>getAs("draws")).isEqualTo(5);
        assertThat(row.<String>getAs("metric")).isEqualTo("partial-spearman");
        if (row.getAs("method").equals("random")) {
          assertThat(row.<String>getAs("outcome")).isEqualTo("fail");
        } else if (row.getAs("method").equals("saliency")) {
          assertThat(row.<String>getAs("outcome")).isEqualTo("pass");
        }
      }
    }
    // A pair for each record, but one for the two of a shard of two.
    assertThat(deciding.get("input-dependence"))
        .allSatisfy(row -> assertThat(row.<Long>getAs("n")).isBetween(6L, 12L))
        .allSatisfy(row -> assertThat(row.<String>getAs("outcome")).isEqualTo("pass"));
  }

  /** Of methods that explain, with all layers random. */
  @Test
  void randomisationIsSeenBesideMapsOfOtherRecordsToo() {
    List<Row> rows =
        table("run", "sanity").stream()
            .filter(row -> row.getAs("metric").equals("partial-spearman-population"))
            .toList();
    assertThat(rows)
        .hasSize(3 * 2 * 2)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("check")).isIn("cascading", "reinitialised");
              assertThat(row.<String>getAs("method")).isNotEqualTo("random");
              assertThat(row.<Integer>getAs("depth")).isEqualTo(2);
              assertThat(row.<Integer>getAs("draws")).isEqualTo(5);
              assertThat(row.<Long>getAs("n")).isEqualTo(12);
              assertThat(row.<Double>getAs("mean")).isBetween(-1.0, 1.0);
              assertThat(row.<String>getAs("outcome")).isNull();
              assertThat(row.<String>getAs("reason")).isNull();
            });
  }

  @Test
  void theVerdictStandsInTwoFilesAndAtTheEnd() throws Exception {
    JsonNode verdict =
        new ObjectMapper().readTree(folder.resolve("run").resolve("verdict.json").toFile());
    JsonNode target = verdict.get("targets").get(0);
    assertThat(target.get("target").asText()).isEqualTo("0");
    assertThat(target.get("networks").asInt()).isEqualTo(2);
    assertThat(target.get("records").asInt()).isEqualTo(12);
    List<String> classed = new ArrayList<>();
    target.get("recommended").forEach(name -> classed.add(name.asText()));
    target.get("undecided").forEach(name -> classed.add(name.asText()));
    target.get("worse").forEach(worse -> classed.add(worse.get("method").asText()));
    target.get("unsound").forEach(unsound -> classed.add(unsound.get("method").asText()));
    // Each method but the control random is in one class.
    assertThat(classed).hasSize(3).doesNotHaveDuplicates().doesNotContain("random");
    assertThat(target.get("strength").asText()).isIn("none", "weak");
    List<String> page = Files.readAllLines(folder.resolve("run").resolve("verdict.txt"));
    assertThat(page.get(0)).startsWith("Which explanation can be trusted? 12 records");
    assertThat(result.lines()).containsAll(page);
  }

  /** Another cut into shards changes no sum, sample or verdict. */
  @Test
  void shardsDoNotMatter() throws Exception {
    run("other", "--shard-size=100", "--checks=all", "--check-records=12");
    for (String name : List.of("agreement", "consistency", "localisation")) {
      List<Row> one = table("run", name);
      List<Row> other = table("other", name);
      assertThat(other).hasSameSizeAs(one);
      for (int i = 0; i < one.size(); i++) {
        assertThat(other.get(i).<Double>getAs("mean"))
            .isCloseTo(one.get(i).<Double>getAs("mean"), within(1e-6));
      }
    }
  }

  @Test
  void oneRecordHasReasonsInPlaceOfNumbers() throws Exception {
    run("single", "--sample=1", "--checks=all");
    noTableHasNaN("single", List.of("scores", "summary", "ranking", "pairs", "agreement", "cost"));
    JsonNode target =
        new ObjectMapper()
            .readTree(folder.resolve("single").resolve("verdict.json").toFile())
            .get("targets")
            .get(0);
    assertThat(target.get("recommended")).isEmpty();
    assertThat(target.get("worse")).isEmpty();
    assertThat(target.get("unsound")).isEmpty();
    assertThat(target.get("reason").asText()).containsAnyOf("nothing has scores", "1 record");
    assertThat(table("single", "sanity"))
        .allSatisfy(row -> assertThat(row.<String>getAs("outcome")).isNull());
  }

  /** By thresholds that make methods unsound: what the verdict says can be looked up. */
  @Test
  void thePageShowsWhyAMethodIsUnsound() throws Exception {
    run(
        "strict",
        "--checks=completeness,input-dependence",
        "--check-records=12",
        "--controls=none",
        "--check-threshold=same-map=0.1",
        "--completeness-gap=1e-9");
    Path out = folder.resolve("page");
    Commands.run(
        new ReportJob(), "--run=" + folder.resolve("strict"), "--gallery=0", "--out=" + out);
    JsonNode page = ReportJobTest.data(out);
    Map<String, String> unsound = new TreeMap<>();
    for (JsonNode one : page.at("/verdict/targets/0/unsound")) {
      List<String> reasons = new ArrayList<>();
      one.get("reasons").forEach(reason -> reasons.add(reason.asText()));
      unsound.put(one.get("method").asText(), String.join("; ", reasons));
    }
    Map<String, String> failed = new TreeMap<>();
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode check : page.get("checks")) {
      String method = check.get("method").asText();
      outcomes.put(method + " " + check.get("check").asText(), check.get("outcome").asText());
      if (check.get("outcome").asText().equals("fail") && !method.equals("random")) {
        failed.merge(method, check.get("reason").asText(), (one, more) -> one + "; " + more);
      }
      if (check.get("check").asText().equals("completeness") && !check.get("limit").isNull()) {
        assertThat(check.get("limit").asDouble()).isEqualTo(1e-9);
      }
    }
    assertThat(failed).isEqualTo(unsound).containsKey("integrated-gradients");
    assertThat(outcomes)
        .hasSize(4 * 5)
        .containsEntry("saliency completeness", "not-promised")
        .containsEntry("integrated-gradients completeness", "fail")
        .containsEntry("saliency randomisation", "not-made")
        .containsEntry("saliency empty-maps", "pass");
    List<Row> rows = table("strict", "sanity");
    JsonNode shown = page.at("/tables/sanity");
    List<String> columns = new ArrayList<>();
    shown.get("columns").forEach(name -> columns.add(name.asText()));
    assertThat(shown.get("rows")).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = shown.get("rows").get(i);
      // The page shows five digits.
      assertThat(row.get(columns.indexOf("mean")).asDouble())
          .isEqualTo(Double.parseDouble("%.4e".formatted(rows.get(i).<Double>getAs("mean"))));
      assertThat(row.get(columns.indexOf("fails_above")).asDouble()).isEqualTo(0.1);
    }
  }

  @Test
  void unknownChecksAreRefused() {
    assertThatThrownBy(() -> run("refused", "--checks=agrement"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("agreement");
    assertThatThrownBy(() -> run("refused", "--check-records=0"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--check-records");
  }
}
