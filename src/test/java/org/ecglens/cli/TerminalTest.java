package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecglens.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... words) {
    return new Terminal(new PrintWriter(out), new PrintWriter(err), false).run(List.of(words));
  }

  @Test
  void noCommandShowsHowToUseIt() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Usage: jobs/submit COMMAND");
  }

  @Test
  void helpAndVersionAreNoFailure() {
    assertThat(run("--help")).isEqualTo(ExitCode.DONE);
    assertThat(run("describe", "--help")).isEqualTo(ExitCode.DONE);
    assertThat(run("--version")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("jobs/submit describe", "--model", "ecglens ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMistakeIsOneLineWithoutAStackTrace() {
    assertThat(run("describe", "--modle=x.onnx")).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString())
        .startsWith("ecglens: Unknown option '--modle'. Did you mean '--model'?")
        .hasLineCount(1);
  }

  /** An option that takes several values does not take the next one's name for a value. */
  @Test
  void anUnknownOptionIsNoValueOfTheOneBefore() {
    assertThat(run("inspect", "--input", "folder", "--mesure", "false"))
        .isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString()).startsWith("ecglens: Unknown option").contains("--mesure");
  }

  @Test
  void aMisspeltCommandIsAMistake() {
    assertThat(run("descrbe")).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString()).contains("Did you mean 'describe'?");
    assertThat(run("jugde", "--records", "x")).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString())
        .contains("ecglens: there is no command 'jugde'. Did you mean 'judge'?")
        .doesNotContain("--records");
    assertThat(run("zzzzzz", "--records", "x")).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString()).contains("'zzzzzz'. The commands are ingest, synth,");
  }

  @Test
  void aMisspeltKeyOfAJobFileIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "job: DescribeJob\nmodle: x.onnx\n");
    assertThat(run(file.toString())).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString())
        .startsWith("ecglens: " + file + ": Unknown key 'modle'. Did you mean 'model'?");
  }

  @Test
  void anEvaluationRefusesWhatItsProtocolDoesNotSay() throws IOException {
    Path protocol = Files.writeString(folder.resolve("p.yaml"), "margin: 0.1\nrepeats: 2\n");
    Path file =
        Files.writeString(
            folder.resolve("x.yaml"),
            "job: EvaluateJob\nmodel: a.onnx\nrecords: r\nmargin: 0.2\nprotocol: %s\n"
                .formatted(protocol));
    assertThat(run(file.toString(), "--repeats=3", "--out=" + folder.resolve("out")))
        .isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString())
        .isEqualTo(
            "ecglens: --protocol %s: --margin: 0.1 registered, 0.2 used; --repeats: 2 registered, 3 used. Leave the options out, or give --allow-deviations: the verdict then says so.\n"
                .formatted(protocol));
  }

  @Test
  void aProtocolGivesValuesToOptionsThatAreLeftOut() throws IOException {
    Path protocol = Files.writeString(folder.resolve("p.yaml"), "least-records: 2\n");
    for (String command : List.of("evaluate", "judge")) {
      assertThat(
              run(command, "--model=a.onnx", "--records=r", "--protocol=" + protocol, "--out=out"))
          .isEqualTo(ExitCode.USER_ERROR);
    }
    assertThat(err.toString())
        .contains("Verdict: least records is 2; it must be at least 3.")
        .hasLineCount(2);
  }

  @Test
  void theCommandLineOverridesTheJobFile() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "job: DescribeJob\nmodel: a.onnx\n");
    assertThat(run(file.toString(), "--model", "b.onnx")).isEqualTo(ExitCode.USER_ERROR);
    assertThat(err.toString()).contains("b.onnx").doesNotContain("a.onnx");
  }
}
