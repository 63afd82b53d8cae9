package org.ecglens.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.Ecglens;
import org.ecglens.Evaluation;
import org.ecglens.error.UserException;
import org.ecglens.evaluate.NetworkPlanner;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.RunPage;
import org.ecglens.job.terminal.EvaluationLines;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.job.terminal.RatingsLines;
import org.ecglens.model.ShippedNetworks;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.Spec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.ratings.RatingsTable;
import org.ecglens.report.page.PageFolder;
import org.ecglens.report.picture.LocalFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunResult;

/**
 * The stages of judge and demo, in order: records, networks, evaluation, ratings, report.
 *
 * @param records spec by which they are computed; null where they exist
 * @param shipped networks that are copied from ecglens; empty where the evaluation names others
 * @param evaluation spec of the evaluation
 * @param ratings files of experts' ratings
 * @param folders of all results
 * @param overwrite whether to replace existing results
 */
record Judgement(
    Spec records,
    List<String> shipped,
    EvaluationSpec evaluation,
    List<String> ratings,
    Folders folders,
    boolean overwrite) {

  /** Size of the gallery of a report without gallery options. */
  private static final int GALLERY = 4;

  /** Curves of three operators and of controls take their time: fewer steps than by default. */
  private static final int DEMO_ITERATIONS = 25;

  /** For the checks that explain records again. */
  private static final int DEMO_CHECK_RECORDS = 5;

  /**
   * The folders of the results.
   *
   * @param out the folder of everything
   */
  record Folders(String out) {
    String records() {
      return out + "/records";
    }

    String evaluation() {
      return out + "/" + FinishedRun.JUDGED;
    }

    String page() {
      return out + "/report";
    }

    boolean isLocal() {
      return LocalFolder.isLocal(out);
    }

    /** Files of shipped networks, which are copied to a local folder alone. */
    List<String> shipped(List<String> names) {
      ShippedNetworks.check(names);
      if (!isLocal()) {
        throw new UserException(
            "--out "
                + out
                + ": the networks that ecglens ships are copied to a local folder only; give"
                + " --model.");
      }
      return names.stream().map(name -> models().resolve(name + ".onnx").toString()).toList();
    }

    private Path models() {
      return Path.of(out, "model");
    }
  }

  /**
   * A first evaluation without data: synthetic records, networks that ecglens ships, all checks.
   *
   * @param records number of records to generate
   * @param networks names of the shipped networks
   */
  static Judgement ofSynthetic(
      long records,
      List<String> networks,
      List<String> methods,
      Mode mode,
      long seed,
      String out,
      boolean overwrite) {
    Folders folders = new Folders(out);
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.builder().paths(folders.shipped(networks)).build())
            .records(RecordsSpec.of(folders.records()))
            .methods(MethodsSpec.builder().names(methods).build())
            .perturbation(
                PerturbationSpec.builder()
                    .mode(mode)
                    .iterations(mode == Mode.CORRECTED ? DEMO_ITERATIONS : null)
                    .build())
            .checks(
                ChecksSpec.builder()
                    .names(List.of(ChecksSpec.ALL))
                    .records(DEMO_CHECK_RECORDS)
                    .build())
            .seed(seed)
            .build();
    SynthSpec synth = SynthSpec.builder().records(records).seed(seed).build();
    return new Judgement(synth, networks, spec, List.of(), folders, overwrite);
  }

  /** Does everything; the lines for the terminal. */
  List<String> run(JobContext context) throws Exception {
    if (!ratings.isEmpty()) {
      // A file that cannot be read is better known before the work than after it.
      RatingsTable.read(context.spark().get(), ratings);
    }
    if (folders.isLocal()) {
      PageFolder.of(folders.page(), overwrite);
    }
    if (!shipped.isEmpty()) {
      ShippedNetworks.copy(shipped, folders.models());
    }
    // What is wrong with cards and options is better known before records are made than after.
    NetworkPlanner.of(evaluation);
    makeRecords(context);
    Evaluation made =
        context
            .ecglens()
            .evaluate(evaluation, context.destination(folders.evaluation(), overwrite));
    List<String> lines = new ArrayList<>(EvaluationLines.of(made, folders.evaluation()));
    if (!ratings.isEmpty()) {
      lines.add("");
      lines.addAll(
          RatingsLines.compared(
              context.spark().get(), folders.evaluation(), ratings, evaluation.seed()));
    }
    if (folders.isLocal()) {
      lines.addAll(
          RunPage.write(
              context.spark().get(),
              FinishedRun.open(context.spark().get(), folders.evaluation()),
              PageFolder.of(folders.page(), overwrite),
              GALLERY));
    } else {
      lines.add("To look at it: jobs/submit report --run " + folders.evaluation() + " --out DIR");
    }
    return lines;
  }

  private void makeRecords(JobContext context) throws Exception {
    if (records == null) {
      return;
    }
    Ecglens ecglens = context.ecglens();
    var destination = context.destination(folders.records(), overwrite);
    RunOutcome outcome;
    if (records instanceof IngestSpec ingest) {
      RunResult<List<String>> ingested = ecglens.ingest(ingest, destination);
      ingested.made().forEach(context.out()::println);
      outcome = ingested.outcome();
    } else {
      outcome = ecglens.synth((SynthSpec) records, destination);
    }
    OutcomeLines.of(outcome, folders.records()).forEach(context.out()::println);
  }
}
