package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.json.SpecJson;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.Tables;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings beside the scores of a run whose ranking is known: the later in METHODS the better. */
@Tag("slow")
class RatingsJobTest {
  private static final List<String> METHODS =
      List.of("random", "saliency", "lrp", "deeplift", "smoothgrad");
  private static final List<String> RECORDS = List.of("r1", "r2", "r3", "r4", "r5");
  private static final List<String> NETWORKS = List.of("one", "two");
  private static final String HEADER = "record,target,method,rater,question,value\n";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void aFinishedRun() throws IOException {
    run = folder.resolve("run");
    try (TableWriter writer =
        new TableWriter(
            new org.apache.hadoop.fs.Path(run.resolve("scores/shard-00000-x.parquet").toString()),
            new Configuration(),
            Tables.SCORES)) {
      for (String record : RECORDS) {
        for (String target : List.of("QT", "PR")) {
          for (String network : NETWORKS) {
            for (String method : METHODS) {
              double score = METHODS.indexOf(method) + 0.1 * RECORDS.indexOf(record);
              writer.write(score(record, network, target, method, "morf", "aopc", score, null));
              // The other way round, and never to be looked at.
              writer.write(score(record, network, target, method, "lerf", "aopc", -score, null));
              writer.write(
                  score(record, network, target, method, "morf", "abpc", null, "no curve"));
              writer.write(
                  score(record, network, target, method, "none", "pointing-game", score, null));
              writer.write(score(record, network, target, method, "none", "entropy", score, null));
            }
            writer.write(score(record, network, target, "none", "random", "aopc", 0.5, null));
          }
        }
      }
    }
    EvaluationSpec spec = EvaluationSpec.builder().networks(NetworksSpec.of("net.onnx")).build();
    Files.writeString(
        run.resolve("manifest.json"),
        "{\"command\": \"evaluate\", \"spec\": %s}".formatted(SpecJson.tree(spec)));
  }

  private static ScoreRow score(
      String record,
      String network,
      String target,
      String method,
      String order,
      String metric,
      Double value,
      String reason) {
    return new ScoreRow(
        record,
        network,
        target,
        method,
        "paper",
        "corrected",
        order,
        "add-noise",
        metric,
        value,
        reason);
  }

  @Test
  void ratingsInTheOrderOfTheScoresAgreeWithThem() throws Exception {
    Result result = compare(ratings("QT", 1, 3), ratings("PR", -1, 3));
    for (String metric : List.of("aopc", "pointing-game")) {
      Row same = expert("QT", metric);
      assertThat(same.<Double>getAs("tau")).isEqualTo(1);
      assertThat(same.<Double>getAs("ci_low")).isEqualTo(1);
      assertThat(same.<Integer>getAs("n_methods")).isEqualTo(5);
      assertThat(same.<Integer>getAs("n_records")).isEqualTo(5);
      assertThat(same.<Integer>getAs("n_raters")).isEqualTo(3);
      // Two of the 120 orders of five methods are as extreme.
      assertThat(same.<Double>getAs("p")).isCloseTo(2.0 / 120, within(1e-12));
      assertThat(expert("PR", metric).<Double>getAs("tau")).isEqualTo(-1);
    }
    // The smaller the better: its ranking is the other way round.
    assertThat(expert("QT", "entropy").<Double>getAs("tau")).isEqualTo(-1);
    Row none = expert("QT", "abpc");
    assertThat(none.<Object>getAs("tau")).isNull();
    assertThat(none.<String>getAs("reason")).isEqualTo("no heatmap has a rating and a score");
    assertThat(read("experts").where("order = 'lerf'").count()).isZero();
    assertThat(read("ratings").count()).isEqualTo(2 * 3 * 5 * 5);
    assertThat(result.lines())
        .contains(
            "  QT, 'trust': experts and aopc agree closely (τ = 1.00, 95 % 1.00 to 1.00, p ="
                + " 0.02, 5 methods, 5 records, 3 raters)",
            "  PR, 'trust': experts and aopc rank the methods in opposite ways (τ = −1.00, 95 %"
                + " −1.00 to −1.00, p = 0.02, 5 methods, 5 records, 3 raters)")
        .anyMatch(line -> line.startsWith("  QT, 'trust': the raters agree well (W = 1.00, p"))
        .anyMatch(line -> line.startsWith("  All targets, 'trust': how far the raters"));
    Row alpha = raters("QT", "krippendorff-alpha-ordinal");
    assertThat(alpha.<Double>getAs("ci_low")).isLessThanOrEqualTo(alpha.<Double>getAs("value"));
    assertThat(alpha.<Integer>getAs("n_items")).isEqualTo(25);
    assertThat(read("raters").select("target").distinct().count()).isEqualTo(3);
    noNaN();
  }

