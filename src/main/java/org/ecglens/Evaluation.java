package org.ecglens;

import java.util.List;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.report.text.VerdictText;
import org.ecglens.run.RunOutcome;
import org.ecglens.summary.RunSummary;
import org.ecglens.verdict.Verdict;

/** What came of an evaluation. */
public final class Evaluation {
  private final EvaluationSpec spec;
  private final RunOutcome outcome;
  private final RunSummary made;

  Evaluation(EvaluationSpec spec, RunOutcome outcome, RunSummary made) {
    this.spec = spec;
    this.outcome = outcome;
    this.made = made;
  }

  public EvaluationSpec spec() {
    return spec;
  }

  public RunOutcome outcome() {
    return outcome;
  }

  public RunSummary made() {
    return made;
  }

  public Verdict verdict() {
    return made.verdict();
  }

  /** The verdict in plain words, a line each, at most 100 columns. */
  public List<String> verdictText() {
    return VerdictText.of(made.verdict());
  }
}
