package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.Evaluation;
import org.ecglens.check.CheckPlan;
import org.ecglens.evaluate.RecordTask;
import org.ecglens.perturbation.Mode;
import org.ecglens.report.text.BlankingTable;
import org.ecglens.report.text.MethodTable;

/**
 * The text at the end of an evaluation: the methods by score, blanking, the verdict, the counts.
 */
public final class EvaluationLines {
  private EvaluationLines() {}

  /**
   * Lines for the terminal.
   *
   * @param out folder of the run
   */
  public static List<String> of(Evaluation evaluation, String out) {
    Mode mode = evaluation.spec().perturbation().mode();
    List<String> lines =
        new ArrayList<>(
            MethodTable.lines(
                evaluation.summary().summary(),
                mode,
                evaluation.spec().verdict().metric(),
                evaluation.summary().cost()));
    if (evaluation.spec().checks().names().contains(CheckPlan.BLANKING)) {
      lines.addAll(BlankingTable.lines(evaluation.summary().blanking()));
    }
    lines.addAll(evaluation.verdictText());
    evaluation
        .outcome()
        .counts()
        .forEach(
            (name, count) -> {
              if (name.startsWith(RecordTask.UNKNOWN_RATE)) {
                lines.add(
                    "%s: %d records have no sampling rate; their windows were cut as if a lead were a beat of 1.2 s."
                        .formatted(name.substring(RecordTask.UNKNOWN_RATE.length()), count));
              }
            });
    lines.add("");
    lines.addAll(OutcomeLines.of(evaluation.outcome(), out));
    return lines;
  }
}
