package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.error.ExitCode;
import org.ecglens.job.SynthJob;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.RunRows;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when the machine, the cluster or the storage fails, and with which code. */
@Tag("slow")
class FailureIT {
  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void launcher() {
    launcher = new Launcher(folder);
  }

  private static String said(String err) {
    return String.join("\n", err.lines().filter(line -> !line.startsWith("WARNING")).toList());
  }

  @Test
  void aNameNodeThatDoesNotAnswerIsNoMistakeOfTheUser() {
    Outcome outcome =
        launcher.run("predict", "--model=hdfs://127.0.0.1:1/m.onnx", "--records=x", "--out=y");
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(ExitCode.MACHINE);
    assertThat(said(outcome.err()))
        .hasLineCount(1)
        .startsWith("ecglens: --model hdfs://127.0.0.1:1/m.onnx cannot be read: ")
        .contains("Connection refused", "Look whether its name", "The same command goes on.");
  }

  @Test
  void aStorageWithoutItsConnectorIsAMistakeThatIsExplained() {
    Outcome outcome =
        launcher.run("predict", "--model=s3a://bucket/m.onnx", "--records=x", "--out=y");
    assertThat(outcome.exit()).as("%s", outcome).isEqualTo(ExitCode.USER_ERROR);
    assertThat(said(outcome.err()))
        .hasLineCount(1)
        .contains("S3AFileSystem not found", "--packages org.apache.hadoop:hadoop-aws:");
  }

  @Test
  void aFullDiskEndsARunThatGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=3m", "none", disk.toString()),
        "only the superuser can mount a small disk");
    try {
      String[] words = {
        "synth", "--records=600", "--shard-size=64", "--out=" + disk.resolve("records")
      };
      Outcome full = launcher.run(words);
      assertThat(full.exit()).as("%s", full).isEqualTo(ExitCode.MACHINE);
      assertThat(said(full.err()))
          .hasLineCount(1)
          .contains("a disk is full", "Free some space", "The same command goes on.");
      assertThat(disk.resolve("records/manifest.json")).doesNotExist();

      assertThat(command("mount", "-o", "remount,size=100m", disk.toString())).isTrue();
      Outcome enough = launcher.run(words);
      assertThat(enough.exit()).as("%s", enough).isEqualTo(ExitCode.DONE);
      Path undisturbed = folder.resolve("undisturbed");
      Commands.run(new SynthJob(), "--records=600", "--shard-size=64", "--out=" + undisturbed);
      RunRows rows = RunRows.of(SparkSessions.local(), disk.resolve("records").toString());
      assertThat(rows).isEqualTo(RunRows.of(SparkSessions.local(), undisturbed.toString()));
      assertThat(rows.tables().get("records")).hasSize(600);
    } finally {
      command("umount", disk.toString());
    }
  }

  private static boolean command(String... words) throws Exception {
    return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
  }
}
