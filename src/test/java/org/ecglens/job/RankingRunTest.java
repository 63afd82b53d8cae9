package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.ecglens.ecg.Ecg;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables ranking and pairs of whole runs. */
@Tag("slow")
class RankingRunTest {
  private static final List<String> METHODS = List.of("saliency", "input-x-gradient", "random");
  private static final String[] SUBJECTS = {"s", null, "t", "s", null, "t", "s", null};

  private static final List<Path> RESIDUAL = List.of(TestNetworks.residualSmall());
  private static final List<Path> NETWORKS =
      List.of(TestNetworks.residualSmall(), TestNetworks.maxPool());

  @TempDir Path folder;

  @Test
  void twoNetworksAndSubjectsWithSeveralRecords() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(SUBJECTS), 2);
    Path run = evaluate(records, "run", NETWORKS, "--shard-size=3");
    assertThat(read(run, "subjects").count()).isEqualTo(5);
    Dataset<Row> ranking = read(run, "ranking");
    assertThat(ranking.select("model").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("residual-small", "maxpool", "*");
    assertThat(ranking.select("order", "mode").distinct().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[morf,corrected]");
    for (String model : List.of("residual-small", "maxpool", "*")) {
      check(model, run);
    }
    assertFinite(ranking);
    assertFinite(read(run, "pairs"));

    // However Spark spreads it: the tables of the finished run are made again.
    byte[] before = bytes(run, "pairs");
    byte[] places = bytes(run, "ranking");
    SparkSession spark = SparkSessions.local();
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      evaluate(records, "run", NETWORKS, "--shard-size=3");
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(bytes(run, "pairs")).isEqualTo(before);
    assertThat(bytes(run, "ranking")).isEqualTo(places);
  }

  /** Recomputes a group from the scores of its records. */
  private static void check(String model, Path run) {
    Map<String, Map<String, List<Double>>> scores = new TreeMap<>();
    for (Row row :
        read(run, "scores").where("order = 'morf' and metric = 'aopc'").collectAsList()) {
      if (model.equals("*") || model.equals(row.getAs("model"))) {
        int number = Integer.parseInt(row.<String>getAs("record_id").substring("record-".length()));
        String block = SUBJECTS[number] == null ? "record " + number : SUBJECTS[number];
        scores
            .computeIfAbsent(block, key -> new TreeMap<>())
            .computeIfAbsent(row.getAs("method"), key -> new ArrayList<>())
            .add(row.getAs("value"));
      }
    }
    int n = scores.size();
    assertThat(n).isEqualTo(5);
    String group = "model = '" + model + "' and metric = 'aopc'";
    Map<String, Row> places =
        read(run, "ranking").where(group).collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getAs("method"), row -> row));
    assertThat(places.keySet()).containsExactlyInAnyOrderElementsOf(METHODS);
    double[] rankSums = new double[3];
    for (Map<String, List<Double>> block : scores.values()) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          rankSums[i] += mean(block.get(METHODS.get(j))) >= mean(block.get(METHODS.get(i))) ? 1 : 0;
        }
      }
    }
    double friedman =
        12.0 / (n * 3 * 4) * Arrays.stream(rankSums).map(sum -> sum * sum).sum() - 3 * n * 4;
    for (int i = 0; i < 3; i++) {
      Row place = places.get(METHODS.get(i));
      assertThat(place.<Long>getAs("n")).isEqualTo(n);
      assertThat(place.<Double>getAs("mean_rank")).isCloseTo(rankSums[i] / n, within(1e-12));
      assertThat(place.<Double>getAs("friedman")).isCloseTo(friedman, within(1e-9));
      assertThat(place.<Double>getAs("mean"))
          .isCloseTo(mean(values(scores, METHODS.get(i))), within(1e-12));
    }
    assertThat(places.get("random").<String>getAs("reason")).isEqualTo("it is the control");
    assertThat(places.get("saliency").<String>getAs("reason")).isNull();
    List<Row> pairs = read(run, "pairs").where(group).collectAsList();
    assertThat(pairs)
        .extracting(row -> row.getAs("method") + "/" + row.getAs("other"))
        .containsExactlyInAnyOrder(
            "saliency/input-x-gradient", "saliency/random", "input-x-gradient/random");
    for (Row pair : pairs) {
      checkPair(pair, values(scores, pair.getAs("method")), values(scores, pair.getAs("other")));
    }
  }

  private static void checkPair(Row pair, List<Double> one, List<Double> other) {
    List<Double> differences = new ArrayList<>();
    int wins = 0;
    for (int i = 0; i < one.size(); i++) {
      differences.add(one.get(i) - other.get(i));
      wins += one.get(i) > other.get(i) ? 1 : 0;
    }
    assertThat(pair.<Double>getAs("mean_difference")).isCloseTo(mean(differences), within(1e-12));
    assertThat(pair.<Double>getAs("win_rate")).isEqualTo((double) wins / one.size());
    List<Double> sorted = differences.stream().map(Math::abs).sorted().toList();
    int total = one.size() * (one.size() + 1) / 2;
    int positive =
        differences.stream().filter(d -> d > 0).mapToInt(d -> 1 + sorted.indexOf(d)).sum();
    int statistic = Math.min(positive, total - positive);
    assertThat(pair.<Double>getAs("wilcoxon")).isEqualTo(statistic);
    // All signs are equally likely.
    int extreme = 0;
    for (int signs = 0; signs < 1 << one.size(); signs++) {
      int sum = 0;
      for (int rank = 1; rank <= one.size(); rank++) {
        sum += (signs >> (rank - 1) & 1) * rank;
      }
      extreme += Math.min(sum, total - sum) <= statistic ? 1 : 0;
    }
    assertThat(pair.<Double>getAs("p"))
        .isCloseTo((double) extreme / (1 << one.size()), within(1e-12));
  }

  private static List<Double> values(Map<String, Map<String, List<Double>>> scores, String method) {
    return scores.values().stream().map(block -> mean(block.get(method))).toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void oneRecordGivesReasonsAndNoNumbers() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(new String[1]), 1);
    Path run = evaluate(records, "run", RESIDUAL, "--mode=paper");
    Dataset<Row> ranking = read(run, "ranking").where("metric = 'auc-5'");
    assertThat(ranking.collectAsList()).extracting(row -> row.getAs("n")).containsOnly(1L);
    for (String table : List.of("ranking", "pairs")) {
      assertThat(read(run, table).where("metric = 'auc-5'").collectAsList())
          .hasSize(3)
          .allSatisfy(
              row ->
                  assertThat(row.<String>getAs("reason"))
                      .contains("there is a single record or subject"));
      assertFinite(read(run, table));
    }
    // Too few steps for this one: no record has a score.
    assertThat(read(run, "ranking").where("metric = 'auc-25'").collectAsList())
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.<Long>getAs("n")).isZero())
        .allSatisfy(row -> assertThat(row.<String>getAs("reason")).contains("25 are needed"));
  }

  @Test
  void rowsAreInTheOrderOfMetricsAndMethods() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(new String[4]), 1);
    Path run = evaluate(records, "run", RESIDUAL);
    List<Row> rows = read(run, "ranking").coalesce(1).collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("metric"))
        .contains("aopc", "abpc", "auc-5")
        .isSorted();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).<String>getAs("method")).isEqualTo(METHODS.get(i % METHODS.size()));
    }
  }

  @Test
  void intervalsTakeSubjectsTogether() throws Exception {
    Path none = Records.write(folder.resolve("none"), records(new String[8]), 1);
    String[] own = {"a", "b", "c", "d", "e", "f", "g", "h"};
    Path apart = Records.write(folder.resolve("apart"), records(own), 1);
    String[] two = {"a", "b", "a", "b", "a", "b", "a", "b"};
    Path shared = Records.write(folder.resolve("shared"), records(two), 1);
    List<Path> models = RESIDUAL;
    Path without = evaluate(none, "without", models);
    // Every record by itself is what it was before there were subjects, to the bit.
    Path with = evaluate(apart, "with", models);
    assertThat(bytes(with, "summary")).isEqualTo(bytes(without, "summary"));
    assertThat(bytes(with, "ranking")).isEqualTo(bytes(without, "ranking"));
    Path clustered = evaluate(shared, "clustered", models);
    String one = "method = 'saliency' and order = 'morf' and metric = 'aopc'";
    Row before = read(without, "summary").where(one).first();
    Row after = read(clustered, "summary").where(one).first();
    assertThat(after.<Double>getAs("mean")).isEqualTo(before.<Double>getAs("mean"));
    assertThat(after.<Double>getAs("ci_low")).isNotEqualTo(before.<Double>getAs("ci_low"));
    // Of two subjects only the mean of each and that of both can be drawn.
    List<Double> means =
        Stream.of(0, 1)
            .map(
                subject ->
                    mean(
                        read(clustered, "scores").where(one).collectAsList().stream()
                            .filter(row -> row.<String>getAs("record_id").charAt(7) % 2 == subject)
                            .map(row -> row.<Double>getAs("value"))
                            .toList()))
            .sorted()
            .toList();
    assertThat(after.<Double>getAs("ci_low")).isCloseTo(means.get(0), within(1e-12));
    assertThat(after.<Double>getAs("ci_high")).isCloseTo(means.get(1), within(1e-12));
  }

  @Test
  void subjectsMayBeNumbers() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(SUBJECTS), 1);
    Path numbered = folder.resolve("numbered");
    SparkSessions.local()
        .read()
        .parquet(records.toString())
        .withColumn("subject", functions.lit(7))
        .write()
        .parquet(numbered.toString());
    Path run = evaluate(numbered, "run", RESIDUAL);
    assertThat(read(run, "subjects").select("subject").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("7");
    assertThat(read(run, "ranking").where("metric = 'aopc'").first().<Long>getAs("n")).isEqualTo(1);
  }

  private Path evaluate(Path records, String out, List<Path> models, String... more)
      throws Exception {
    Path run = folder.resolve(out);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add(
        "--model=" + models.stream().map(Path::toString).collect(Collectors.joining(",")));
    arguments.add("--records=" + records);
    arguments.add("--out=" + run);
    arguments.add("--methods=" + String.join(",", METHODS));
    arguments.add("--iterations=6");
    if (!arguments.contains("--mode=paper")) {
      arguments.add("--repeats=1");
      arguments.add("--controls=none");
      arguments.add("--operator=add-noise");
    }
    Commands.run(new EvaluateJob(), arguments.toArray(String[]::new));
    return run;
  }

  private static List<Ecg> records(String[] subjects) {
    List<Ecg> records = new ArrayList<>();
    for (int i = 0; i < subjects.length; i++) {
      Ecg ecg = Records.noise("record-" + i);
      records.add(ecg.withSubject(subjects[i]));
    }
    return records;
  }

  private static void assertFinite(Dataset<Row> table) {
    for (Row row : table.collectAsList()) {
      for (int i = 0; i < row.size(); i++) {
        if (row.get(i) instanceof Double number) {
          assertThat(number).as(row.schema().fieldNames()[i]).isFinite();
        }
      }
      int reason = row.fieldIndex("reason");
      long missing =
          IntStream.range(0, row.size()).filter(i -> i != reason && row.isNullAt(i)).count();
      assertThat(row.isNullAt(reason)).as(row.toString()).isEqualTo(missing == 0);
    }
  }

  private static byte[] bytes(Path run, String table) throws Exception {
    try (Stream<Path> files = Files.list(run.resolve(table))) {
      List<Path> parts = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(parts).hasSize(1);
      return Files.readAllBytes(parts.get(0));
    }
  }

  private static Dataset<Row> read(Path run, String table) {
    return SparkSessions.local().read().parquet(run.resolve(table).toString());
  }
}
