package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From recordings to a verdict as a user gets there, on a few steps of few methods. */
@Tag("slow")
class JudgeIT {
  private static final String JUDGE = Launcher.root().resolve("jobs/judge.yaml").toString();
  private static final Path MODEL =
      Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  @TempDir private Path folder;

  @ParameterizedTest
  // One of the records of CinC 2021 is there under two ids.
  @CsvSource({"cinc2021,50,1", "ludb,80,0"})
  void recordingsAreIngestedAndJudged(String recordings, int count, int repeated) {
    Path input = SharedFolder.path("data/" + recordings).toAbsolutePath().normalize();
    assertThat(judge("--input", input.toString(), "--networks", "R-1,R-2"))
        .contains(
            count + " records, " + repeated + " of them in quarantine",
            "Which explanation can be trusted? ",
            "\nR\n  evidence ");
    for (String table :
        List.of(
            "scores",
            "summary",
            "curves",
            "ranking",
            "pairs",
            "agreement",
            "consistency",
            "sanity",
            "localisation",
            "blanking",
            "cost")) {
      assertThat(evaluation().resolve(table)).isNotEmptyDirectory();
    }
    assertThat(evaluation().resolve("verdict.json")).isRegularFile();
    assertThat(evaluation().resolve("verdict.txt")).isRegularFile();
    assertThat(evaluation().resolve("manifest.json")).isRegularFile();
  }

  @Test
  void twoThousandSyntheticRecordsAreJudged() {
    assertThat(run("synth", "--records", "2000", "--seed", "3", "--out", "records"))
        .contains("2000 records, 0 of them in quarantine");
    assertThat(
            run(
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
                "judged"))
        .contains("saliency", "2000 records, 0 of them in quarantine", "Results: judged");
    assertThat(folder.resolve("judged/manifest.json")).isRegularFile();
  }

  private Path evaluation() {
    return folder.resolve("judged/evaluation");
  }

  private String judge(String... options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                JUDGE,
                "--methods",
                "saliency,input-x-gradient,random",
                "--iterations",
                "5",
                "--repeats",
                "1",
                "--check-records",
                "6",
                "--out",
                "judged"));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  private String run(String... words) {
    Outcome outcome = new Launcher(folder).run(words);
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    return outcome.out();
  }
}
