package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are told to end. */
@Tag("slow")
class SignalIT {
  @TempDir Path folder;

  @Test
  void aCommandThatIsToldToEndSaysOneLineAndGoesOn() {
    Launcher launcher = new Launcher(folder);
    String[] words = {"synth", "--records=4000", "--seed=1", "--shard-size=20", "--out=records"};
    Outcome stopped = launcher.stoppedAfter("synth: ", words);
    assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(128 + 15);
    assertThat(stopped.err().lines().filter(line -> !line.startsWith("WARNING")))
        .singleElement()
        .asString()
        .matches("ecglens: stopped; \\d+ of 200 shards are done\\. The same command goes on\\.");
    assertThat(folder.resolve("records/_lock.json")).doesNotExist();
    assertThat(folder.resolve("records/manifest.json")).doesNotExist();
    Outcome finished = launcher.run(words);
    assertThat(finished.exit()).as(finished.toString()).isEqualTo(ExitCode.DONE);
    assertThat(finished.out()).contains("4000 records");
  }
}