  private Path write(String name, String... values) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (String value : values) {
      text.append(value).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  /** Ratings of some records and of the first methods: {@code value} of rater and method. */
  private Path ratings(int records, int methods, int raters, IntBinaryOperator value)
      throws IOException {
    List<String> rows = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      for (int method = 0; method < methods; method++) {
        for (int rater = 0; rater < raters; rater++) {
          rows.add(
              "%s,QT,%s,rater-%d,trust,%d"
                  .formatted(
                      RECORDS.get(record),
                      METHODS.get(method),
                      rater,
                      value.applyAsInt(rater, method)));
        }
      }
    }
    return write("some.csv", rows.toArray(String[]::new));
  }

  @Test
  void lenientAndStrictRatersOfOneOrderAgree() throws Exception {
    Result result = compare(ratings(5, 5, 3, (rater, method) -> 10 * rater + method));
    assertThat(raters("QT", "krippendorff-alpha-ordinal").<Double>getAs("value")).isNegative();
    assertThat(raters("QT", "kendall-w-methods").<Double>getAs("value")).isEqualTo(1);
    assertThat(raters("QT", "kendall-w-methods").<Integer>getAs("n_items")).isEqualTo(5);
    assertThat(raters("QT", "icc-3-1").<Double>getAs("value")).isCloseTo(1, within(1e-9));
    assertThat(raters("QT", "krippendorff-alpha-centred").<Double>getAs("value"))
        .isCloseTo(1, within(1e-9));
    assertThat(result.lines())
        .anyMatch(line -> line.startsWith("  QT, 'trust': the raters agree well (W = 1.00, p"))
        .anyMatch(line -> line.startsWith("  QT, 'trust': experts and aopc agree closely (τ"));
    noNaN();
  }

  @Test
  void threeMethodsInTheReverseOrderSayNothing() throws Exception {
    Result result = compare(ratings(5, 3, 3, (rater, method) -> -method));
    assertThat(expert("QT", "aopc").<Double>getAs("tau")).isEqualTo(-1);
    assertThat(result.lines())
        .contains(
            "  QT, 'trust': whether experts and aopc agree cannot be said: there are fewer than 5"
                + " methods (τ = −1.00, 95 % −1.00 to −1.00, p = 0.33, 3 methods, 5 records, 3"
                + " raters)")
        .anyMatch(
            line ->
                line.startsWith(
                    "  QT, 'trust': whether the raters agree on the methods cannot be said from"
                        + " fewer than 5 (W = 1.00, p = "));
  }

