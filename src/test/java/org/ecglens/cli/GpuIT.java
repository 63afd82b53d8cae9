package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.StandaloneCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far {@code --gpu} gets on a worker whose discovery script invents a graphics card. */
@Tag("slow")
class GpuIT {
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  private static final String ADDRESS = "7";

  @TempDir private Path folder;
  private Launcher launcher;
  private Path discovery;

  @Test
  void tasksGetTheCardThatWasDiscoveredAndNothingIsComputedWithoutItsLibraries() throws Exception {
    launcher = new Launcher(folder);
    Path records = folder.resolve("records");
    Outcome made = launcher.run("synth", "--records=2", "--seed=1", "--out=" + records);
    assertThat(made.exit()).describedAs("%s", made).isEqualTo(ExitCode.DONE);
    discovery =
        Files.writeString(
            folder.resolve("discovery.sh"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"" + ADDRESS + "\"]}'\n");
    assertThat(discovery.toFile().setExecutable(true)).isTrue();
    Path lib = Files.createDirectories(folder.resolve("torch/lib"));
    for (String name : List.of("libtorch.so", "libtorch_cuda.so")) {
      Files.writeString(lib.resolve(name), "no library");
    }

    try (StandaloneCluster cluster =
        new StandaloneCluster(
            Launcher.root().resolve("target/spark"),
            folder,
            1,
            Map.of(
                "spark.worker.resource.gpu.amount",
                "1",
                "spark.worker.resource.gpu.discoveryScript",
                discovery.toString()))) {
      // The jar of this build holds no libraries for cards.
      Outcome without = onACard(cluster, records, folder.resolve("without"));
      assertThat(without.exit()).describedAs("%s", without).isEqualTo(ExitCode.USER_ERROR);
      assertThat(without.err())
          .contains("processors only", "PYTORCH_LIBRARY_PATH", "mvn -Pgpu")
          .doesNotContain("Exception", "\tat ");
      assertThat(folder.resolve("without")).doesNotExist();

      Outcome broken =
          onACard(
              cluster,
              records,
              folder.resolve("broken"),
              "--conf=spark.executorEnv.PYTORCH_LIBRARY_PATH=" + lib);
      // A task without a card would say so before it opens a library.
      assertThat(broken.exit()).describedAs("%s", broken).isEqualTo(ExitCode.MACHINE);
      assertThat(broken.err())
          .contains(lib.toString(), "The same command goes on.")
          .doesNotContain("has assigned no GPU", "\tat ");
    }
    assertThat(executorLogs()).anySatisfy(log -> assertThat(log).contains("addresses: " + ADDRESS));
  }

  private List<String> executorLogs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("worker-0"))) {
      return files
          .filter(file -> file.endsWith("stderr"))
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  private Outcome onACard(StandaloneCluster cluster, Path records, Path out, String... more) {
    return launcher.run(
        Stream.concat(
                Stream.of(
                    "predict",
                    "--gpu",
                    "--device=gpu",
                    "--master=" + cluster.url(),
                    "--executor-memory=1g",
                    "--conf=spark.executor.cores=1",
                    "--conf=spark.task.resource.gpu.amount=1",
                    "--conf=spark.executor.resource.gpu.discoveryScript=" + discovery,
                    "--conf=spark.driver.host=127.0.0.1",
                    "--conf=spark.ui.enabled=false",
                    "--model=" + MODEL,
                    "--records=" + records,
                    "--out=" + out),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
