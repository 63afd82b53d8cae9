package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JudgedRecordsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  /** Networks whose cards say these kinds. */
  private JudgedRecords of(String... kinds) throws IOException {
    List<ModelFile> files = new ArrayList<>();
    for (String kind : kinds) {
      files.add(ModelFile.read(network(kind + files.size(), kind)));
    }
    return new JudgedRecords(files, new PrintWriter(out, true));
  }

  private Path network(String name, String kind) throws IOException {
    Files.writeString(
        folder.resolve(name + ".card.json"), "{\"input\": {\"kind\": \"%s\"}}".formatted(kind));
    return OnnxModels.model(17)
        .input("x", "batch", 2, 600)
        .node("Relu", "x -> y")
        .output("y")
        .write(folder.resolve(name + ".onnx"));
  }

  @Test
  void theCardsDecideWhereTheUserDoesNot() throws IOException {
    assertThat(of().beats(null)).isEqualTo(BeatsSpec.Form.MEDIAN);
    assertThat(of("median").beats(null)).isEqualTo(BeatsSpec.Form.MEDIAN);
    assertThat(out.toString()).isEmpty();
    assertThat(of("rhythm", "rhythm").beats(null)).isEqualTo(BeatsSpec.Form.AS_RECORDED);
    assertThat(out.toString()).contains("--beats as-recorded, since the cards of all networks");
    assertThat(of("median").beats("as-recorded")).isEqualTo(BeatsSpec.Form.AS_RECORDED);
  }

  @Test
  void rhythmsAndBeatsDoNotMix() throws IOException {
    assertThatThrownBy(() -> of("median", "rhythm").beats(null))
        .isInstanceOf(UserException.class)
        .hasMessage(
            folder.resolve("rhythm1.card.json")
                + ": the kind is rhythm, but median beats are made of the recordings; give --beats"
                + " as-recorded, and judge median0 apart.");
    assertThatThrownBy(() -> of("median", "rhythm").synthetic(5))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("name records with --input or --records");
  }

  @Test
  void whatIsSyntheticIsSaid() throws IOException {
    assertThat(of("median").synthetic(24)).isEqualTo(Ecg.Kind.MEDIAN);
    assertThat(out.toString()).contains("no --input or --records: 24 synthetic beats are made");
    assertThat(of("rhythm").synthetic(6)).isEqualTo(Ecg.Kind.RHYTHM);
    assertThat(out.toString()).contains("6 synthetic rhythms of 10 s are made");
  }

  @Test
  void aJudgementFailsBeforeRecordingsAreRead() throws IOException {
    Path network = network("net", "rhythm");
    JudgeJob job = new JudgeJob();
    new CommandLine(job)
        .parseArgs(
            "--model=" + network,
            "--input=" + folder.resolve("nothing"),
            "--beats=median",
            "--out=" + folder.resolve("out"));
    JobContext context =
        new JobContext(
            () -> {
              throw new AssertionError("cards are checked without Spark");
            },
            new PrintWriter(out),
            false);
    assertThatThrownBy(() -> job.run(context))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("net.card.json: the kind is rhythm")
        .hasMessageContaining("give --beats as-recorded");
  }
}
