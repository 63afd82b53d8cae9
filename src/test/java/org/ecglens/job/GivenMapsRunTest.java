package org.ecglens.job;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps that another program made, beside the methods of a run. */
class GivenMapsRunTest {
  private static final String MODEL = "--model=" + TestNetworks.residualSmall();

  /** Gradients round alike in the same batch. */
  private static final String ONE_SHARD = "--shard-size=100";

  @TempDir Path folder;
  private Path records;
  private Dataset<Row> maps;

  /** Maps of saliency stand for those of another program. */
  @BeforeEach
  void maps() throws Exception {
    records = Records.write(folder.resolve("records"), Records.noise(5), 2);
    Path explained = folder.resolve("explained");
    Commands.run(
        new AttributeJob(),
        MODEL,
        "--records=" + records,
        "--methods=saliency",
        ONE_SHARD,
        "--out=" + explained);
    maps = read(explained.resolve("attributions"));
  }

  private static Dataset<Row> read(Path table) {
    return SparkSessions.local().read().parquet(table.toString());
  }

  private Path write(String name, Dataset<Row> table) {
    Path path = folder.resolve(name);
    table.write().parquet(path.toString());
    return path;
  }

  private Path evaluate(String out, Path given, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(MODEL, "--records=" + records));
    words.addAll(List.of("--methods=saliency,input-x-gradient", "--iterations=4", "--repeats=1"));
    words.add("--checks=all");
    words.add(ONE_SHARD);
    words.add("--check-records=5");
    words.add("--attributions=" + given);
    words.add("--out=" + folder.resolve(out));
    words.addAll(List.of(more));
    Commands.run(new EvaluateJob(), words.toArray(String[]::new));
    return folder.resolve(out);
  }

  /** The scores of a method and of the controls that are made of its maps, under another name. */
  private static List<String> scores(Path run, String method) {
    return read(run.resolve("scores"))
        .where("method = '%s' or method like '%%:%s'".formatted(method, method))
        // Those take explanations of other signals.
        .where("metric not like 'instability%' and metric not like '%-sensitivity'")
        // The last rows of a pass round differently.
        .withColumn("value", expr("round(value, 3)"))
        .withColumn("method", expr("replace(method, '%s', 'map')".formatted(method)))
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> heatmaps(Path run, String method) {
    return read(run.resolve("attributions"))
        .where("method = '%s'".formatted(method))
        .orderBy("record_id")
        .select("record_id", "attribution")
        .toJSON()
        .collectAsList();
  }

  @Test
  void haveTheScoresOfTheMethodThatMadeThem() throws Exception {
    Path given =
        write("given", maps.selectExpr("record_id", "target", "'tool' as method", "attribution"));
    Path run = evaluate("run", given, "--heatmaps");
    assertThat(heatmaps(run, "tool")).isEqualTo(heatmaps(run, "saliency")).hasSize(5);
    assertThat(scores(run, "tool"))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(scores(run, "saliency"));
    // What another program took to make them is not known here.
    assertThat(methods(run, "cost")).contains("saliency").doesNotContain("tool");
    assertThat(methods(run, "agreement")).contains("saliency");
    assertThat(methods(run, "attributions")).contains("saliency", "tool");
    assertThat(Files.readString(run.resolve("verdict.txt"))).contains("tool");
    assertThat(Files.readString(run.resolve("manifest.json"))).contains("tool (made elsewhere)");
    Path pictures = folder.resolve("pictures");
    Commands.run(
        new PictureJob(), "--run=" + run, "--id=record-0", "--method=tool", "--out=" + pictures);
    assertThat(pictures).isNotEmptyDirectory();
    Commands.run(new ReportJob(), "--run=" + run, "--out=" + folder.resolve("page"));
    assertThat(folder.resolve("page")).isNotEmptyDirectory();
    // The same command again changes nothing; other maps in the same place are another run.
    evaluate("run", given, "--heatmaps");
    Path other =
        write(
            "other",
            maps.selectExpr(
                "record_id",
                "target",
                "'tool' as method",
                "transform(attribution, a -> -2 * a) as attribution"));
    assertThatThrownBy(() -> evaluate("run", other, "--heatmaps"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--records");
  }

  @Test
  void aRecordWithoutAMapHasNoScoreAndTheReason() throws Exception {
    Path given =
        write(
            "given",
            maps.where("record_id <> 'record-3'")
                .selectExpr(
                    "record_id",
                    "model",
                    "target",
                    "'tool' as method",
                    "cast(attribution as array<double>) as attribution"));
    Path run = evaluate("run", given, "--controls=all");
    Dataset<Row> tool = read(run.resolve("scores")).where("method = 'tool' and metric = 'aopc'");
    assertThat(tool.where("value is null").select("record_id", "reason").distinct().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[record-3,there is no map of this record]");
    assertThat(tool.where("value is not null").select("record_id").distinct().count()).isEqualTo(4);
    assertThat(run.resolve("quarantine")).doesNotExist();
  }

  private static List<String> methods(Path run, String table) {
    Dataset<Row> rows = read(run.resolve(table));
    String column = List.of(rows.columns()).contains("method") ? "method" : "method_a";
    return rows.selectExpr(column).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void mistakesAreNamed() {
    refused("none", maps.limit(0), "has no maps");
    refused("own", maps, "a method 'saliency', which --methods names as well");
    refused("control", maps.withColumn("method", lit("amplitude")), "the name of a control");
    refused("group", maps.withColumn("method", lit("all")), "of a group of methods");
    refused(
        "colon", maps.withColumn("method", lit("tool:2")), "colons are in the names of controls");
    refused(
        "columns", maps.drop("target"), "column 'target' (string) is missing. Found: record_id");
    refused(
        "type",
        maps.selectExpr("record_id", "target", "'tool' as method", "'x' as attribution"),
        "column 'attribution' has the type string, expected array<float>");
    Dataset<Row> tool = maps.selectExpr("record_id", "target", "'tool' as method", "attribution");
    refused(
        "ids",
        maps.selectExpr(
            "concat('x', record_id) as record_id", "target", "'tool' as method", "attribution"),
        "no map is of a record of --records");
    refused("twice", tool.union(tool), "there are 2 maps of record 'record-0'");
    refused(
        "size",
        tool.withColumn("attribution", expr("slice(attribution, 1, 600)")),
        "have 600 values; the input of");
    refused("target", tool.withColumn("target", lit("age")), "has no map of a target of");
    assertThatThrownBy(() -> evaluate("nowhere-run", folder.resolve("nowhere")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--attributions: there is no file or folder");
  }

  private void refused(String name, Dataset<Row> table, String message) {
    Path given = write(name, table);
    assertThatThrownBy(() -> evaluate(name + "-run", given))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
