package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
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
}
