package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training as a user starts it, loses it and starts it again. */
@Tag("slow")
class TrainIT {
  @TempDir private Path folder;

  @Test
  void aKilledTrainingEndsWithTheNetworksOfAnUndisturbedOne() throws IOException {
    run("synth", "--records", "300", "--seed", "5", "--out", "records");
    run(training("undisturbed"));
    Outcome killed = new Launcher(folder).killedAfter("epoch 1 of 40", training("killed"));
    assertThat(killed.exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("killed/manifest.json")).doesNotExist();
    run(training("killed"));
    // One thread adds in one order: not only near, but the same.
    for (String file : List.of("QT-1.onnx", "R-1.onnx")) {
      assertThat(Files.readAllBytes(folder.resolve("killed").resolve(file)))
          .isEqualTo(Files.readAllBytes(folder.resolve("undisturbed").resolve(file)));
    }
    assertThat(
            run(
                "evaluate",
                "--model",
                "killed",
                "--records",
                "records",
                "--methods",
                "saliency,random",
                "--iterations",
                "3",
                "--repeats",
                "1",
                "--out",
                "judged"))
        .contains("QT-1, target QT", "R-1, target R");
  }

  private static String[] training(String out) {
    List<String> words =
        new ArrayList<>(List.of("train", "--records", "records", "--targets", "QT,R"));
    words.addAll(List.of("--seeds", "1", "--epochs", "40", "--standardise", "--best-epoch"));
    words.addAll(List.of("--stem", "8x8", "--blocks", "1", "--inner-width", "8"));
    words.addAll(List.of("--kernel", "17", "--out", out));
    return words.toArray(String[]::new);
  }

  private String run(String... words) {
    Outcome outcome = new Launcher(folder).run(words);
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    return outcome.out();
  }
}
