package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.error.ExitCode;
import org.ecglens.job.AttributeJob;
import org.ecglens.job.EvaluateJob;
import org.ecglens.job.IngestJob;
import org.ecglens.job.Job;
import org.ecglens.job.JudgeJob;
import org.ecglens.job.PredictJob;
import org.ecglens.job.SynthJob;
import org.ecglens.job.TrainJob;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.Launcher.Signal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that are told to end, while they work. A build stops {@code synth}, {@code ingest} and
 * {@code evaluate}; {@code -Decglens.signals=all} stops the others as well.
 */
@Tag("slow")
class SignalIT {
  private static final String MODEL =
      "--model="
          + Launcher.root().resolve("src/test/resources/org/ecglens/demo/residual-small.onnx");

  @TempDir private static Path records;

  @TempDir private Path folder;

  @BeforeAll
  static void records() throws Exception {
    Commands.run(new SynthJob(), "--records=1200", "--seed=1", "--out=" + records.resolve("many"));
    Commands.run(new SynthJob(), "--records=120", "--seed=1", "--out=" + records.resolve("some"));
  }

  @Test
  void aCommandThatIsToldToEndSaysOneLineAndGoesOn() {
    Launcher launcher = new Launcher(folder);
    String[] words = {"synth", "--records=4000", "--seed=1", "--shard-size=20", "--out=records"};
    Outcome stopped = launcher.stoppedAfter("synth: ", words);
    assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(128 + 15);
    assertThat(said(stopped))
        .singleElement()
        .asString()
        .matches("ecglens: stopped; \\d+ of 200 shards are done\\. The same command goes on\\.");
    assertThat(folder.resolve("records/_lock.json")).doesNotExist();
    assertThat(folder.resolve("records/manifest.json")).doesNotExist();
    Outcome finished = launcher.run(words);
    assertThat(finished.exit()).as(finished.toString()).isEqualTo(ExitCode.DONE);
    assertThat(finished.out()).contains("4000 records");
  }

  private static Stream<Arguments> commands() {
    String many = "--records=" + records.resolve("many");
    String some = "--records=" + records.resolve("some");
    List<String> few = List.of(MODEL, some, "--methods=saliency,random", "--iterations=5");
    Stream<Arguments> all =
        Stream.of(
            Arguments.of(
                Signal.INT,
                "ingest: ",
                "ingest",
                new IngestJob(),
                List.of(
                    "--input=" + records.resolve("many/records"),
                    "--format=parquet",
                    "--shard-size=8"),
                ""),
            Arguments.of(
                Signal.TERM,
                "predict: ",
                "predict",
                new PredictJob(),
                List.of(MODEL, many, "--shard-size=8"),
                ""),
            Arguments.of(
                Signal.INT,
                "attribute: ",
                "attribute",
                new AttributeJob(),
                List.of(MODEL, many, "--methods=saliency,integrated-gradients", "--shard-size=8"),
                ""),
            Arguments.of(Signal.INT, "evaluate: ", "evaluate", new EvaluateJob(), few, ""),
            Arguments.of(Signal.TERM, "evaluate: ", "judge", new JudgeJob(), few, "evaluation"),
            Arguments.of(
                Signal.INT,
                "epoch 1 of",
                "train",
                new TrainJob(),
                List.of(
                    some,
                    "--targets=R",
                    "--epochs=20",
                    "--standardise",
                    "--stem=4x8",
                    "--blocks=1",
                    "--inner-width=4",
                    "--kernel=17"),
                ""));
    return "all".equals(System.getProperty("ecglens.signals"))
        ? all
        : all.filter(arguments -> List.of("ingest", "evaluate").contains(arguments.get()[2]));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("commands")
  void everyLongCommandEndsAndGoesOn(
      Signal signal, String text, String command, Job job, List<String> options, String run)
      throws Exception {
    Path out = folder.resolve("out");
    List<String> words = new ArrayList<>(options);
    words.add("--out=" + out);
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(words);
    Outcome stopped = new Launcher(folder).stoppedAfter(signal, text, line.toArray(String[]::new));
    assertThat(stopped.exit())
        .as(stopped.toString())
        .isEqualTo(signal == Signal.TERM ? 128 + 15 : 128 + 2);
    assertThat(said(stopped))
        .singleElement()
        .asString()
        .startsWith("ecglens: stopped; ")
        .endsWith("he same command goes on.");
    Path written = out.resolve(run);
    assertThat(written.resolve("_run.json")).exists();
    assertThat(written.resolve("_lock.json")).doesNotExist();
    assertThat(written.resolve("manifest.json")).doesNotExist();
    Commands.run(job, words.toArray(String[]::new));
    assertThat(written.resolve("_lock.json")).doesNotExist();
    assertThat(written.resolve("manifest.json")).isRegularFile();
  }

  private static List<String> said(Outcome outcome) {
    return outcome.err().lines().filter(line -> !line.startsWith("WARNING")).toList();
  }
}
