package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("x.yaml"), text);
  }

  @Test
  void keepsValuesAsWritten() throws IOException {
    JobFile job =
        JobFile.read(
            file(
                """
                job: DescribeJob
                master: local[2]
                conf:
                  spark.executor.memory: 4g
                  spark.ui.enabled: false
                model: a.onnx
                shape: [012, 6e2]
                """));
    assertThat(job.command()).isEqualTo("describe");
    assertThat(job.options())
        .isEqualTo(Map.of("model", List.of("a.onnx"), "shape", List.of("012", "6e2")));
    assertThat(job.conf())
        .isEqualTo(
            Map.of(
                "spark.master", "local[2]",
                "spark.executor.memory", "4g",
                "spark.ui.enabled", "false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: a | has no key 'job'",
        "job: DescribJob | key 'job': Unknown job 'DescribJob'. Did you mean 'DescribeJob'?",
        "job: DescribeJob\\nmodel: | key 'model' has no value",
        "job: DescribeJob\\nmodel: {a: b} | key 'model' must be a single value or a list",
        "job: DescribeJob\\nmodel: [] | key 'model' is an empty list",
        "job: DescribeJob\\nmodel: a\\nmodel: b | is not valid YAML",
        "job: DescribeJob\\nconf: x | key 'conf' must hold indented lines",
        "job: DescribeJob\\nconf: {executor: 1} | 'executor' does not start with 'spark.'",
        "job: [ | is not valid YAML",
        "just text | must hold 'key: value' lines",
      })
  void refusesWhatItCannotUse(String text, String message) throws IOException {
    Path path = file(text.replace("\\n", "\n"));
    assertThatThrownBy(() -> JobFile.read(path))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> JobFile.read(folder.resolve("no.yaml")))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("no.yaml: there is no such job file.");
  }
}
