package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.Launcher.Started;
import org.ecglens.testing.RunRows;
import org.ecglens.testing.RunRows.Difference;
import org.ecglens.testing.StandaloneCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors, workers and drivers of a standalone cluster are killed with SIGKILL, and the same
 * command is started until it ends well: the tables are those of an undisturbed run. Not part of a
 * build:
 *
 * <pre>mvn -q verify -Dit.test=KillsIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Decglens.kills=100</pre>
 *
 * <p>{@code -Decglens.kills.seed} chooses other moments. The counts are written to {@code
 * target/kills.md} after each run.
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "ecglens.kills",
    matches = "\\d+",
    disabledReason = "long; -Decglens.kills=100 asks for it")
class KillsIT {
  private static final int KILLS = Integer.getInteger("ecglens.kills", 3);
  private static final long SEED = Long.getLong("ecglens.kills.seed", 1);
  private static final int WORKERS = 2;
  private static final int SHARDS = 6;
  private static final String FAST_START = "-XX:TieredStopAtLevel=1";
  private static final int MOST_STARTS = 12;
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  /** When a process is killed: at a random moment, or as soon as the protocol is at a point. */
  private enum Moment {
    RANDOM("at a random moment"),
    LOCK("when the lock is taken"),
    SPEC("when the spec is written"),
    FILE("when the first file of a shard is begun"),
    MARKER("when the first shard is committed"),
    HALF("when half of the shards are committed"),
    LAST_MARKER("when the last shard is committed"),
    TABLES("when a table over all shards is begun"),
    VERDICT("when the verdict is written"),
    MANIFEST("when the manifest is written");

    private final String words;

    Moment(String words) {
      this.words = words;
    }

    boolean isReached(Path run) throws IOException {
      return switch (this) {
        case RANDOM -> throw new IllegalStateException();
        case LOCK -> Files.exists(run.resolve("_lock.json"));
        case SPEC -> Files.exists(run.resolve("_run.json"));
        case FILE -> entries(run.resolve("scores"), ".*") > 0;
        case MARKER -> markers(run) > 0;
        case HALF -> markers(run) >= SHARDS / 2;
        case LAST_MARKER -> markers(run) >= SHARDS;
        case TABLES -> entries(run.resolve("summary"), ".*") > 0;
        case VERDICT -> Files.exists(run.resolve("verdict.json"));
        case MANIFEST -> Files.exists(run.resolve("manifest.json"));
      };
    }

    private static long markers(Path run) throws IOException {
      return entries(run.resolve("_shards"), "\\d+\\.json");
    }

    private static long entries(Path folder, String names) throws IOException {
      try (Stream<Path> paths = Files.list(folder)) {
        return paths.filter(path -> path.getFileName().toString().matches(names)).count();
      } catch (NoSuchFileException notYet) {
        return 0;
      }
    }
  }

  private enum Victim {
    EXECUTOR("an executor"),
    WORKER("a worker"),
    DRIVER("the driver, beside the launcher"),
    CLUSTER_DRIVER("the driver, on a worker");

    private final String words;

    Victim(String words) {
      this.words = words;
    }
  }

  private record Kill(Victim victim, Moment moment) {
    String words() {
      return victim.words + " | " + moment.words;
    }
  }

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> killed = new TreeMap<>();
  private final Map<Integer, Integer> exits = new TreeMap<>();
  private Launcher launcher;
  private StandaloneCluster cluster;
  private Path records;
  private long undisturbedMillis;

  @Test
  void whoeverIsKilledTheTablesAreThoseOfAnUndisturbedRun() throws Exception {
    launcher = new Launcher(folder);
    // Lays out the embedded Spark, which the cluster runs on.
    assertThat(launcher.run("--version").exit()).isEqualTo(ExitCode.DONE);
    records = folder.resolve("records");
    Path undisturbed = folder.resolve("undisturbed");
    try (SparkSession spark = session();
        StandaloneCluster started =
            new StandaloneCluster(Launcher.root().resolve("target/spark"), folder, WORKERS)) {
      cluster = started;
      Outcome made = launcher.run("synth", "--records=12", "--seed=5", "--out=" + records);
      assertThat(made.exit()).describedAs("%s", made).isEqualTo(ExitCode.DONE);
      long begin = System.nanoTime();
      Outcome first = evaluation(undisturbed, "client").outcome();
      undisturbedMillis = (System.nanoTime() - begin) / 1_000_000;
      assertThat(first.exit()).describedAs("%s", first).isEqualTo(ExitCode.DONE);
      RunRows wanted = RunRows.of(spark, undisturbed.toString());
      assertThat(wanted.tables()).containsKeys("predictions", "scores", "summary", "ranking");

      Difference difference = Difference.NONE;
      int runs = 0;
      while (kills() < KILLS) {
        Path run = folder.resolve("run-" + runs);
        disturbed(run, plan(runs++));
        difference = difference.plus(wanted.difference(RunRows.of(spark, run.toString())));
        assertThat(difference).as("after %d kills %s", kills(), killed).isEqualTo(Difference.NONE);
        assertThat(verdict(run))
            .as("%s", run.resolve("verdict.json"))
            .isEqualTo(verdict(undisturbed));
        assertThat(run.resolve("_lock.json")).doesNotExist();
        report(runs, wanted.count(), difference);
      }
    }
    assertThat(exits.keySet()).isSubsetOf(ExitCode.DONE, ExitCode.MACHINE);
  }

  private static JsonNode verdict(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
  }

