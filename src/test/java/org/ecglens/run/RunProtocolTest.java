package org.ecglens.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.plan.SynthSpec;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.RatersRow;
import org.ecglens.table.Tables;
import org.ecglens.testing.KilledStorage;
import org.ecglens.testing.Kills;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol with shards that do next to nothing. */
class RunProtocolTest {
  private static final int SHARDS = 3;
  private static final int ITEMS = NoticeSteps.ITEMS;

  private final SparkSession spark = SparkSessions.local();

  @TempDir private Path folder;

  @BeforeEach
  void register() {
    KilledStorage.register(spark.sparkContext().hadoopConfiguration());
  }

  @AfterEach
  void revive() {
    Kills.revive();
  }

  private long run(String path, long seed) throws IOException {
    return run(Destination.of(path), seed);
  }

  private long run(Destination destination, long seed) throws IOException {
    SynthSpec spec = SynthSpec.builder().records(ITEMS).seed(seed).build();
    RunResult<Long> result =
        new RunProtocol(spark, destination)
            .run(
                new RunRequest(spec, Map.of("--input", "7 files"), ITEMS, SHARDS),
                new NoticeSteps(spark));
    assertThat(result.outcome().records()).isEqualTo(ITEMS);
    assertThat(result.outcome().quarantined()).isEqualTo(1);
    assertThat(result.outcome().counts()).containsEntry("seen", (long) ITEMS);
    return result.made();
  }

