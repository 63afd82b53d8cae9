package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far {@code --gpu} gets where Spark is told of a graphics card that is not there. */
@Tag("slow")
class GpuIT {
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  @TempDir private Path folder;
  private Launcher launcher;
  private Path records;

  @BeforeEach
  void records() {
    launcher = new Launcher(folder);
    records = folder.resolve("records");
    Outcome made =
        launcher.run("synth", "--records=2", "--seed=1", "--out=" + records, "--master=local[1]");
    assertThat(made.exit()).describedAs("%s", made).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aJarWithoutLibrariesForCardsIsRefusedBeforeTheWork() throws IOException {
    Outcome outcome = onACard();
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.USER_ERROR);
    assertThat(outcome.err())
        .contains("processors only", "PYTORCH_LIBRARY_PATH", "mvn -Pgpu")
        .doesNotContain("Exception");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tasksGetTheCardThatWasDiscovered() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("torch/lib"));
    for (String name : new String[] {"libtorch.so", "libtorch_cuda.so"}) {
      Files.writeString(lib.resolve(name), "no library");
    }
    Outcome outcome = onACard("--conf=spark.executorEnv.PYTORCH_LIBRARY_PATH=" + lib);
    // A task that had no card would say so before it opens the library.
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.MACHINE);
    assertThat(outcome.err())
        .contains(lib.toString())
        .doesNotContain("has assigned no GPU")
        .contains("The same command goes on.");
  }

  private Outcome onACard(String... more) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path smi = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\necho 0\n");
    assertThat(smi.toFile().setExecutable(true)).isTrue();
    String[] words = {
      "predict",
      "--gpu",
      "--device=gpu",
      "--master=local-cluster[1,1,1024]",
      // Of --executor-memory Spark takes no notice here.
      "--conf=spark.executor.memory=1g",
      "--conf=spark.executor.cores=1",
      "--conf=spark.executor.memoryOverhead=512m",
      "--conf=spark.driver.host=127.0.0.1",
      "--conf=spark.task.resource.gpu.amount=1",
      "--model=" + MODEL,
      "--records=" + records,
      "--out=" + folder.resolve("out")
    };
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return launcher.run(
        Map.of("PATH", bin + ":" + System.getenv("PATH")),
        Launcher.root().resolve("jobs/submit"),
        all);
  }
}
