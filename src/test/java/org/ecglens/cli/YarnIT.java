package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.RunRows;
import org.ecglens.testing.YarnCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on Hadoop's mini cluster, in both deploy modes: four minutes, and not part of a build.
 *
 * <pre>mvn -q verify -Dit.test=YarnIT -Decglens.yarn=true</pre>
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "ecglens.yarn",
    matches = "true",
    disabledReason = "long; -Decglens.yarn=true asks for it")
class YarnIT {
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  @TempDir private Path folder;

  private Launcher launcher;

  @Test
  void evaluatesInBothDeployModes() throws Exception {
    launcher = new Launcher(folder);
    Path records = folder.resolve("records");
    Path local = folder.resolve("local");
    Outcome made = launcher.run("synth", "--records=8", "--seed=5", "--out=" + records);
    assertThat(made.exit()).describedAs("%s", made).isEqualTo(ExitCode.DONE);
    assertThat(launcher.run(evaluation(records, local, "--master=local[1]")).exit())
        .isEqualTo(ExitCode.DONE);
    Path client = folder.resolve("client");
    Path driverOnNode = folder.resolve("cluster");
    try (YarnCluster yarn = new YarnCluster(folder.resolve("yarn"))) {
      Outcome inClient = submit(yarn, evaluation(records, client, "--deploy-mode=client"));
      assertThat(inClient.exit()).describedAs("%s", inClient).isEqualTo(ExitCode.DONE);
      Outcome inCluster = submit(yarn, evaluation(records, driverOnNode, "--deploy-mode=cluster"));
      assertThat(inCluster.exit()).describedAs("%s", inCluster).isEqualTo(ExitCode.DONE);

      Outcome refused =
          submit(
              yarn,
              "predict",
              "--model=" + folder + "/no.onnx",
              "--records=" + records,
              "--out=" + folder.resolve("predicted"),
              "--deploy-mode=cluster");
      assertThat(refused.exit()).describedAs("%s", refused).isEqualTo(ExitCode.USER_ERROR);
      assertThat(refused.err()).contains("ecglens: ").contains(folder + "/no.onnx");
    }
    try (SparkSession spark = session()) {
      RunRows wanted = RunRows.of(spark, local.toString());
      assertThat(wanted.tables()).containsKeys("predictions", "scores", "summary");
      for (Path run : List.of(client, driverOnNode)) {
        assertThat(wanted.difference(RunRows.of(spark, run.toString())))
            .as("%s", run)
            .isEqualTo(RunRows.Difference.NONE);
      }
    }
  }

  private static String[] evaluation(Path records, Path out, String where) {
    return new String[] {
      "evaluate",
      "--model=" + MODEL,
      "--records=" + records,
      "--methods=saliency,random",
      "--checks=none",
      "--iterations=5",
      "--mode=paper",
      "--out=" + out,
      where
    };
  }

  private Outcome submit(YarnCluster yarn, String... words) {
    List<String> line = new ArrayList<>(Arrays.asList(words));
    line.addAll(
        List.of(
            "--master=yarn",
            "--num-executors=1",
            "--executor-cores=1",
            "--executor-memory=1g",
            "--driver-memory=1g",
            "--conf=spark.executor.memoryOverhead=1g",
            "--conf=spark.ui.enabled=false"));
    return launcher.run(
        yarn.environment(), Launcher.root().resolve("jobs/submit"), line.toArray(String[]::new));
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