  @Test
  void oneRaterAndTwoRecordsSayNothing() throws Exception {
    Result result = compare(ratings(2, 5, 1, (rater, method) -> (method * 2) % 5));
    assertThat(result.lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "  QT, 'trust': whether experts and aopc agree cannot be said: there is one"
                        + " rater (τ = "))
        .noneMatch(line -> line.contains("do not agree") || line.contains("disagree"));
  }

  @Test
  void whatChanceGivesAsWellSaysNothing() throws Exception {
    // Raters with unlike orders of five methods, the mean of which is hardly like the scores'.
    int[][] orders = {{0, 3, 1, 4, 2}, {2, 0, 4, 1, 3}, {4, 1, 0, 3, 2}};
    Result result = compare(ratings(5, 5, 3, (rater, method) -> orders[rater][method]));
    assertThat(raters("QT", "kendall-w-methods").<Double>getAs("p")).isGreaterThan(0.05);
    assertThat(result.lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "  QT, 'trust': whether the raters agree on the methods cannot be said: chance"
                        + " gives as much (W = "))
        .anyMatch(
            line ->
                line.startsWith(
                    "  QT, 'trust': whether experts and aopc agree cannot be said: chance gives"
                        + " as much (τ = "));
  }

  @Test
  void theSameRatingsGiveTheSameTables() throws Exception {
    Path csv = ratings("QT", 1, 3);
    compare(csv);
    List<Row> experts = read("experts").collectAsList();
    List<Row> raters = read("raters").collectAsList();
    List<String> lines = Files.readAllLines(csv);
    Path reversed = folder.resolve("reversed.csv");
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = lines.size() - 1; i > 0; i--) {
      text.append(lines.get(i)).append('\n');
    }
    Files.writeString(reversed, text);
    compare(reversed);
    assertThat(read("experts").collectAsList()).isEqualTo(experts);
    assertThat(read("raters").collectAsList()).isEqualTo(raters);
  }

  @Test
  void aParquetTableAndAFolderAreReadToo() throws Exception {
    Path csv = ratings("QT", 1, 2);
    compare(csv);
    List<Row> ratings = read("ratings").collectAsList();
    Path parquet = folder.resolve("parquet");
    read("ratings")
        .withColumnRenamed("record_id", "Record_ID")
        .withColumn("value", functions.col("value").cast("int").as("VALUE"))
        .withColumn("remark", functions.lit("new"))
        .write()
        .parquet(parquet.toString());
    compare(parquet);
    assertThat(read("ratings").collectAsList()).isEqualTo(ratings);
    Path many = Files.createDirectories(folder.resolve("many"));
    Files.copy(csv, many.resolve("a.csv"));
    compare(many);
    assertThat(read("ratings").collectAsList()).isEqualTo(ratings);
    Path wrong = folder.resolve("wrong");
    read("ratings").withColumn("value", functions.lit("good")).write().parquet(wrong.toString());
    refused(wrong).hasMessageContaining("column 'value' has the type string");
    Path nan = folder.resolve("nan");
    read("ratings").withColumn("value", functions.lit(Double.NaN)).write().parquet(nan.toString());
    refused(nan).hasMessageContaining("value 'NaN' is not a finite number");
  }

  @Test
  void quotesCapitalsAndTheMarkOfSpreadsheetsAreRead() throws Exception {
    Path csv =
        write(
            String.join(
                "\r\n",
                "\uFEFFRater,RECORD_ID,Target,Method,\"Question\",Value,Remark",
                "\"Dr. \"\"A\"\", Oslo\",r1,QT, lrp ,\"Is it",
                "right?\",3,\"a, b\"",
                "",
                "B,r1,QT,saliency,\"Is it",
                "right?\",-1.5e0,",
                ""));
    Result result = compare(csv);
    assertThat(read("ratings").orderBy("method").collectAsList().get(0).getString(3))
        .isEqualTo("Dr. \"A\", Oslo");
    // What comes from files cannot break lines on a terminal.
    assertThat(result.lines()).noneMatch(line -> line.contains("\n"));
    noNaN();
  }

  @Test
  void oneRaterHasReasonsAndARanking() throws Exception {
    Result result = compare(ratings("QT", 1, 1));
    for (Row row : read("raters").collectAsList()) {
      assertThat(row.<Object>getAs("value")).isNull();
      assertThat(row.<String>getAs("reason")).isEqualTo("there is one rater");
    }
    assertThat(expert("QT", "aopc").<Double>getAs("tau")).isEqualTo(1);
    assertThat(result.lines())
        .contains(
            "  QT, 'trust': how far the raters agree cannot be said: there is one rater (1 rater)");
    noNaN();
  }

  @Test
  void tiesEverywhereHaveReasons() throws Exception {
    Result result = compare(ratings("QT", 0, 3));
    for (Row row : read("raters").collectAsList()) {
      assertThat(row.<Object>getAs("value")).isNull();
      assertThat(row.<String>getAs("reason")).isNotBlank();
    }
    Row tau = expert("QT", "aopc");
    assertThat(tau.<Object>getAs("tau")).isNull();
    assertThat(tau.<Object>getAs("p")).isNull();
    assertThat(tau.<String>getAs("reason"))
        .isEqualTo("all methods are equal in one of the rankings");
    assertThat(result.lines()).anyMatch(line -> line.contains("cannot be compared"));
    noNaN();
  }

  @Test
  void aSingleHeatmapHasReasons() throws Exception {
    compare(write(HEADER + "r1,QT,lrp,A,trust,3\nr1,QT,lrp,B,trust,4\n"));
    assertThat(expert("QT", "aopc").<String>getAs("reason"))
        .isEqualTo("a ranking needs at least two methods");
    noNaN();
  }

  @Test
  void whatTheRunDoesNotHaveIsNamed() throws Exception {
    refused(write(HEADER + "r1,QT,salience,A,trust,3\nr1,QT,none,A,trust,3\n"))
        .hasMessageContaining("methods that the run does not have")
        .hasMessageContaining("'salience' (")
        .hasMessageContaining("line 2; did you mean 'saliency'?)")
        .hasMessageContaining("'none' (")
        .hasMessageContaining("Known: deeplift, lrp, random, saliency, smoothgrad.");
    refused(write(HEADER + "r1,qt,saliency,A,trust,3\n"))
        .hasMessageContaining("targets that the run does not have: 'qt'")
        .hasMessageContaining("did you mean 'QT'?");
    refused(write(HEADER + "elsewhere,QT,saliency,A,trust,3\n"))
        .hasMessageContaining("none of the rated records is in")
        .hasMessageContaining("for example 'r1', not 'elsewhere'");
    assertThat(run.resolve("ratings")).doesNotExist();
  }

  @Test
  void recordsThatTheRunDoesNotHaveAreLeftOut() throws Exception {
    Path more = folder.resolve("more.csv");
    Files.writeString(
        more,
        Files.readString(ratings("QT", 1, 2))
            + "elsewhere,QT,saliency,rater-0,trust,9\nelsewhere,QT,lrp,rater-0,trust,9\n");
    Result result = compare(more);
    assertThat(result.lines())
        .contains("Left out: 2 ratings of 1 records that the run does not have.");
    assertThat(read("ratings").where("record_id = 'elsewhere'").count()).isZero();
    assertThat(expert("QT", "aopc").<Double>getAs("tau")).isEqualTo(1);
  }

  @Test
  void defectsOfAFileAreNamedWithTheirLine() throws Exception {
    refused(write("")).hasMessageContaining("is empty; it needs a header with record, target");
    refused(write(HEADER)).hasMessageContaining("is empty");
    refused(write("record,target,method,rater,value\nr1,QT,lrp,A,1\n"))
        .hasMessageContaining("column 'question' is missing. Found: record, target, method, rater");
    refused(write(HEADER.replace(',', ';')))
        .hasMessageContaining("separated by semicolons; save the table with commas");
    refused(write("record_id," + HEADER)).hasMessageContaining("two columns 'record'");
    refused(write(HEADER + "r1,QT,lrp,A,trust,1\nr2,QT,lrp,A,trust,good\n"))
        .hasMessageContaining("line 3: value 'good' is not a finite number");
    refused(write(HEADER + "r1,QT,lrp,A,trust,NaN\n")).hasMessageContaining("'NaN' is not a");
    refused(write(HEADER + "r1,QT,lrp,A,trust,1e999\n")).hasMessageContaining("'1e999' is not a");
    refused(write(HEADER + "r1,QT,lrp,A,trust,\"3,5\"\n"))
        .hasMessageContaining("write numbers with a point");
    refused(write(HEADER + "r1,QT,lrp,,trust,1\n"))
        .hasMessageContaining("line 2: column 'rater' is empty");
    refused(write(HEADER + "r1,QT,lrp\n")).hasMessageContaining("column 'rater' is empty");
    refused(write(HEADER + "r1,QT,lrp,A,\"trust,1\n")).hasMessageContaining("no comma-separated");
    refused(write(HEADER + "r1,QT,lrp,A,trust,1\nr2,QT,lrp,A,trust,1\nr1,QT,lrp,A,trust,1\n"))
        .hasMessageContaining("line 4: record 'r1', target 'QT', method 'lrp', rater 'A'")
        .hasMessageContaining("have a rating already (")
        .hasMessageContaining("line 2); keep one of the two");
    refused(folder.resolve("nowhere.csv")).hasMessageContaining("there is no such file or folder");
  }

  @Test
  void aRunThatIsNotFinishedIsRefused() throws Exception {
    Path csv = ratings("QT", 1, 2);
    Files.delete(run.resolve("manifest.json"));
    refused(csv).hasMessageContaining("no finished run: there is no manifest.json");
    Path predicted = Files.createDirectories(folder.resolve("predicted"));
    Files.writeString(predicted.resolve("manifest.json"), "{\"command\": \"predict\"}");
    run = predicted;
    refused(csv).hasMessageContaining("was written by 'predict'; name the --out of evaluate");
    Files.writeString(predicted.resolve("manifest.json"), "{\"command\": \"evaluate\"}");
    refused(csv).hasMessageContaining("has no scores to compare with");
  }

  private AbstractThrowableAssert<?, ?> refused(Path ratings) {
    return assertThatThrownBy(() -> compare(ratings)).isInstanceOf(UserException.class);
  }

  private Result compare(Path... ratings) throws Exception {
    String[] arguments = new String[ratings.length + 1];
    arguments[0] = "--run=" + run;
    for (int i = 0; i < ratings.length; i++) {
      arguments[i + 1] = "--ratings=" + ratings[i];
    }
    return Commands.run(new RatingsJob(), arguments);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("ratings.csv"), text);
  }

  /** All heatmaps of a target, better (1), worse (-1) or equal (0) in the order of the methods. */
  private Path ratings(String target, int direction, int raters) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (String record : RECORDS) {
      for (String method : METHODS) {
        for (int rater = 0; rater < raters; rater++) {
          text.append(
              "%s,%s,%s,rater-%d,trust,%d\n"
                  .formatted(
                      record, target, method, rater, 10 + 2 * direction * METHODS.indexOf(method)));
        }
      }
    }
    return Files.writeString(folder.resolve(target + ".csv"), text);
  }

  private Row expert(String target, String metric) {
    List<Row> rows =
        read("experts")
            .where(functions.col("target").equalTo(target))
            .where(functions.col("metric").equalTo(metric))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private Row raters(String target, String measure) {
    return read("raters")
        .where(functions.col("target").equalTo(target))
        .where(functions.col("measure").equalTo(measure))
        .first();
  }

  private void noNaN() {
    for (String table : List.of("ratings", "raters", "experts")) {
      Dataset<Row> rows = read(table);
      for (StructField field : rows.schema().fields()) {
        if (field.dataType() instanceof DoubleType) {
          assertThat(rows.where(functions.isnan(rows.col(field.name()))).count()).isZero();
        }
      }
    }
  }

  private Dataset<Row> read(String table) {
    return SparkSessions.local().read().parquet(run.resolve(table).toString());
  }
}
