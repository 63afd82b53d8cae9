package org.ecglens.job;

import org.ecglens.job.option.EvaluationOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.terminal.EvaluationLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Judges explanations by perturbing the points that they call relevant. */
@Command(
    name = "evaluate",
    description = "Judge explanations by perturbing the points that they call relevant.",
    footer = {
      "",
      "Reads records; writes the tables predictions, subjects, scores, summary, curves, ranking,"
          + " pairs, components, cost, quarantine, those of --checks (docs/metrics.md) and, on"
          + " request, attributions, record_curves and subgroups; ends with a verdict, also in"
          + " verdict.txt and verdict.json.",
      "Examples:",
      "  jobs/submit evaluate --model qt.onnx --records records --methods paper --out evaluated",
      "  jobs/submit evaluate --model qt.onnx --records records --margin 0.05 --out evaluated",
      "  jobs/submit evaluate --model qt.onnx --records records --protocol conf/protocol.yaml --out"
          + " evaluated",
      "  jobs/submit evaluate --model qt.onnx --records records --attributions maps.parquet --out"
          + " evaluated",
      "  jobs/submit evaluate --model qt.onnx --records records --by sex,age:60 --out evaluated"
    })
public final class EvaluateJob implements Job {
  @Mixin private final EvaluationOptions evaluation = new EvaluationOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    return Result.done(
        EvaluationLines.of(
            context.ecglens().evaluate(evaluation.spec(), context.destination(output)),
            output.out));
  }
}
