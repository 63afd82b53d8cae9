package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs by shards: whole, interrupted, cut otherwise, and with records that cannot be used. */
@Tag("slow")
class RecordRunTest {
  private static final List<String> TABLES =
      List.of("predictions", "scores", "curves", "summary", "ranking", "pairs");

  @TempDir Path folder;

  @Test
  void twoRunsGiveTheSameFiles() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(6), 2);
    Path one = evaluate(records, "one", "--shard-size=2");
    Path two = evaluate(records, "two", "--shard-size=2");
    for (String table : TABLES) {
      List<Path> first = files(one.resolve(table));
      List<Path> second = files(two.resolve(table));
      assertThat(first).hasSameSizeAs(second).isNotEmpty();
      for (int i = 0; i < first.size(); i++) {
        assertThat(first.get(i)).hasSameBinaryContentAs(second.get(i));
      }
    }
  }

  @Test
  void whatAKillLeftBehindTheLastShardIsCleaned() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(6), 2);
    Path run = evaluate(records, "killed", "--shard-size=2");
    List<Path> before = files(run.resolve("scores"));
    // As if the driver had died after the last marker: nothing is pending, an orphan is there.
    Files.delete(run.resolve("manifest.json"));
    Files.copy(before.get(0), run.resolve("scores/shard-00000-dead.parquet"));
    evaluate(records, "killed", "--shard-size=2");
    assertThat(files(run.resolve("scores"))).isEqualTo(before);
    assertThat(run.resolve("manifest.json")).exists();
  }

  @Test
  void aRunOfAnotherVersionIsNotContinued() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Path run = evaluate(records, "old");
    Files.writeString(run.resolve("_run.json"), "{\"command\": \"evaluate\", \"settings\": {}}");
    assertThatThrownBy(() -> evaluate(records, "old"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds a run of another version of ecglens")
        .hasMessageContaining("--overwrite");
  }

  @Test
  void anInterruptedRunContinuesToTheSameTables() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(6), 2);
    Path whole = evaluate(records, "whole", "--shard-size=2");
    Path broken = evaluate(records, "broken", "--shard-size=2");
    // As if the driver had died after the first shard: a marker is missing, its files are orphans,
    // and one attempt left half a file.
    List<Path> markers = files(broken.resolve("_shards"));
    assertThat(markers).hasSizeGreaterThan(1);
    Files.delete(markers.get(1));
    Files.delete(broken.resolve("manifest.json"));
    Files.writeString(broken.resolve("scores/shard-00001-dead.parquet"), "half a fi");
    long kept = Files.getLastModifiedTime(files(broken.resolve("_shards")).get(0)).toMillis();
    evaluate(records, "broken", "--shard-size=1");
    assertThat(Files.getLastModifiedTime(files(broken.resolve("_shards")).get(0)).toMillis())
        .isEqualTo(kept);
    assertThat(broken.resolve("manifest.json")).exists();
    for (String table : TABLES) {
      List<Path> first = files(whole.resolve(table));
      List<Path> second = files(broken.resolve(table));
      assertThat(second).hasSameSizeAs(first);
      for (int i = 0; i < first.size(); i++) {
        assertThat(first.get(i)).hasSameBinaryContentAs(second.get(i));
      }
    }
  }

  @Test
  void aSampleIsTheSameHoweverTheRecordsLie() throws Exception {
    List<Ecg> ecgs = Records.noise(12);
    Path one = Records.write(folder.resolve("one-file"), ecgs, 1);
    Path many = Records.write(folder.resolve("many-files"), ecgs, 4);
    List<String> chosen = sampled(one, "a", "--sample=5", "--seed=1");
    assertThat(chosen).hasSize(5).doesNotHaveDuplicates();
    assertThat(sampled(many, "b", "--sample=5", "--seed=1", "--shard-size=1")).isEqualTo(chosen);
    assertThat(sampled(one, "c", "--sample=5", "--seed=2")).hasSize(5).isNotEqualTo(chosen);
    assertThat(sampled(one, "d", "--sample=50")).hasSize(12);
    assertThatThrownBy(() -> sampled(one, "e", "--sample=0"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--sample is 0");
  }

  private List<String> sampled(Path records, String out, String... more) throws Exception {
    Path run = evaluate(records, out, more);
    return SparkSessions.local()
        .read()
        .parquet(run.resolve("predictions").toString())
        .select("record_id")
        .orderBy("record_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void resultsDoNotDependOnShardsFilesOrBatches() throws Exception {
    List<Ecg> ecgs = Records.noise(5);
    Path one = Records.write(folder.resolve("one-file"), ecgs, 1);
    Path five = Records.write(folder.resolve("five-files"), ecgs, 5);
    // In the unit of the predictions: their spread over five records is resolved worse.
    String scale = "--scale=one";
    Path whole =
        evaluate(one, "whole", "--shard-size=100", "--micro-batch=64", "--heatmaps", scale);
    Path cut = evaluate(five, "cut", "--shard-size=2", "--micro-batch=7", "--heatmaps", scale);
    Path single =
        evaluate(five, "single", "--shard-size=5", "--micro-batch=1", "--heatmaps", scale);
    for (Path other : List.of(cut, single)) {
      compare(whole, other, "attributions", "attribution", "record_id", "method");
      compare(whole, other, "curves", "mean", "method", "operator", "order", "step");
    }
  }

  private void compare(Path one, Path other, String table, String value, String... keys) {
    List<Row> first = sorted(one.resolve(table), keys);
    List<Row> second = sorted(other.resolve(table), keys);
    assertThat(second).hasSameSizeAs(first).isNotEmpty();
    double largest = 0;
    double error = 0;
    for (int i = 0; i < first.size(); i++) {
      for (String key : keys) {
        assertThat(second.get(i).<Object>getAs(key)).isEqualTo(first.get(i).getAs(key));
      }
      List<Double> a = numbers(first.get(i), value);
      List<Double> b = numbers(second.get(i), value);
      for (int j = 0; j < a.size(); j++) {
        largest = Math.max(largest, Math.abs(a.get(j)));
        error = Math.max(error, Math.abs(a.get(j) - b.get(j)));
      }
    }
    // Curves are differences of predictions, which float32 resolves to a few units in the last
    // place.
    double resolved =
        table.equals("attributions")
            ? 1e-5 * largest
            : 4 * Math.ulp((float) largestPrediction(one.resolve("predictions")));
    assertThat(error).isCloseTo(0, within(resolved));
  }

  private static double largestPrediction(Path predictions) {
    return SparkSessions.local().read().parquet(predictions.toString()).collectAsList().stream()
        .mapToDouble(row -> Math.abs(row.<Double>getAs("prediction")))
        .max()
        .orElseThrow();
  }

  private static List<Double> numbers(Row row, String column) {
    Object value = row.getAs(column);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Double number) {
      return List.of(number);
    }
    return row.<Number>getList(row.fieldIndex(column)).stream().map(Number::doubleValue).toList();
  }

  @Test
  void recordsThatCannotBeUsedGoToQuarantine() throws Exception {
    List<Ecg> ecgs = new ArrayList<>(Records.noise(3));
    ecgs.add(Records.notANumber("nan"));
    ecgs.add(Records.constant("constant"));
    ecgs.add(Records.of("eight", 8, Arrays.copyOf(ecgs.get(0).signal(), 8 * 600)));
    ecgs.add(Records.of("empty", 12, new float[0]));
    Path records = Records.write(folder.resolve("records"), ecgs, 1);
    Path out = folder.resolve("out");
    Result result = Commands.run(new PredictJob(), arguments(records, out));
    assertThat(read(out.resolve("predictions")).count()).isEqualTo(3);
    assertThat(
            read(out.resolve("quarantine")).orderBy("record_id").collectAsList().stream()
                .map(row -> row.getString(0) + " " + row.getString(3)))
        .containsExactly("constant constant", "eight leads", "empty zero-length", "nan not-finite");
    assertThat(read(out.resolve("quarantine")).where("record_id = 'nan'").first().getString(4))
        .isEqualTo("residual-small: signal: lead II, sample 1 is NaN");
    assertThat(result.lines()).contains("7 records, 4 of them in quarantine");
    assertThatThrownBy(
            () ->
                Commands.run(
                    new PredictJob(),
                    arguments(records, folder.resolve("strict"), "--max-quarantined=0.5")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("4 of 7 records cannot be used");
  }

  private static Ecg huge(String recordId) {
    float[] signal = Records.noise(recordId).signal();
    signal[10 * 600 + 7] = 1e30f;
    return Records.of(recordId, 12, signal);
  }

  @Test
  void implausibleAmplitudesGoToQuarantineInEveryCommand() throws Exception {
    List<Ecg> ecgs = new ArrayList<>(Records.noise(3));
    ecgs.add(huge("huge"));
    Path records = Records.write(folder.resolve("records"), ecgs, 1);
    for (Job job : List.of(new PredictJob(), new AttributeJob())) {
      Path out = folder.resolve(job.getClass().getSimpleName());
      String[] more =
          job instanceof PredictJob ? new String[0] : new String[] {"--methods=saliency"};
      Commands.run(job, arguments(records, out, more));
      onlyHuge(out);
    }
    Path run = evaluate(records, "evaluated");
    onlyHuge(run);
    assertThat(read(run.resolve("summary")).where("abs(sd) > 1e6").count()).isZero();
    // Without the check it is a record like others, and no number over records is infinite.
    Path all = evaluate(records, "all", "--largest-amplitude=0");
    assertThat(read(all.resolve("predictions")).count()).isEqualTo(4);
    for (String table : List.of("summary", "curves")) {
      for (String column : List.of("mean", "sd", "ci_low", "ci_high")) {
        assertThat(
                read(all.resolve(table))
                    .where("isnan(%s) or abs(%s) = double('infinity')".formatted(column, column))
                    .count())
            .as("%s of %s", column, table)
            .isZero();
      }
    }
  }

  private static void onlyHuge(Path run) {
    Row row = read(run.resolve("quarantine")).collectAsList().get(0);
    assertThat(read(run.resolve("quarantine")).count()).isEqualTo(1);
    assertThat(row.<String>getAs("record_id")).isEqualTo("huge");
    assertThat(row.<String>getAs("stage")).isEqualTo("input");
    assertThat(row.<String>getAs("reason")).isEqualTo("implausible-amplitude");
    assertThat(row.<String>getAs("detail"))
        .startsWith("lead V5, sample 7: 1.0E30 uV is more than 50 mV");
  }

  @Test
  void oneRecordingUnderSeveralIdsCountsOnce() throws Exception {
    List<Ecg> ecgs = new ArrayList<>(Records.noise(4));
    Ecg first = ecgs.get(1);
    ecgs.add(Records.of("zz-again", 12, first.signal().clone()));
    ecgs.add(Records.of("a-before", 12, first.signal().clone()));
    // Another record in one bit.
    float[] other = first.signal().clone();
    other[5] = Math.nextUp(other[5]);
    ecgs.add(Records.of("other", 12, other));
    Path records = Records.write(folder.resolve("records"), ecgs, 3);
    Path whole = evaluate(records, "whole", "--shard-size=1");
    String quarantined = duplicates(whole);
    assertThat(quarantined).isEqualTo("record-1 repeats 'a-before', zz-again repeats 'a-before'");
    assertThat(read(whole.resolve("predictions")).count()).isEqualTo(5);
    // The same in a run that lost half of its shards.
    Path broken = evaluate(records, "broken", "--shard-size=1");
    List<Path> markers = files(broken.resolve("_shards"));
    for (int i = 0; i < markers.size(); i += 2) {
      Files.delete(markers.get(i));
    }
    Files.delete(broken.resolve("manifest.json"));
    evaluate(records, "broken", "--shard-size=1");
    assertThat(duplicates(broken)).isEqualTo(quarantined);
    for (String table : TABLES) {
      List<Path> one = files(whole.resolve(table));
      List<Path> two = files(broken.resolve(table));
      assertThat(two).hasSameSizeAs(one);
      for (int i = 0; i < one.size(); i++) {
        assertThat(one.get(i)).hasSameBinaryContentAs(two.get(i));
      }
    }
    Path kept = evaluate(records, "kept", "--duplicates=keep");
    assertThat(read(kept.resolve("predictions")).count()).isEqualTo(7);
    // To predict a recording twice is no fault.
    Path predicted = folder.resolve("predicted");
    Commands.run(new PredictJob(), arguments(records, predicted));
    assertThat(read(predicted.resolve("predictions")).count()).isEqualTo(7);
  }

  private static String duplicates(Path run) {
    return read(run.resolve("quarantine"))
        .where("reason = 'duplicate' and stage = 'input'")
        .orderBy("record_id")
        .collectAsList()
        .stream()
        .map(
            row ->
                row.<String>getAs("record_id")
                    + " repeats "
                    + row.<String>getAs("detail")
                        .replaceAll("^.* as record ('.*'), which is kept.*$", "$1"))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  @Test
  void nothingStaysWhereNoRecordCanBeUsed() throws Exception {
    Path records = Records.write(folder.resolve("records"), List.of(Records.notANumber("nan")), 1);
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> Commands.run(new PredictJob(), arguments(records, out)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none of the 1 records can be used. The first, nan:")
        .hasMessageContaining("sample 1 is NaN");
    assertThat(out).doesNotExist();
  }

  @Test
  void recordsOfTheSameIdAreRefused() throws Exception {
    List<Ecg> twice = List.of(Records.noise("a"), Records.noise("b"), Records.noise("a"));
    Path records = Records.write(folder.resolve("records"), twice, 2);
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> Commands.run(new PredictJob(), arguments(records, out)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("record_id 'a' occurs 2 times");
    assertThat(out).doesNotExist();
  }

  /** Ids say nothing of content: what was computed from other signals or labels is not mixed. */
  @Test
  void otherRecordsUnderTheSameIdsAreRefused() throws Exception {
    List<Ecg> ecgs = new ArrayList<>(Records.noise(3));
    Path records = Records.write(folder.resolve("records"), ecgs, 1);
    Path out = evaluate(records, "out");
    Files.delete(out.resolve("manifest.json"));
    Ecg second = ecgs.get(1);
    for (Ecg other :
        List.of(
            Records.of(second.recordId(), 12, Records.noise("another").signal()),
            second.withMeasurements(Map.of("QT", 400.0), second.waves()))) {
      List<Ecg> changed = new ArrayList<>(ecgs);
      changed.set(1, other);
      deleteAll(records);
      Records.write(records, changed, 1);
      assertThatThrownBy(() -> evaluate(records, "out"))
          .isInstanceOf(UserException.class)
          .hasMessageContainingAll("another --records: 3 records, digest", "--overwrite");
    }
    // The same records in other files are the same.
    deleteAll(records);
    Records.write(records, ecgs, 2);
    evaluate(records, "out");
    assertThat(out.resolve("manifest.json")).exists();
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Half of the records that an interrupted ingest would make are no basis. */
  @Test
  void recordsOfAnUnfinishedRunAreRefused() throws Exception {
    Path made = folder.resolve("made");
    Commands.run(new SynthJob(), "--records=4", "--seed=1", "--shard-size=2", "--out=" + made);
    Path table = made.resolve("records");
    Path file = files(table).get(0);
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    assertThatThrownBy(() -> evaluate(made, "out"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("records/" + file.getFileName() + " is gone", "again");
    Files.write(file, content);
    Files.delete(made.resolve("manifest.json"));
    assertThatThrownBy(() -> evaluate(made, "out"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(made.toString(), "is not complete");
  }

  @Test
  void anotherConfigurationIsRefusedUnlessItMayOverwrite() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Path out = evaluate(records, "out");
    assertThatThrownBy(() -> evaluate(records, "out", "--seed=8"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --seed: 0 there, 8 here")
        .hasMessageContaining("--overwrite");
    evaluate(records, "out", "--seed=8", "--overwrite");
    assertThat(Files.readString(out.resolve("_run.json"))).contains("\"seed\" : 8");
  }

  @Test
  void aCardAdaptsByChoiceOnly() throws Exception {
    Path model = Files.copy(TestNetworks.maxPool(), folder.resolve("m.onnx"));
    String card =
        """
        {"name": "five", "input": {"sample_rate_hz": 500, "unit": "mV", "samples": 600,
         "leads": ["V6","V5","V4","V3","V2","V1","aVF","aVL","aVR","III","II","I"]},
         "targets": [{"output": 0, "name": "QT", "unit": "ms", "label": "0"}], "adapt": ["leads"]}
        """;
    Files.writeString(folder.resolve("m.card.json"), card);
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Path out = folder.resolve("out");
    String[] arguments = {"--model=" + model, "--records=" + records, "--out=" + out};
    assertThatThrownBy(() -> Commands.run(new PredictJob(), arguments))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("five: unit: found uV, expected mV; give --adapt leads,unit, or");
    Files.writeString(
        folder.resolve("m.card.json"), card.replace("[\"leads\"]", "[\"leads\", \"unit\"]"));
    Commands.run(new PredictJob(), arguments);
    assertThat(
            read(out.resolve("predictions")).select("model", "target").distinct().toJSON().first())
        .isEqualTo("{\"model\":\"five\",\"target\":\"QT\"}");
    assertThat(Files.readString(out.resolve("manifest.json")))
        .contains("\"adapted/five/converted uV -> mV\" : 2")
        .contains("\"adapted/five/leads reordered\" : 2");
    Files.writeString(
        folder.resolve("m.card.json"), card.replace("\"unit\": \"mV\"", "\"unti\": 1"));
    assertThatThrownBy(() -> Commands.run(new PredictJob(), arguments))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown key 'unti'. Did you mean 'unit'?");
  }

  @Test
  void aLayerThatDoesNotExistIsRefused() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(1), 1);
    assertThatThrownBy(
            () ->
                Commands.run(
                    new AttributeJob(),
                    arguments(
                        records,
                        folder.resolve("out"),
                        "--methods=grad-cam",
                        "--option=grad-cam.layer=nowhere")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("grad-cam.layer=nowhere")
        .hasMessageContaining("/blocks.1/conv2/Conv");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aGraphicsCardThatSparkDidNotAssignIsAnError() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Path out = folder.resolve("out");
    assertThatThrownBy(
            () -> Commands.run(new PredictJob(), arguments(records, out, "--device=gpu")))
        .hasStackTraceContaining("spark.task.resource.gpu.amount");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    assertThatThrownBy(
            () -> Commands.run(new PredictJob(), arguments(records, records, "--overwrite")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not a run of ecglens");
    assertThat(files(records)).hasSize(1);
  }

  @Test
  void columnsThatAreMissingOrWrongAreNamed() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Dataset<Row> rows = read(records);
    Path missing = folder.resolve("missing");
    rows.drop("unit").write().parquet(missing.toString());
    assertThatThrownBy(
            () -> Commands.run(new PredictJob(), arguments(missing, folder.resolve("out"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("column 'unit' (string) is missing");
    Path wrong = folder.resolve("wrong");
    rows.withColumn("signal", functions.lit("text")).write().parquet(wrong.toString());
    assertThatThrownBy(
            () -> Commands.run(new PredictJob(), arguments(wrong, folder.resolve("out"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("column 'signal' has the type string, expected array<float>");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private Path evaluate(Path records, String out, String... more) throws Exception {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--methods=saliency,smoothgrad,random", "--iterations=5", "--repeats=2"));
    all.add("--option=smoothgrad.draws=3");
    Path folderOut = folder.resolve(out);
    Commands.run(new EvaluateJob(), arguments(records, folderOut, all.toArray(String[]::new)));
    return folderOut;
  }

  private static String[] arguments(Path records, Path out, String... more) {
    return Stream.concat(
            Stream.of(
                "--model=" + TestNetworks.residualSmall(), "--records=" + records, "--out=" + out),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static List<Row> sorted(Path table, String... keys) {
    return read(table)
        .orderBy(Stream.of(keys).map(functions::col).toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList();
  }

  private static Dataset<Row> read(Path table) {
    SparkSession spark = SparkSessions.local();
    return spark.read().parquet(table.toString());
  }

  /** Visible files by shard; the rest of their names is drawn at random. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }
}
