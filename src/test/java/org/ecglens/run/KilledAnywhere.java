package org.ecglens.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.ecglens.plan.SynthSpec;
import org.ecglens.testing.Kills;
import org.ecglens.testing.RunRows;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The protocol on a storage other than a disk. {@code -Decglens.kills.step=1} kills at every change
 * of the storage, where a build kills at every third.
 */
@Tag("slow")
abstract class KilledAnywhere {
  private static final int SHARDS = 2;
  private static final int STEP = Integer.getInteger("ecglens.kills.step", 3);

  private final SparkSession spark = SparkSessions.local();

  /** URI of a folder of the storage, whose changes {@link Kills} counts. */
  abstract String root();

  @AfterEach
  void revive() {
    Kills.revive();
  }

  private Configuration conf() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private void run(String path) throws IOException {
    SynthSpec spec = SynthSpec.builder().records(NoticeSteps.ITEMS).seed(1).build();
    RunResult<Long> result =
        new RunProtocol(spark, Destination.of(path))
            .run(
                new RunRequest(spec, Map.of("--input", "7 files"), NoticeSteps.ITEMS, SHARDS),
                new NoticeSteps(spark));
    assertThat(result.outcome().records()).isEqualTo(NoticeSteps.ITEMS);
    assertThat(result.made()).isEqualTo(NoticeSteps.ITEMS);
  }

  /** Whatever change of the storage is the last before a kill, the same command ends the run. */
  @Test
  void aRunThatIsKilledAnywhereGoesOn() throws Exception {
    String undisturbed = root() + "/undisturbed";
    run(undisturbed);
    RunRows wanted = RunRows.of(spark, undisturbed);
    assertThat(wanted.tables().get("notices")).hasSize(NoticeSteps.ITEMS);
    FileSystem files = new Path(undisturbed).getFileSystem(conf());
    int changes = 0;
    boolean killed = true;
    while (killed) {
      String run = root() + "/run" + changes;
      Kills.after(changes);
      try {
        run(run);
      } catch (Exception stopped) {
        assertThat(Kills.happened()).as("%s", stopped).isTrue();
      }
      killed = Kills.happened();
      Kills.revive();
      if (killed) {
        // A process that was killed is known to be dead; this one lives.
        files.delete(new Path(run, RunLock.NAME), false);
        run(run);
      }
      assertThat(wanted.difference(RunRows.of(spark, run)))
          .as("killed after %d changes", changes)
          .isEqualTo(RunRows.Difference.NONE);
      checkWhole(run, files);
      changes += STEP;
    }
    // A lock, a configuration, two shards of two tables with markers, a table, a manifest.
    assertThat(changes).isGreaterThan(10);
    System.out.println(files.getScheme() + ": killed at " + (changes / STEP - 1) + " points");
  }

  /** What the manifest lists is there, and nothing else. */
  private void checkWhole(String run, FileSystem files) throws IOException {
    Map<String, Long> listed = new TreeMap<>();
    RunFiles.of(new RunFolder(run).manifest(conf()))
        .tables()
        .forEach(
            (table, of) -> of.forEach(file -> listed.put(table + "/" + file.name(), file.bytes())));
    Map<String, Long> found = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(run), true);
    while (all.hasNext()) {
      LocatedFileStatus status = all.next();
      Path path = status.getPath();
      assertThat(path.getName()).isNotEqualTo(RunLock.NAME).doesNotStartWith("_writing-");
      if (path.getName().endsWith(".parquet")) {
        found.put(path.getParent().getName() + "/" + path.getName(), status.getLen());
      }
    }
    assertThat(found).isEqualTo(listed);
  }

  /** Of several writers at once one makes the file, and the others learn that it is there. */
  @Test
  void ofEightWritersOneWins() throws Exception {
    Path file = new Path(root() + "/won/file.json");
    AtomicFiles files = AtomicFiles.at(file, conf());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      AtomicInteger number = new AtomicInteger();
      Callable<Integer> writer =
          () -> {
            int own = number.incrementAndGet();
            return files.create(file, AtomicFiles.json(own)) ? own : 0;
          };
      TreeSet<Integer> winners = new TreeSet<>();
      for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(8, writer))) {
        winners.add(answer.get());
      }
      assertThat(winners).hasSize(2).contains(0);
      assertThat(files.read(file, Integer.class)).isEqualTo(winners.last());
      assertThat(files.list(file.getParent())).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }
}