  private int kills() {
    return killed.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One run into a folder, with several kills until it is complete. */
  private void disturbed(Path run, List<Kill> kills) throws IOException, InterruptedException {
    Deque<Kill> ahead = new ArrayDeque<>(kills);
    for (int start = 0; start < MOST_STARTS; start++) {
      boolean onWorker = !ahead.isEmpty() && ahead.peek().victim() == Victim.CLUSTER_DRIVER;
      Started started = evaluation(run, onWorker ? "cluster" : "client");
      boolean driverLives = true;
      while (driverLives && !ahead.isEmpty()) {
        Kill kill = ahead.remove();
        if (isDone(kill, started, run)) {
          killed.merge(kill.words(), 1, Integer::sum);
          driverLives = kill.victim() == Victim.EXECUTOR || kill.victim() == Victim.WORKER;
        }
      }
      Outcome outcome = started.outcome();
      if (driverLives || onWorker) {
        exits.merge(outcome.exit(), 1, Integer::sum);
        assertThat(outcome.exit()).describedAs("%s", outcome).isIn(ExitCode.DONE, ExitCode.MACHINE);
      }
      if (driverLives && outcome.exit() == ExitCode.DONE) {
        return;
      }
    }
    throw new IllegalStateException(run + " is not complete after " + MOST_STARTS + " starts");
  }

  /**
   * The driver at each point of the protocol in turn, in every fourth run one on a worker; then
   * whoever, at random moments, several of them in one start.
   */
  private static List<Kill> plan(int run) {
    List<Moment> points = List.of(Moment.values()).subList(1, Moment.values().length);
    int turn = run + (int) (SEED % points.size());
    return List.of(
        new Kill(
            turn % 4 == 1 ? Victim.CLUSTER_DRIVER : Victim.DRIVER,
            points.get(turn % points.size())),
        new Kill(Victim.EXECUTOR, Moment.RANDOM),
        new Kill(Victim.EXECUTOR, Moment.RANDOM),
        new Kill(Victim.WORKER, Moment.RANDOM),
        new Kill(Victim.DRIVER, Moment.RANDOM),
        new Kill(Victim.EXECUTOR, Moment.RANDOM),
        new Kill(Victim.WORKER, Moment.RANDOM),
        new Kill(Victim.EXECUTOR, Moment.RANDOM));
  }

  /** Waits for the moment and kills; false if the command ended before. */
  private boolean isDone(Kill kill, Started started, Path run)
      throws IOException, InterruptedException {
    Process launched = started.process();
    return switch (kill.victim()) {
      case EXECUTOR -> {
        await(launched, () -> cluster.executors());
        pause();
        List<ProcessHandle> executors = await(launched, () -> cluster.executors());
        yield !executors.isEmpty()
            && executors.get(random.nextInt(executors.size())).destroyForcibly();
      }
      case WORKER -> {
        await(launched, () -> cluster.executors());
        pause();
        boolean runs = launched.isAlive();
        if (runs) {
          cluster.replaceWorker(random.nextInt(WORKERS));
        }
        yield runs;
      }
      case DRIVER -> {
        boolean runs = comes(kill.moment(), launched, run);
        if (runs) {
          started.kill();
        }
        yield runs;
      }
      case CLUSTER_DRIVER -> {
        List<ProcessHandle> drivers = await(launched, () -> cluster.drivers());
        yield !drivers.isEmpty()
            && comes(kill.moment(), launched, run)
            && drivers.get(0).destroyForcibly();
      }
    };
  }

  /** A part of a run, so that several kills fall into one. */
  private void pause() throws InterruptedException {
    Thread.sleep(random.nextInt(Math.max(1, (int) (undisturbedMillis / 6))));
  }

  private boolean comes(Moment moment, Process launched, Path run)
      throws IOException, InterruptedException {
    if (moment == Moment.RANDOM) {
      Thread.sleep(random.nextInt(Math.max(1, (int) (undisturbedMillis / 2))));
      return launched.isAlive();
    }
    while (!moment.isReached(run)) {
      if (!launched.isAlive()) {
        return false;
      }
      Thread.sleep(1);
    }
    return launched.isAlive();
  }

  private interface Processes {
    List<ProcessHandle> now() throws IOException;
  }

  private static List<ProcessHandle> await(Process launched, Processes processes)
      throws IOException, InterruptedException {
    List<ProcessHandle> found = processes.now();
    while (found.isEmpty() && launched.isAlive()) {
      Thread.sleep(20);
      found = processes.now();
    }
    return found;
  }

  private Started evaluation(Path run, String deployMode) throws IOException {
    return launcher.start(
        "evaluate",
        "--model=" + MODEL,
        "--records=" + records,
        "--methods=saliency,input-x-gradient,random",
        "--iterations=10",
        "--mode=paper",
        "--shard-size=2",
        "--out=" + run,
        "--master=" + cluster.url(),
        "--deploy-mode=" + deployMode,
        "--executor-memory=1g",
        // Processes that live for seconds are not worth a second compiler.
        "--driver-java-options=" + FAST_START,
        "--conf=spark.executor.extraJavaOptions=" + FAST_START,
        "--conf=spark.sql.codegen.wholeStage=false",
        "--conf=spark.driver.host=127.0.0.1",
        "--conf=spark.ui.enabled=false");
  }

  private void report(int runs, long rows, Difference difference) throws IOException {
    List<String> lines = new ArrayList<>(List.of("| killed | when | kills |", "|---|---|---|"));
    killed.forEach((what, times) -> lines.add("| %s | %d |".formatted(what, times)));
    lines.add("");
    lines.add(
        "%d kills in %d runs of %d rows each: %d rows lost, %d doubled, %d that do not belong there; exit codes of commands whose launcher lived: %s (seed %d)."
            .formatted(
                kills(),
                runs,
                rows,
                difference.lost(),
                difference.doubled(),
                difference.foreign(),
                exits,
                SEED));
    Files.write(Launcher.root().resolve("target/kills.md"), lines);
    lines.forEach(System.out::println);
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[1]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 1)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }
}
