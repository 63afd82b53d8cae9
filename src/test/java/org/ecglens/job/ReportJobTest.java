package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJobTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @TempDir Path folder;

  @Test
  void thePageHoldsTheTablesOfTheRun() throws Exception {
    Path run = evaluate();
    Path out = folder.resolve("report");
    String before = files(run);
    assertThat(report(run, out).lines()).containsExactly("Report: " + out.resolve("index.html"));
    JsonNode data = data(out);
    List<Row> curves =
        SparkSessions.local().read().parquet(run.resolve("curves").toString()).collectAsList();
    JsonNode table = data.at("/tables/curves");
    assertThat(table.get("rows")).hasSize(curves.size());
    int mean = position(table, "mean");
    for (int i = 0; i < curves.size(); i++) {
      JsonNode row = table.get("rows").get(i);
      assertThat(row.get(position(table, "method")).asText())
          .isEqualTo(curves.get(i).getAs("method"));
      double exact = curves.get(i).<Double>getAs("mean");
      // The page shows five digits.
      assertThat(row.get(mean).asDouble()).isEqualTo(Double.parseDouble("%.4e".formatted(exact)));
    }
    assertThat(data.at("/quarantine/total").asInt()).isEqualTo(9);
    assertThat(data.at("/quarantine/counts/rows/0/2").asInt()).isEqualTo(9);
    assertThat(data.at("/quarantine/examples/rows")).as("a few are enough").hasSize(5);
    assertThat(data.at("/verdict/records").asInt()).isEqualTo(13);
    assertThat(data.at("/run/metric").asText()).isEqualTo("aopc-over-random");
    assertThat(files(run)).as("the run stays as it was").isEqualTo(before);

    // Again, into the same folder: its own page may go.
    Files.writeString(out.resolve("notes.txt"), "mine");
    report(run, out);
    assertThat(out.resolve("notes.txt")).hasContent("mine");
    assertThat(names(out)).containsExactlyInAnyOrder("index.html", "notes.txt");

    Path judged = Files.createDirectories(folder.resolve("judged"));
    Files.createSymbolicLink(judged.resolve("evaluation"), run);
    report(judged, folder.resolve("report-of-judged"));
    assertThat(data(folder.resolve("report-of-judged")).at("/verdict/records").asInt())
        .isEqualTo(13);

    Path unfinished = folder.resolve("unfinished");
    Files.createDirectories(unfinished);
    Files.copy(run.resolve("_run.json"), unfinished.resolve("_run.json"));
    assertThatThrownBy(() -> report(unfinished, out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no finished run");

    SparkSessions.local()
        .read()
        .parquet(run.resolve("curves").toString())
        .drop("ci_low")
        .write()
        .parquet(folder.resolve("older").toString());
    swap(folder.resolve("older"), run.resolve("curves"));
    assertThatThrownBy(() -> report(run, out))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("curves/part-", "is gone", "computes what is missing");
    // Older versions listed no files.
    Path manifest = run.resolve("manifest.json");
    ObjectNode older = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    older.remove("files");
    Files.writeString(manifest, older.toString());
    assertThatThrownBy(() -> report(run, out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("table curves has no column ci_low double")
        .hasMessageContaining("evaluate again");
    Files.writeString(run.resolve("verdict.json"), "{\"answer\": 42}");
    assertThatThrownBy(() -> report(run, out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("verdict.json cannot be read")
        .hasMessageContaining("evaluate again");
  }

  private static void swap(Path by, Path table) throws Exception {
    Files.move(table, table.resolveSibling("curves-away"));
    Files.move(by, table);
  }

  @Test
  void refusesToWriteWhereItMustNot() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertRefused(file.toString(), "is a file");
    assertRefused(file + "/below", "cannot be written");
    assertRefused("hdfs://cluster/report", "folder of this machine");
    assertRefused("s3a://bucket/report", "folder of this machine");
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(site.resolve("index.html"), "<!DOCTYPE html><title>Mine</title>");
    assertRefused(site.toString(), "not a report of ecglens");
    assertThat(site.resolve("index.html")).content().contains("Mine");
    Path linked = Files.createDirectories(folder.resolve("linked"));
    Files.createSymbolicLink(linked.resolve("index.html"), file);
    assertRefused(linked.toString(), "not a report of ecglens");
  }

  private void assertRefused(String out, String message) {
    assertThatThrownBy(
            () -> Commands.run(new ReportJob(), "--run=" + folder.resolve("none"), "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  private Path evaluate() throws Exception {
    List<Ecg> records = new ArrayList<>(Records.noise(4));
    for (int i = 0; i < 9; i++) {
      records.add(Records.notANumber("broken-" + i));
    }
    Path run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + TestNetworks.residualSmall(),
        "--records=" + Records.write(folder.resolve("records"), records, 1),
        "--methods=saliency,deconvolution,random",
        "--iterations=4",
        "--repeats=1",
        "--checks=none",
        "--out=" + run);
    return run;
  }

  private static Result report(Path run, Path out) throws Exception {
    return Commands.run(new ReportJob(), "--run=" + run, "--gallery=0", "--out=" + out);
  }

  /** What the scripts of a page read. */
  static JsonNode data(Path out) throws Exception {
    Matcher data = DATA.matcher(Files.readString(out.resolve("index.html")));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  private static int position(JsonNode table, String column) {
    List<String> columns = new ArrayList<>();
    table.get("columns").forEach(name -> columns.add(name.asText()));
    return columns.indexOf(column);
  }

  private static String files(Path root) throws Exception {
    try (var walk = Files.walk(root)) {
      return walk.map(Path::toString).sorted().toList().toString();
    }
  }

  private static List<String> names(Path root) throws Exception {
    try (var list = Files.list(root)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }
}