  private List<String> rows(Path run, String table) {
    return spark.read().parquet(run.resolve(table).toString()).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** What any reader of the folder sees is what the manifest lists, and nothing is left behind. */
  private void checkWhole(Path run) throws IOException {
    assertThat(rows(run, "notices"))
        .hasSize(ITEMS)
        .doesNotHaveDuplicates()
        .allMatch(row -> row.matches("\\[r\\d,null,read,left-out,a sentence]"));
    assertThat(rows(run, "quarantine")).containsExactly("[q,null,read,unreadable,a sentence]");
    assertThat(rows(run, "raters"))
        .containsExactly("[QT,q,m," + ITEMS + ",1,null,null,null,null,none]");
    JsonNode manifest = new RunFolder(run.toString()).manifest(new Configuration());
    Map<String, Long> listed = new TreeMap<>();
    RunFiles.of(manifest)
        .tables()
        .forEach(
            (table, files) ->
                files.forEach(file -> listed.put(table + "/" + file.name(), file.bytes())));
    Map<String, Long> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(path).toString();
        assertThat(name).doesNotContain("_writing-", RunLock.NAME);
        if (name.endsWith(".parquet") && !path.getFileName().toString().startsWith(".")) {
          found.put(name, Files.size(path));
        }
      }
    }
    assertThat(found).isEqualTo(listed);
  }

  /** Whatever change of the storage is the last before a kill, the same command ends the run. */
  @Test
  @Tag("slow")
  void aRunThatIsKilledAnywhereGoesOn() throws Exception {
    int changes = 0;
    boolean killed = true;
    while (killed) {
      Path run = folder.resolve("run" + changes);
      String path = "kill://" + run;
      Kills.after(changes);
      try {
        run(path, 1);
      } catch (Exception stopped) {
        assertThat(Kills.happened()).as("%s", stopped).isTrue();
      }
      killed = Kills.happened();
      Kills.revive();
      if (killed) {
        // A process that was killed is known to be dead; this one lives.
        Files.deleteIfExists(run.resolve(RunLock.NAME));
        assertThat(run(path, 1)).isEqualTo(ITEMS);
      }
      checkWhole(run);
      changes++;
    }
    // A lock, a configuration, three shards of two tables with markers, a table, a manifest.
    assertThat(changes).isGreaterThan(20);
  }

  /** A finished run that is started again is not touched, so that a kill does no harm. */
  @Test
  void aCompleteRunIsLeftAsItIs() throws Exception {
    Path run = folder.resolve("run");
    run("kill://" + run, 1);
    Map<Path, Long> before = times(run);
    assertThat(run("kill://" + run, 1)).isEqualTo(ITEMS);
    assertThat(times(run)).isEqualTo(before);
  }

  private static Map<Path, Long> times(Path run) throws IOException {
    Map<Path, Long> times = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(run)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        times.put(path, Files.getLastModifiedTime(path).toMillis());
      }
    }
    return times;
  }

  /** Files of finished shards and small tables that are lost, cut or empty are made again. */
  @Test
  void whatIsLostIsComputedAgain() throws Exception {
    Path run = folder.resolve("run");
    run(run.toString(), 1);
    List<Path> shards;
    try (Stream<Path> paths = Files.list(run.resolve("notices"))) {
      shards = paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
    Files.delete(shards.get(0));
    run(run.toString(), 1);
    checkWhole(run);
    try (Stream<Path> paths = Files.list(run.resolve("notices"))) {
      Files.write(
          paths.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow(),
          new byte[0]);
    }
    run(run.toString(), 1);
    checkWhole(run);
    for (String empty : List.of("_shards/00001.json", "manifest.json")) {
      Files.write(run.resolve(empty), new byte[0]);
      run(run.toString(), 1);
      checkWhole(run);
    }
    try (Stream<Path> paths = Files.list(run.resolve("raters"))) {
      for (Path path : paths.toList()) {
        Files.delete(path);
      }
    }
    run(run.toString(), 1);
    checkWhole(run);
  }

  @Test
  void aDamagedConfigurationIsNamed() throws Exception {
    Path run = folder.resolve("run");
    run(run.toString(), 1);
    Files.write(run.resolve(RunFolder.CONFIG), new byte[0]);
    assertThatThrownBy(() -> run(run.toString(), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(run.toString(), "_run.json is empty or damaged", "--overwrite");
    run(Destination.of(run.toString()).replaced(), 2);
    checkWhole(run);
  }

  @Test
  void whileARunWritesNoOtherDoes() throws Exception {
    Path run = folder.resolve("run");
    RunFolder one = new RunFolder(run.toString());
    Configuration conf = new Configuration();
    Destination destination = Destination.of(run.toString());
    try (RunLock lock = one.lock(conf, "app-1", RunLock.Timing.DEFAULT, destination.out())) {
      assertThatThrownBy(() -> run(run.toString(), 1))
          .isInstanceOf(UserException.class)
          .hasMessageContainingAll("another run is writing there, application app-1 on");
      lock.check();
    }
    run(run.toString(), 1);
    checkWhole(run);
  }

  /** Shards of a run that was replaced do not count in the new one. */
  @Test
  void markersOfAnotherRunDoNotCount() throws Exception {
    Path run = folder.resolve("run");
    run(run.toString(), 1);
    Path other = folder.resolve("other");
    run(other.toString(), 1);
    Files.delete(run.resolve("manifest.json"));
    Files.copy(
        other.resolve("_shards/00002.json"),
        run.resolve("_shards/00002.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    run(run.toString(), 1);
    checkWhole(run);
  }

  /** A table of a complete run that is written again is the old or the new one, after any kill. */
  @Test
  @Tag("slow")
  void anUpdateThatIsKilledLeavesTheOldOrTheNewTable() throws Exception {
    Path run = folder.resolve("run");
    String path = "kill://" + run;
    run(path, 1);
    Configuration conf = spark.sessionState().newHadoopConf();
    int changes = 0;
    boolean killed = true;
    while (killed) {
      String answer = "answer " + changes;
      Kills.after(changes);
      try {
        update(path, answer);
      } catch (IOException | UserException stopped) {
        assertThat(Kills.happened()).isTrue();
      }
      killed = Kills.happened();
      Kills.revive();
      Files.deleteIfExists(run.resolve(RunLock.NAME));
      RunFolder opened = new RunFolder(path);
      RunFiles files = RunFiles.of(opened.manifest(conf));
      RunFiles.Found found = files.found(opened, conf);
      assertThat(found.missing()).isEmpty();
      RunTables tables =
          new org.ecglens.run.storage.FolderTables(spark, path, found.besideOthers());
      assertThat(tables.rows(Tables.RATERS)).hasSize(1);
      update(path, answer);
      assertThat(rows(run, "raters")).hasSize(1).allMatch(row -> row.contains(answer));
      changes++;
    }
    assertThat(changes).isGreaterThan(4);
  }

  private void update(String path, String answer) throws IOException {
    new RunUpdate(spark, new RunFolder(path))
        .of(
            tables -> {
              assertThat(tables.rows(Tables.QUARANTINE))
                  .extracting(QuarantineRow::recordId)
                  .containsExactly("q");
              return tables.write(
                  Tables.RATERS,
                  List.of(new RatersRow("QT", answer, "m", 1, 1, null, null, null, null, "none")));
            });
  }
}
