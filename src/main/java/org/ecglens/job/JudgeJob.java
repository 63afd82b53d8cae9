package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.job.option.EvaluationOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.SourceOptions;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.Spec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.run.storage.NetworkCopies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From recordings and networks to a verdict, with everything that ecglens can evaluate. */
@Command(
    name = "judge",
    description = "From recordings and networks to a verdict on explanation methods.",
    footer = {
      "",
      "Does what ingest (or synth), evaluate, report and, where there are ratings, ratings do, in the"
          + " folders records, evaluation and report. Ends with a page that says for each target"
          + " which methods are recommended, which are not, and why: report/index.html, in short"
          + " evaluation/verdict.txt, for programs verdict.json.",
      "Examples:",
      "  jobs/submit jobs/judge.yaml",
      "  jobs/submit jobs/judge.yaml --input ludb --out out/ludb",
      "  jobs/submit judge --records records --model mine/qt.onnx --checks all --out out/mine",
      "  jobs/submit judge --records records --model mine/qt.onnx --protocol conf/protocol.yaml --out"
          + " out/mine"
    })
public final class JudgeJob implements Job {
  @Mixin private final SourceOptions source = new SourceOptions();

  @Option(
      names = "--beats",
      description =
          "what is made of them: median beats, or as-recorded (default: as-recorded if the cards of"
              + " all networks say the kind rhythm, else median)")
  private String beats;

  @Option(
      names = "--synthetic",
      defaultValue = "24",
      paramLabel = "N",
      description = "records to make where neither is given (default: ${DEFAULT-VALUE})")
  private int synthetic;

  @Option(
      names = "--networks",
      split = ",",
      defaultValue = "QT-1,QT-2,R-1",
      paramLabel = "LIST",
      description = "networks that ecglens ships: target and seed (default: ${DEFAULT-VALUE})")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--ratings",
      split = ",",
      paramLabel = "FILE",
      description = "experts' ratings of the heatmaps, as for the command ratings")
  private List<String> ratings = new ArrayList<>();

  @Mixin private final EvaluationOptions evaluation = new EvaluationOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    if (source.isGiven() && evaluation.records().isGiven()) {
      throw new UserException("--input and --records: give one of the two.");
    }
    Judgement.Folders folders = new Judgement.Folders(output.out);
    List<String> shipped = evaluation.networks().isGiven() ? List.of() : networks;
    EvaluationSpec spec =
        evaluation.spec(
            shipped.isEmpty()
                ? evaluation.networks().spec()
                : evaluation.networks().spec(folders.shipped(shipped)),
            evaluation.records().isGiven()
                ? evaluation.records().spec()
                : evaluation.records().spec(folders.records()));
    return Result.done(
        new Judgement(records(context), shipped, spec, ratings, folders, output.overwrite)
            .run(context));
  }

  /** How the records are made; null where they are there. */
  private Spec records(JobContext context) {
    if (evaluation.records().isGiven()) {
      return null;
    }
    JudgedRecords form =
        new JudgedRecords(
            evaluation.networks().isGiven()
                ? evaluation.networks().spec().files(NetworkCopies.ofSpark()::local)
                : List.of(),
            context.out());
    if (source.isGiven()) {
      return source
          .spec()
          .largestAmplitude(evaluation.records().largestAmplitude())
          .beats(BeatsSpec.builder().form(form.beats(beats)).build())
          .build();
    }
    return SynthSpec.builder()
        .records(synthetic)
        .kind(form.synthetic(synthetic))
        .seed(evaluation.seed())
        .build();
  }
}
