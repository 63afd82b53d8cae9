package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Generators;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a generative network makes. */
class GeneratorJobTest {
  @TempDir Path folder;
  private Path small;

  @BeforeEach
  void writeGenerator() {
    small = Generators.small(8).write(folder.resolve("small.onnx"));
  }

  @Test
  void recordsDoNotDependOnShards() throws Exception {
    Path one = synth("one", small, "--records=21", "--seed=3", "--shard-size=100");
    Path cut = synth("cut", small, "--records=21", "--seed=3", "--shard-size=2");
    assertThat(rows(cut)).isEqualTo(rows(one)).hasSize(21);
    Path more = synth("more", small, "--records=30", "--seed=3");
    assertThat(rows(more)).containsAll(rows(one));
    Path other = synth("other", small, "--records=21", "--seed=4", "--kind=rhythm");
    assertThat(rows(other)).isNotEqualTo(rows(one));
    Row row = records(one).where("record_id = 'pulse2pulse-0000020'").first();
    assertThat(row.<String>getAs("source")).isEqualTo("pulse2pulse");
    assertThat(row.<String>getAs("kind")).isEqualTo("rhythm");
    assertThat(row.<Integer>getAs("samples")).isEqualTo(40);
    assertThat(row.<Float>getList(row.fieldIndex("signal"))).hasSize(12 * 40);
  }

  @Test
  void aRunGoesOnWithTheSameFileOnly() throws Exception {
    Path made = synth("made", small, "--records=5", "--shard-size=2");
    List<String> before = rows(made);
    try (Stream<Path> markers = Files.list(made.resolve("_shards"))) {
      for (Path marker : markers.filter(file -> file.toString().contains("00001")).toList()) {
        Files.delete(marker);
      }
    }
    Path moved = Files.copy(small, folder.resolve("moved.onnx"));
    synth("made", moved, "--records=5", "--shard-size=2");
    assertThat(rows(made)).isEqualTo(before);
    Path twelve = Generators.small(12).write(folder.resolve("twelve.onnx"));
    assertThatThrownBy(() -> synth("made", twelve, "--records=5", "--shard-size=2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --generator: SHA-256 ");
    assertThatThrownBy(
            () -> Commands.run(new SynthJob(), "--records=5", "--kind=rhythm", "--out=" + made))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --generator");
  }

  @Test
  void refusesWhatItCannotMake() {
    assertThatThrownBy(() -> synth("out", small, "--records=5", "--kind=median"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("ingest --beats median");
    Path five = Generators.small(5).write(folder.resolve("five.onnx"));
    assertThatThrownBy(() -> synth("out", five, "--records=5"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("five.onnx is not a generator: it makes [[5, 40]] of [8, 40]");
    Path open =
        OnnxModels.model(17)
            .input("noise", "n", 8, "t")
            .node("Tanh", "noise -> ecg")
            .output("ecg")
            .write(folder.resolve("open.onnx"));
    assertThatThrownBy(() -> synth("out", open, "--records=5"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leaves lengths of its input noise open");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatIsNotFiniteGoesToQuarantine() throws Exception {
    // The logarithm of negative noise.
    Path wrong =
        OnnxModels.model(17)
            .input("noise", "n", 8, 1)
            .node("Log", "noise -> ecg")
            .output("ecg")
            .write(folder.resolve("wrong.onnx"));
    Path out = synth("wrong", wrong, "--records=2000", "--shard-size=1000");
    Dataset<Row> quarantine =
        SparkSessions.local().read().parquet(out.resolve("quarantine").toString());
    assertThat(records(out).count()).isPositive();
    assertThat(records(out).count() + quarantine.count()).isEqualTo(2000);
    assertThat(quarantine.first().<String>getAs("reason")).isEqualTo("not-finite");
  }

  @Test
  void makesDeepFakeEcgs() throws Exception {
    Path generator = SharedFolder.path("models/pulse2pulse.onnx");
    Path out = synth("deepfake", generator, "--records=24", "--seed=1");
    Dataset<Row> records = records(out);
    assertThat(records.count()).isEqualTo(24);
    for (Row row : records.collectAsList()) {
      List<Float> signal = row.getList(row.fieldIndex("signal"));
      assertThat(signal).hasSize(60_000);
      float largest = signal.stream().max(Float::compare).orElseThrow();
      // What electrodes on a chest measure: between half a millivolt and a few.
      assertThat(largest).isBetween(300f, 5000f);
    }
  }

  private Path synth(String out, Path generator, String... more) throws Exception {
    Path made = folder.resolve(out);
    Commands.run(
        new SynthJob(),
        Stream.concat(Stream.of("--generator=" + generator, "--out=" + made), Stream.of(more))
            .toArray(String[]::new));
    return made;
  }

  private static Dataset<Row> records(Path out) {
    return SparkSessions.local().read().parquet(out.resolve("records").toString());
  }

  private static List<String> rows(Path out) {
    return records(out).orderBy("record_id").toJSON().collectAsList();
  }
}
