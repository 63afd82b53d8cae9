package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.StandaloneCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class StandaloneClusterIT {
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  private static final List<String> CLUSTER_MODE =
      List.of("--deploy-mode=cluster", "--driver-memory=1g");

  @TempDir private Path folder;

  @Test
  void makesEvaluatesAndLearnsFromRecordsOnTwoWorkers() throws Exception {
    Launcher launcher = new Launcher(folder);
    // Lays out the embedded Spark, which the cluster runs on.
    assertThat(launcher.run("--version").exit()).isEqualTo(ExitCode.DONE);
    Path spark = Launcher.root().resolve("target/spark");
    Path records = folder.resolve("records");
    Path evaluation = folder.resolve("evaluation");
    Path networks = folder.resolve("networks");
    try (StandaloneCluster cluster = new StandaloneCluster(spark, folder, 2)) {
      submit(launcher, cluster, "synth", "--records", "24", "--seed", "5", "--out", records);
      submit(
          launcher,
          cluster,
          "evaluate",
          "--model",
          MODEL,
          "--records",
          records,
          "--methods",
          "saliency,random",
          "--iterations",
          "10",
          "--mode",
          "paper",
          "--out",
          evaluation);
      submit(
          launcher,
          cluster,
          "train",
          "--records",
          records,
          "--targets",
          "QT,R",
          "--epochs",
          "2",
          "--batch",
          "8",
          "--standardise",
          "--stem",
          "4x8",
          "--blocks",
          "1",
          "--inner-width",
          "4",
          "--kernel",
          "17",
          "--out",
          networks);
    }
    assertThat(networks.resolve("QT-1.onnx")).isRegularFile();
    assertThat(networks.resolve("R-1.onnx")).isRegularFile();
    assertThat(networks.resolve("manifest.json")).isRegularFile();
    try (SparkSession session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate()) {
      assertThat(table(session, records.resolve("records")).count()).isEqualTo(24);
      assertThat(
              table(session, evaluation.resolve("summary"))
                  .select("method")
                  .distinct()
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactlyInAnyOrder("saliency", "random");
      assertThat(table(session, evaluation.resolve("predictions")).count()).isEqualTo(24);
    }
  }

  /** The driver runs on a worker; the launcher waits for it and has its exit code and its words. */
  @Test
  void inClusterModeTheLauncherReturnsTheExitCodeOfTheDriver() throws Exception {
    Launcher launcher = new Launcher(folder);
    assertThat(launcher.run("--version").exit()).isEqualTo(ExitCode.DONE);
    Path records = folder.resolve("records");
    try (StandaloneCluster cluster =
        new StandaloneCluster(Launcher.root().resolve("target/spark"), folder, 2)) {
      List<String> synth = List.of("synth", "--records=4", "--out=" + records);
      submit(launcher, cluster, Stream.concat(synth.stream(), CLUSTER_MODE.stream()).toArray());
      assertThat(records.resolve("manifest.json")).isRegularFile();

      List<String> words = new ArrayList<>(List.of("predict", "--model=" + folder + "/no.onnx"));
      words.addAll(List.of("--records=" + records, "--out=" + folder.resolve("predicted")));
      words.addAll(CLUSTER_MODE);
      words.addAll(List.of("--master=" + cluster.url(), "--conf=spark.driver.host=127.0.0.1"));
      Outcome outcome = launcher.run(words.toArray(String[]::new));
      assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.USER_ERROR);
      assertThat(outcome.err()).contains("ecglens: ").contains(folder + "/no.onnx");
      assertThat(folder.resolve("predicted")).doesNotExist();
    }
  }

  private static void submit(Launcher launcher, StandaloneCluster cluster, Object... command) {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    words.addAll(
        List.of(
            "--master",
            cluster.url(),
            "--executor-memory",
            "1g",
            "--conf",
            "spark.driver.host=127.0.0.1",
            "--conf",
            "spark.ui.enabled=false"));
    Outcome outcome = launcher.run(words.toArray(String[]::new));
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
  }

  private static Dataset<Row> table(SparkSession session, Path path) {
    return session.read().parquet(path.toString());
  }
}
