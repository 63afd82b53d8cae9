package org.ecglens.job;

import java.util.List;
import org.ecglens.report.Case;
import org.ecglens.report.ExplainedEcg;
import org.ecglens.spark.FinishedRun;

/**
 * Explains some records of a finished run again, as the run did: it need not have kept its maps.
 */
final class RunExplanations {
  private final JobContext context;
  private final FinishedRun run;

  RunExplanations(JobContext context, FinishedRun run) {
    this.context = context;
    this.run = run;
  }

  /**
   * Explains cases.
   *
   * @param cases a few: maps are held in the driver's memory
   * @param methods names; none for all of the run
   * @param perturbed whether points are perturbed too, see {@link
   *     org.ecglens.report.MethodMap#track}
   * @return in the order of the cases
   */
  List<ExplainedEcg> explain(List<Case> cases, List<String> methods, boolean perturbed) {
    throw new UnsupportedOperationException(
        "explaining " + cases.size() + methods + perturbed + context + run.path());
  }
}
