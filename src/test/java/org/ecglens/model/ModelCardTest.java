package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.ecg.WaveWindow;
import org.ecglens.error.UserException;
import org.ecglens.graph.Readout;
import org.ecglens.preprocess.HighPass;
import org.ecglens.preprocess.Over;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.SignalForm;
import org.ecglens.preprocess.ZScore;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
  @TempDir private Path folder;

  private static ModelCard card(String sha256) {
    return new ModelCard(
        "QT-1",
        new ModelCard.Input(List.of("I", "II"), 500.0, 600, "uV", "median", "NCL"),
        List.of(new Target(0, "QT", "ms", "QT")),
        List.of("leads"),
        List.of(new HighPass(0.5, 2, null), new ZScore(Over.LEAD, null, null, null, 0)),
        AttributionsOf.NETWORK_INPUT,
        "blocks.7.1.convolution",
        new ModelTraining(
            "1000 synthetic records",
            Map.of("training", 600, "validation", 200, "test", 200),
            new ModelTraining.Split(123, 0.6, 0.2),
            1L,
            100,
            87,
            "residual",
            Map.of("rate", "0.008"),
            List.of(new ModelTraining.TestError("QT", 200, 3.5, 4.75, 30.0)),
            List.of(new ModelTraining.ClassTest("AF", 200, 20, Map.of("auroc", 0.97))),
            Map.of("ecglens", "0.1.0"),
            sha256));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("QT-1.card.json"), card("ab").json());

    assertThat(ModelCardReader.read(file)).isEqualTo(card("ab"));
    assertThat(Files.readString(file))
        .contains(
            "\"step\" : \"high-pass\"",
            "\"cutoff_hz\" : 0.5",
            "\"over\" : \"lead\"",
            "\"attributions_of\" : \"network_input\"",
            "\"sample_rate_hz\" : 500.0",
            "\"mean_absolute\" : 3.5",
            "\"sha256\" : \"ab\"");
  }

  @Test
  void whatIsSaidOfAClassIsReadAgain() throws IOException {
    ModelCard card =
        new ModelCard(
            null,
            ModelCard.NONE.input(),
            List.of(
                new Target(
                    0,
                    "AF",
                    null,
                    "AF",
                    TargetKind.PROBABILITY,
                    TargetKind.LOGIT,
                    Readout.OverTime.MEAN,
                    3,
                    List.of(
                        WaveWindow.of("qrs_onset-250", "qrs_onset"),
                        WaveWindow.of("p_onset", "p_offset", "II", "V1")),
                    0.25)),
            List.of(),
            List.of(),
            null,
            null,
            null);
    Path file = Files.writeString(folder.resolve("AF.card.json"), card.json());
    assertThat(ModelCardReader.read(file)).isEqualTo(card);
    assertThat(card.json())
        .contains("\"kind\" : \"probability\"", "\"over_time\" : \"mean\"")
        .doesNotContain("class");

    for (String wrong :
        List.of(
            "\"kind\": \"odds\"",
            "\"explain\": \"regression\"",
            "\"threshold\": 1",
            "\"region\": [{\"from\": \"u_onset\", \"to\": \"t_offset\"}]",
            "\"region\": []",
            "\"minus\": 0")) {
      Files.writeString(file, "{\"targets\": [{\"output\": 0, " + wrong + "}]}");
      assertThatThrownBy(() -> ModelCardReader.read(file))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("targets[]." + wrong.substring(1, wrong.indexOf('"', 1)));
    }
  }

  @Test
  void cardsOfOtherFilesAndUnknownKeysAreRefused() throws IOException {
    Path model =
        OnnxModels.model(17)
            .input("x", "batch", 2, 600)
            .node("Relu", "x -> y")
            .output("y")
            .write(folder.resolve("QT-1.onnx"));
    Path file = folder.resolve("QT-1.card.json");
    List<String> arguments = List.of(model.toString());

    Files.writeString(file, card("ab").json());
    assertThatThrownBy(() -> ModelFile.resolve(arguments))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("training.sha256: ab is not that of");

    Files.writeString(file, card(null).json().replace("label_deviation", "label_spread"));
    assertThatThrownBy(() -> ModelFile.resolve(arguments))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("QT-1.card.json: training: ")
        .hasMessageContaining("label_spread");

    Files.writeString(file, card(null).json());
    assertThat(ModelFile.resolve(arguments).get(0).card()).isEqualTo(card(null));
  }

  @Test
  void theExamplesOfTheDocumentationAreRead() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher blocks =
        Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/model-card.md")));
    while (blocks.find()) {
      examples.add(blocks.group(1));
    }
    List<ModelCard> cards = new ArrayList<>();
    for (String example : examples) {
      cards.add(ModelCardReader.read(Files.writeString(folder.resolve("card.json"), example)));
    }

    assertThat(cards)
        .extracting(card -> card.input().leads().size(), card -> card.input().layout())
        .containsExactly(tuple(12, "NCL"), tuple(12, "NLC"), tuple(8, "NCL"), tuple(12, null));
    assertThat(cards.get(0).targets()).containsExactly(new Target(0, "QT", "ms", "QT"));
    assertThat(cards.get(1).targets())
        .as("the label is the name by default")
        .contains(new Target(1, "PR", "ms", "PR"));
    assertThat(cards.get(2).targets().get(0).isClass()).isTrue();
    assertThat(cards.get(2).input().sampleRateHz()).isEqualTo(250);
    assertThat(cards.get(2).adapt()).isEqualTo(ModelCard.STEPS);
    ModelCard prepared = cards.get(3);
    assertThat(
            new Preprocessing(prepared.preprocessing())
                .after(new SignalForm(12, 5000, 500.0, "uV")))
        .isEqualTo(new SignalForm(12, 1000, 100.0, null));
  }
}
