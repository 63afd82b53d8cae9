package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a run to ratings that the run is compared with. */
@Tag("slow")
class ReviewJobTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> IDS =
      List.of("../../up", "<script>alert(1)</script>", "plain", "\"quoted\", and more");
  private static final List<String> METHODS = List.of("saliency", "input-x-gradient", "random");

  @TempDir static Path folder;
  private static Path run;

  @BeforeAll
  static void evaluate() throws Exception {
    Path records =
        Records.write(
            folder.resolve("records"), IDS.stream().map(id -> Records.noise(id)).toList(), 1);
    run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + TestNetworks.residualSmall(),
        "--records=" + records,
        "--methods=" + String.join(",", METHODS),
        "--checks=none",
        "--iterations=5",
        "--repeats=1",
        "--out=" + run);
  }

  @Test
  void ratingsComeBackUnderTheMethodsThatMadeTheHeatmaps() throws Exception {
    Path out = folder.resolve("review");
    Result built = build(out, "--raters=2", "--cases=3", "--seed=4");
    assertThat(built.lines().get(0))
        .isEqualTo(
            "9 heatmaps of 3 records, 1 targets and 3 methods; each rater sees 10, of which 1"
                + " twice.");
    for (String page : List.of("rater-1.html", "rater-2.html")) {
      assertThat(withoutPictures(Files.readString(out.resolve("raters").resolve(page))))
          .doesNotContain(METHODS)
          .doesNotContain("residual-small", "alert(1)", "quoted", "/up");
    }
    assertThat(folder.resolve("up")).doesNotExist();

    JsonNode key = JSON.readTree(out.resolve("organiser/key.json").toFile());
    Path saved = Files.createDirectories(folder.resolve("saved"));
    for (JsonNode rater : key.get("raters")) {
      ObjectNode file = JSON.createObjectNode();
      file.put("format", "ecglens ratings 1").put("review", key.get("review").asText());
      file.put("rater", rater.get("code").asText());
      ArrayNode answers = file.putArray("answers");
      for (JsonNode showing : rater.get("showings")) {
        for (String question : List.of("covers", "trust")) {
          answers
              .addObject()
              .put("item", showing.get("code").asText())
              .put("question", question)
              .put("value", 1 + METHODS.indexOf(showing.get("method").asText()))
              .put("revision", 1);
        }
      }
      JSON.writeValue(saved.resolve(rater.get("code").asText() + ".json").toFile(), file);
    }
    Result collected =
        Commands.run(new ReviewJob(), "--collect", "--out=" + out, "--answers=" + saved);
    Path ratings = out.resolve("ratings.csv");
    assertThat(collected.lines())
        .contains(
            "rater-1: 10 of 10 heatmaps rated",
            "  'trust', rated twice: 1, the same 100 %, weighted kappa cannot be said: all ratings"
                + " are equal",
            "Results: " + ratings + " (36 ratings)")
        .endsWith("Next: jobs/submit ratings --run %s --ratings %s".formatted(run, ratings));
    Result compared = Commands.run(new RatingsJob(), "--run=" + run, "--ratings=" + ratings);
    assertThat(compared.lines())
        .noneMatch(line -> line.startsWith("Left out"))
        .anyMatch(line -> line.contains("agree on the methods cannot be said from fewer than 5"))
        .anyMatch(line -> line.contains("3 methods, 3 records, 2 raters"));
  }

  @Test
  void theSeedChoosesTheRecords() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    build(one, "--raters=1", "--cases=2", "--seed=1", "--methods=random", "--repeats=0");
    build(other, "--raters=1", "--cases=2", "--seed=1", "--methods=random", "--repeats=0");
    assertThat(showings(other)).isEqualTo(showings(one)).hasSize(2);
    build(other, "--raters=1", "--ids=plain,../../up", "--methods=random", "--overwrite");
    assertThat(showings(other)).containsExactlyInAnyOrder("plain", "../../up");
    assertThat(other.resolve("organiser-1/key.json")).exists();
  }

  @Test
  void buildsServesAndServesAgain() throws Exception {
    Path out = folder.resolve("served");
    String[] building = {"--run=" + run, "--raters=2", "--cases=1", "--methods=random,all"};
    List<String> first = served(out, SparkSessions::local, building);
    assertThat(first)
        .contains("For the raters: " + out.resolve("raters") + ", one page each")
        .first()
        .asString()
        .startsWith("3 heatmaps of 1 records");
    List<String> again =
        served(
            out,
            () -> {
              throw new AssertionError("needs no Spark");
            });
    assertThat(addresses(again)).hasSize(2);
    assertThat(addresses(first))
        .hasSize(2)
        .allMatch(line -> line.matches("  rater-\\d  http://[0-9.:]+/[0-9a-f]{32}/  .*rated\\)"));
    refused(out, "--raters=2", "--serve").hasMessageContaining("Leave out --run");
    assertThatThrownBy(() -> Commands.run(new ReviewJob(), "--serve", "--raters=2", "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--raters is for building");
  }

  private static List<String> addresses(List<String> lines) {
    return lines.stream().filter(line -> line.contains("http://127.0.0.1:")).toList();
  }

  /** What the terminal says until all is served. */
  private static List<String> served(Path out, Supplier<SparkSession> spark, String... options)
      throws InterruptedException {
    ReviewJob job = new ReviewJob();
    CommandLine command = new CommandLine(job);
    command.parseArgs(
        Stream.concat(Stream.of("--serve", "--port=0", "--out=" + out), Stream.of(options))
            .toArray(String[]::new));
    StringWriter terminal = new StringWriter();
    Thread server =
        new Thread(() -> run(job, new JobContext(spark, new PrintWriter(terminal), false)));
    server.start();
    while (server.isAlive() && !terminal.toString().contains("Ctrl-C")) {
      Thread.sleep(20);
    }
    server.interrupt();
    server.join(10_000);
    assertThat(server.isAlive()).isFalse();
    return terminal.toString().lines().toList();
  }

  @Test
  void refusesWhatCannotBeReviewed() throws Exception {
    Path out = folder.resolve("refused");
    refused(out, "--raters=0").hasMessageContaining("--raters must be at least 1");
    refused(out, "--raters=1", "--cases=0").hasMessageContaining("--cases is 0");
    refused(out, "--raters=1", "--methods=salency").hasMessageContaining("'saliency'");
    refused(out, "--raters=1", "--ids=nobody").hasMessageContaining("'nobody'");
    refused(out, "--raters=1", "--repeats=many").hasMessageContaining("--repeats many");
    refused(out, "--raters=1", "--repeats=60%")
        .hasMessage("--repeats 60%: from none to half of the heatmaps can come twice.");
    refused(out, "--raters=1", "--repeats=20").hasMessageContaining("12 heatmaps");
    refused(out, "--raters=1", "--collect").hasMessageContaining("--run");
    refused(out, "--raters=1", "--serve", "--port=99999").hasMessageContaining("--port");
    refused(out, "--raters=1", "--answers=x").hasMessageContaining("--collect");
    assertThat(out).doesNotExist();
    assertThatThrownBy(
            () -> Commands.run(new ReviewJob(), "--run=" + folder, "--raters=1", "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no finished run");
    assertThatThrownBy(() -> Commands.run(new ReviewJob(), "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Give --run DIR");
    assertThatThrownBy(() -> Commands.run(new ReviewJob(), "--collect", "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no review");
    build(out, "--raters=1", "--cases=1", "--methods=random");
    refused(out, "--raters=1").hasMessageContaining("holds a review already");
  }

  /** Letters of zipped pictures may be any word. */
  private static String withoutPictures(String page) {
    return page.replaceAll("<script type=\"text/plain\"[^>]*>[^<]*", "");
  }

  private static void run(Job job, JobContext context) {
    try {
      job.run(context);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Result build(Path out, String... options) throws Exception {
    return Commands.run(
        new ReviewJob(),
        Stream.concat(Stream.of("--run=" + run, "--out=" + out), Stream.of(options))
            .toArray(String[]::new));
  }

  private static AbstractThrowableAssert<?, ?> refused(Path out, String... options) {
    return assertThatThrownBy(() -> build(out, options)).isInstanceOf(UserException.class);
  }

  private static List<String> showings(Path out) throws IOException {
    JsonNode key = JSON.readTree(out.resolve("organiser/key.json").toFile());
    return key.get("raters").get(0).get("showings").findValuesAsText("record");
  }
}
