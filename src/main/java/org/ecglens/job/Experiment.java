package org.ecglens.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.Ecglens;
import org.ecglens.Evaluation;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.job.terminal.EvaluationLines;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.job.terminal.TrainingLines;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.report.text.RankingTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunResult;
import org.ecglens.run.storage.NetworkCopies;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.train.TrainedNetworks;

/**
 * The reference work's experiment: generated records, their median beats, networks, explanations.
 *
 * @param records how the rhythms are generated
 * @param training of the networks
 * @param evaluation of the explanations
 * @param folders where everything goes
 * @param overwrite whether to replace what is there
 */
record Experiment(
    SynthSpec records,
    TrainingSpec training,
    EvaluationSpec evaluation,
    Folders folders,
    boolean overwrite) {

  /**
   * The folders of the results.
   *
   * @param out the folder of everything
   */
  record Folders(String out) {
    String rhythms() {
      return out + "/deepfake";
    }

    String beats() {
      return out + "/beats";
    }

    String networks() {
      return out + "/networks";
    }

    String evaluated() {
      return out + "/evaluated";
    }
  }

  /** Checks what can be checked before hours of work. */
  Experiment {
    training.architecture().architecture(Lead.STANDARD.size(), SyntheticEcg.MEDIAN_SAMPLES);
    if (!Files.isReadable(Path.of(NetworkCopies.ofSpark().local(records.generator())))) {
      throw new UserException(
          "--generator "
              + records.generator()
              + ": there is no such file, or it cannot be read; python/generator/README.md says how"
              + " to make it.");
    }
  }

  /** Does everything; the lines for the terminal. */
  List<String> run(JobContext context) throws Exception {
    Ecglens ecglens = context.ecglens();
    begin("records", context);
    tell(ecglens.synth(records, destination(folders.rhythms(), context)), context);
    begin("median beats and their measures", context);
    tell(ecglens.ingest(beats(), destination(folders.beats(), context)).outcome(), context);
    begin("networks", context);
    RunResult<TrainedNetworks> trained =
        ecglens.train(training, destination(folders.networks(), context));
    TrainingLines.of(trained, training.networks().size(), folders.networks(), context.out())
        .forEach(context.out()::println);
    begin("explanations", context);
    Evaluation explained = ecglens.evaluate(evaluation, destination(folders.evaluated(), context));
    List<String> lines =
        new ArrayList<>(
            RankingTable.lines(explained.summary().summary(), evaluation.perturbation().mode()));
    lines.addAll(EvaluationLines.of(explained, folders.evaluated()));
    return lines;
  }

  private IngestSpec beats() {
    return IngestSpec.builder()
        .format(IngestSpec.PARQUET)
        .inputs(List.of(folders.rhythms() + "/records"))
        .beats(BeatsSpec.builder().form(BeatsSpec.Form.MEDIAN).build())
        .build();
  }

  private Destination destination(String folder, JobContext context) {
    return context.destination(folder, overwrite);
  }

  private static void begin(String what, JobContext context) {
    context.out().println("reproduce: " + what);
  }

  private static void tell(RunOutcome outcome, JobContext context) {
    OutcomeLines.records(outcome).forEach(context.out()::println);
  }
}
