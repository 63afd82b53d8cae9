package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.ecglens.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver and its launcher, each with its own configuration. */
class DriverExitTest {
  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final SparkConf driver = new SparkConf(false).set(DriverExit.KEY, "abc");
  private final SparkConf launcher = new SparkConf(false);

  private void leave(int exit, String message, String... words) {
    StringWriter complaints = new StringWriter();
    DriverExit.leave(List.of(words), driver, exit, message, new PrintWriter(complaints, true));
    assertThat(complaints.toString()).isEmpty();
  }

  private int read(String... words) {
    return DriverExit.read(List.of(words), launcher, "abc", false, new PrintWriter(said, true));
  }

  @Test
  void whatTheDriverSaysIsSaidByTheLauncher() {
    Path out = folder.resolve("out");
    for (String[] words :
        new String[][] {
          {"evaluate", "--out", out.toString()}, {"evaluate", "--out=" + out, "--modle=x"}
        }) {
      leave(ExitCode.USER_ERROR, "ecglens: there is no such model\n", words);
      assertThat(out).isDirectoryContaining("glob:**/_exit-abc.json");
      assertThat(read(words)).isEqualTo(ExitCode.USER_ERROR);
      assertThat(said.toString()).isEqualTo("ecglens: there is no such model\n");
      said.getBuffer().setLength(0);
      // The folder was not there before.
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void onlyTheEndOfALongMessageTravels() {
    String out = "--out=" + folder.resolve("out");
    leave(ExitCode.BUG, "x".repeat(1_000_000) + "the end", "evaluate", out);
    assertThat(read("evaluate", out)).isEqualTo(ExitCode.BUG);
    assertThat(said.toString()).hasSizeLessThan(100_000).endsWith("xthe end");
  }

  @Test
  void aDriverThatLeftNothingIsAFailureOfTheCluster() throws Exception {
    String out = folder.resolve("out").toString();
    assertThat(read("evaluate", "--out", out)).isEqualTo(ExitCode.MACHINE);
    assertThat(said.toString()).contains("left no word of it in " + out, "same command goes on");
    assertThat(read("describe", "--model", "m.onnx")).isEqualTo(ExitCode.MACHINE);
    assertThat(said.toString()).contains("name a folder with --out");
    Files.createDirectories(folder.resolve("out"));
    Files.write(folder.resolve("out/_exit-abc.json"), new byte[0]);
    assertThat(read("evaluate", "--out", out)).isEqualTo(ExitCode.MACHINE);
  }

  /**
   * A cluster may start a driver twice; what the first said does not count if the second worked.
   */
  @Test
  void theLastAttemptCounts() {
    String out = "--out=" + folder.resolve("out");
    leave(ExitCode.MACHINE, "lost", "evaluate", out);
    leave(ExitCode.DONE, "", "evaluate", out);
    assertThat(read("evaluate", out)).isEqualTo(ExitCode.DONE);
    assertThat(said.toString()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** A command may have no folder, and a launcher may not be able to read it. */
  @Test
  void whatTheClusterCallsASuccessIsOne() {
    PrintWriter err = new PrintWriter(said, true);
    assertThat(DriverExit.read(List.of("describe"), launcher, "abc", true, err))
        .isEqualTo(ExitCode.DONE);
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void theFolderMayBeNamedByAJobFileOrByTheConfiguration() throws Exception {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, "job: EvaluateJob\nout: " + folder.resolve("of-the-job") + "\n");
    leave(ExitCode.GATE, "too many\n", job.toString());
    assertThat(folder.resolve("of-the-job/_exit-abc.json")).isRegularFile();
    assertThat(read(job.toString())).isEqualTo(ExitCode.GATE);
    for (SparkConf conf : List.of(driver, launcher)) {
      conf.set("spark.ecglens.out", folder.resolve("of-spark").toString());
    }
    leave(ExitCode.GATE, "too many\n", "evaluate");
    assertThat(folder.resolve("of-spark/_exit-abc.json")).isRegularFile();
    assertThat(read("evaluate")).isEqualTo(ExitCode.GATE);
  }

  @Test
  void withoutALauncherThatWaitsNothingIsWritten() {
    StringWriter complaints = new StringWriter();
    List<String> words = new ArrayList<>(List.of("evaluate", "--out=" + folder.resolve("out")));
    DriverExit.leave(words, launcher, ExitCode.BUG, "bug", new PrintWriter(complaints, true));
    assertThat(folder).isEmptyDirectory();
    assertThat(complaints.toString()).isEmpty();
  }

  @Test
  void whatCannotBeLeftIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    StringWriter complaints = new StringWriter();
    DriverExit.leave(
        List.of("evaluate", "--out=" + file),
        driver,
        ExitCode.USER_ERROR,
        "",
        new PrintWriter(complaints, true));
    assertThat(complaints.toString()).contains("can't be told the exit code 2");
  }
}
