package org.ecglens;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.report.text.VerdictText;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.storage.RunTables;
import org.ecglens.summary.RunSummary;
import org.ecglens.table.Tables;
import org.ecglens.verdict.Verdict;

/**
 * The result of an evaluation: every table as a {@code Dataset}, the verdict as a value.
 *
 * <p>Without a run folder the rows of the shards live in Spark's memory and disks until {@link
 * #close()}; with one they are the folder's Parquet files and closing does nothing.
 */
public final class Evaluation implements AutoCloseable {
  private final EvaluationSpec spec;
  private final RunOutcome outcome;
  private final RunSummary summary;
  private final RunTables tables;

  Evaluation(EvaluationSpec spec, RunOutcome outcome, RunSummary summary, RunTables tables) {
    this.spec = spec;
    this.outcome = outcome;
    this.summary = summary;
    this.tables = tables;
  }

  /** The spec that was evaluated. */
  public EvaluationSpec spec() {
    return spec;
  }

  /** The number of records, and how many of them were skipped. */
  public RunOutcome outcome() {
    return outcome;
  }

  /** The small tables over all records, as values. */
  public RunSummary summary() {
    return summary;
  }

  /**
   * A table, with the columns of docs/tables.md; empty where the evaluation did not write it.
   *
   * @param name for example {@code scores}
   * @throws org.ecglens.error.UserException if there is no table of this name
   */
  public Dataset<Row> table(String name) throws IOException {
    return tables.read(Tables.named(name));
  }

  /** Which methods can be trusted, for each target. */
  public Verdict verdict() {
    return summary.verdict();
  }

  /** The verdict in plain words, as in {@code verdict.txt}. */
  public List<String> verdictText() {
    return VerdictText.of(verdict());
  }

  /** Lets go of what is held in Spark's memory. */
  @Override
  public void close() {
    tables.close();
  }
}
