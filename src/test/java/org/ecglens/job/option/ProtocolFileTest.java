package org.ecglens.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.Protocol;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.verdict.Deviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ProtocolFileTest {
  private static final EvaluationSpec USUAL =
      EvaluationSpec.builder()
          .networks(NetworksSpec.of("a.onnx"))
          .records(RecordsSpec.of("records"))
          .build();

  @TempDir Path folder;

  private static EvaluationSpec parsed(List<String> words) {
    EvaluationOptions options = new EvaluationOptions();
    CommandSpec command = CommandSpec.create();
    command.addMixin("group", CommandSpec.forAnnotatedObject(options));
    List<String> all = new ArrayList<>(List.of("--model=a.onnx", "--records=records"));
    all.addAll(words);
    new CommandLine(command).parseArgs(all.toArray(String[]::new));
    return options.spec();
  }

  private ProtocolFile file(String text) throws IOException {
    return ProtocolFile.read(Files.writeString(folder.resolve("p.yaml"), text).toString());
  }

  private List<Deviation> deviations(String text, String... words) throws IOException {
    return file(text).compared(parsed(List.of(words))).deviations();
  }

  @Test
  void theProtocolThatIsShippedSaysTheDefaults() {
    ProtocolFile shipped = ProtocolFile.read("conf/protocol.yaml");
    List<String> words = new ArrayList<>();
    shipped.values().forEach((option, value) -> words.add("--" + option + "=" + value));
    assertThat(parsed(words)).isEqualTo(USUAL);
    words.add("--protocol=conf/protocol.yaml");
    assertThat(parsed(words))
        .isEqualTo(
            USUAL
                .with()
                .protocol(new Protocol("conf/protocol.yaml", shipped.sha256(), List.of()))
                .build());
    // Every option of the verdict and of the checks is in it.
    for (Object group : List.of(new VerdictOptions(), new CheckOptions())) {
      assertThat(CommandSpec.forAnnotatedObject(group).options())
          .allSatisfy(
              option ->
                  assertThat(shipped.values()).containsKey(option.longestName().substring(2)));
    }
  }

  @Test
  void theDigestIsThatOfTheBytes() throws IOException {
    // printf 'margin: 0.1\n' | sha256sum
    assertThat(file("margin: 0.1\n").sha256())
        .isEqualTo("b77497e50b2cd6b4f638ddc2a7f5733cf08ecc2868442e7c76e5570a546b760c");
    String there = folder.resolve("p.yaml").toUri().toString();
    assertThat(ProtocolFile.read(there).sha256()).isEqualTo(file("margin: 0.1\n").sha256());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margin: 0.10              | --margin=.1",
        "checks: none              | --checks=none",
        "checks: all               | --checks=robustness,infidelity,randomisation,cheap",
        "metric: auc-25            | --mode=paper",
        "operator: zero            | --operator=zero@point",
        "window: 50ms              | --seed=3",
        "check-threshold: fewest=5 | --check-threshold=kept-floor=0.2",
        "heatmaps: true            | --heatmaps",
        "repeats: 5                | --operator=zero",
      })
  void equalValuesAreEqualHoweverTheyAreWritten(String text, String word) throws IOException {
    assertThat(deviations(text, word)).isEmpty();
  }

  @Test
  void eachOptionThatSaysOtherwiseDeviates() throws IOException {
    assertThat(
            deviations(
                "margin: 0.1\nleast-records: 12\nwindow: 20ms\ncheck-threshold: same-map=0.9\n",
                "--margin=0.3",
                "--operator=zero",
                "--seed=4"))
        .containsExactly(
            new Deviation("--margin", "0.1", "0.3"),
            new Deviation(
                "--operator",
                "noisy-linear-interpolation@20ms,lead-mean@20ms,add-noise@point",
                "zero@point"),
            new Deviation(
                "--check-threshold",
                "fewest=5.0,kept-ceiling=0.5,kept-floor=0.2,noise-ceiling=0.75,noise-floor=0.5,same-map=0.9",
                "fewest=5.0,kept-ceiling=0.5,kept-floor=0.2,noise-ceiling=0.75,noise-floor=0.5,same-map=0.95"));
    assertThat(deviations("part: test\nsample: 7\noutputs: QT\nmodel: b.onnx\n"))
        .containsExactly(
            new Deviation("--part", "test", "all"),
            new Deviation("--sample", "7", "none"),
            new Deviation("--outputs", "QT", "none"),
            new Deviation("--model", "b.onnx", "a.onnx"));
  }

  @Test
  void deviationsAreRefusedUnlessTheyAreAllowed() throws IOException {
    String path = file("margin: 0.1\n").path();
    assertThatThrownBy(() -> parsed(List.of("--margin=0.2", "--protocol=" + path)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--protocol "
                + path
                + ": --margin: 0.1 registered, 0.2 used. Leave the option out, or give"
                + " --allow-deviations: the verdict then says so.");
    assertThat(
            parsed(List.of("--margin=0.2", "--protocol=" + path, "--allow-deviations"))
                .protocol()
                .deviations())
        .containsExactly(new Deviation("--margin", "0.1", "0.2"));
    assertThatThrownBy(() -> parsed(List.of("--allow-deviations")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--allow-deviations without --protocol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margn: 0.1 | Unknown option 'margn'. Did you mean 'margin'?",
        "protocol: b.yaml | Unknown option 'protocol'.",
        "overwrite: true | Unknown option 'overwrite'.",
        "margin: | key 'margin' has no value.",
        "text | must hold 'option: value' lines",
        "'margin: [0.1' | is not valid YAML",
      })
  void aFileThatIsWrongSaysSo(String text, String problem) {
    assertThatThrownBy(() -> file(text.replace("'", "")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--protocol " + folder.resolve("p.yaml"))
        .hasMessageContaining(problem);
  }

  @Test
  void aValueThatIsNoneForItsOptionIsTheFilesMistake() throws IOException {
    assertThatThrownBy(() -> deviations("margin: much\n"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--protocol " + folder.resolve("p.yaml") + ": ")
        .hasMessageContaining("much");
    assertThatThrownBy(() -> deviations("metric: auc\n"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown --metric in corrected mode 'auc'. Did you mean 'auc-5'?");
    assertThatThrownBy(() -> ProtocolFile.read(folder.resolve("none.yaml").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("none.yaml: there is no such file.");
  }
}
