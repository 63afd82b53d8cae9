package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From records to a table of methods as a user gets there, on a few steps of two methods. */
class JudgeIT {
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"cinc2021,50", "ludb,80"})
  void recordingsAreIngestedAndJudged(String recordings, int count) {
    Path input = SharedFolder.path("data/" + recordings).toAbsolutePath().normalize();
    assertThat(run("ingest", "--input", input.toString(), "--out", "records"))
        .contains(count + " records, 0 of them in quarantine");
    judge(count, "--adapt", "crop");
  }

  @Test
  void twoThousandSyntheticRecordsAreJudged() {
    assertThat(run("synth", "--records", "2000", "--seed", "3", "--out", "records"))
        .contains("2000 records, 0 of them in quarantine");
    judge(2000);
  }

  private void judge(int count, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--model",
                MODEL.toString(),
                "--records",
                "records",
                "--methods",
                "saliency,random",
                "--iterations",
                "5",
                "--repeats",
                "1",
                "--out",
                "judged"));
    words.addAll(List.of(options));
    assertThat(run(words.toArray(String[]::new)))
        .contains("saliency", count + " records, 0 of them in quarantine", "Results: judged");
    assertThat(folder.resolve("judged/manifest.json")).isRegularFile();
  }

  private String run(String... words) {
    Outcome outcome = new Launcher(folder).run(words);
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    return outcome.out();
  }
}
