package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ecglens.Ecglens;
import org.ecglens.Evaluation;
import org.ecglens.error.GateException;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files of other people among which some are damaged, and tables of ecglens that are. */
@Tag("slow")
class DamagedFilesTest {
  @TempDir Path folder;
  private Path records;
  private Path network;

  @BeforeEach
  void files() throws Exception {
    network = folder.resolve("network.onnx");
    try (var in = getClass().getResourceAsStream("/org/ecglens/demo/residual-small.onnx")) {
      Files.copy(in, network);
    }
    records = Records.write(folder.resolve("theirs"), Records.noise(6), 3);
    byte[] whole = Files.readAllBytes(records.resolve("part-0.parquet"));
    Files.write(records.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(records.resolve("empty.parquet"), new byte[0]);
    Files.writeString(records.resolve("text.parquet"), "record_id,signal\n1,2\n");
    byte[] holed = whole.clone();
    Arrays.fill(holed, holed.length / 3, holed.length / 3 + 500, (byte) 0x5a);
    Files.write(records.resolve("holed.parquet"), holed);
    byte[] footless = whole.clone();
    Arrays.fill(footless, footless.length - 300, footless.length - 100, (byte) 0x5a);
    Files.write(records.resolve("footless.parquet"), footless);
    other("columns", "unit");
    // Their checksums are those of the files before.
    try (Stream<Path> found = Files.list(records)) {
      for (Path file : found.filter(one -> one.toString().endsWith(".crc")).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A file without a column that is needed. */
  private void other(String name, String without) throws IOException {
    Path there = folder.resolve(name);
    SparkSessions.local()
        .read()
        .parquet(records.resolve("part-1.parquet").toString())
        .drop(without)
        .coalesce(1)
        .write()
        .parquet(there.toString());
    try (Stream<Path> found = Files.list(there)) {
      Path file =
          found.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.copy(file, records.resolve(name + ".parquet"));
    }
  }

  @Test
  void theyGoToTheQuarantineAndTheOthersAreUsed() throws Exception {
    Path out = folder.resolve("out");
    predict(records, out);
    assertThat(ids(out.resolve("predictions"))).isEqualTo(ids(folder.resolve("theirs/part-*")));
    checkQuarantine(out);
    // Nothing is left to do, and nothing is noted twice.
    predict(records, out);
    checkQuarantine(out);
  }

  @Test
  void aRunWithoutAFolderSaysTheSame() throws Exception {
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of(network.toString()))
            .records(RecordsSpec.of(records.toString()))
            .methods(MethodsSpec.of("saliency", "random"))
            .perturbation(PerturbationSpec.builder().iterations(2).repeats(1).build())
            .build();
    try (Evaluation evaluation = Ecglens.on(SparkSessions.local()).evaluate(spec)) {
      assertThat(evaluation.table("predictions").count()).isEqualTo(6);
      assertThat(evaluation.outcome().quarantined()).isEqualTo(6);
    }
  }

  @Test
  void theQualityGateCountsThem() {
    assertThatThrownBy(() -> predict(records, folder.resolve("out"), "--max-quarantined=0.3"))
        .isInstanceOf(GateException.class)
        .hasMessageContaining("6 of 12 records");
  }

  @Test
  void ingestTakesTheOthersToo() throws Exception {
    // Without the column every unit is taken for uV, so that the file would repeat two ids.
    Files.delete(records.resolve("columns.parquet"));
    Path out = folder.resolve("out");
    Commands.run(
        new IngestJob(),
        "--input=" + records,
        "--format=parquet",
        "--measure=false",
        "--out=" + out);
    assertThat(ids(out.resolve("records"))).hasSize(6);
    assertThat(reasons(out)).containsKeys("cut.parquet", "empty.parquet", "holed.parquet");
  }

  @Test
  void withoutAnyFileThatCanBeReadThereIsNoRun() throws Exception {
    for (int file = 0; file < 3; file++) {
      Files.delete(records.resolve("part-" + file + ".parquet"));
    }
    Files.delete(records.resolve("columns.parquet"));
    assertThatThrownBy(() -> predict(records, folder.resolve("out")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none of its 5 files can be read");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aTableThatAManifestListsIsTakenWholeOrNotAtAll() throws Exception {
    Path own = folder.resolve("own");
    Commands.run(new SynthJob(), "--records=12", "--seed=1", "--shard-size=4", "--out=" + own);
    Path file;
    try (Stream<Path> found = Files.list(own.resolve("records"))) {
      file = found.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    assertThatThrownBy(() -> predict(own, folder.resolve("out")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  private void predict(Path table, Path out, String... more) throws Exception {
    Commands.run(
        new PredictJob(),
        Stream.concat(
                Stream.of("--model=" + network, "--records=" + table, "--out=" + out),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private void checkQuarantine(Path out) {
    assertThat(reasons(out))
        .containsOnly(
            Map.entry("columns.parquet", "schema"),
            Map.entry("cut.parquet", "no-parquet"),
            Map.entry("empty.parquet", "empty"),
            Map.entry("footless.parquet", "damaged"),
            Map.entry("holed.parquet", "damaged"),
            Map.entry("text.parquet", "no-parquet"));
  }

  private Map<String, String> reasons(Path out) {
    Map<String, String> reasons = new TreeMap<>();
    for (Row row :
        SparkSessions.local()
            .read()
            .parquet(out.resolve("quarantine").toString())
            .where("stage = 'read'")
            .collectAsList()) {
      Path file = Path.of(row.<String>getAs("path"));
      assertThat(file.getParent()).isEqualTo(records);
      assertThat(row.<String>getAs("detail")).isNotBlank();
      assertThat(reasons.put(file.getFileName().toString(), row.getAs("reason"))).isNull();
    }
    return reasons;
  }

  private static List<String> ids(Path table) {
    return SparkSessions.local()
        .read()
        .parquet(table.toString())
        .select("record_id")
        .orderBy(functions.col("record_id"))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
