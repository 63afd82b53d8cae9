package org.ecglens.finished;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.ecglens.error.UserException;
import org.ecglens.random.Draws;
import org.ecglens.report.paper.Case;
import org.ecglens.report.text.PlainText;
import org.ecglens.table.Tables;

/** Which records of a run are shown, each target by the first of its networks. */
public final class ReviewCases {
  private final Dataset<Row> predictions;
  private final String run;

  public ReviewCases(FinishedRun run) throws IOException {
    Dataset<Row> all =
        run.read(Tables.PREDICTIONS).select("record_id", "model", "target").distinct();
    this.predictions =
        all.join(
            all.groupBy("target").agg(min("model").as("model")), new String[] {"target", "model"});
    this.run = run.path();
  }

  /** The first records of every target in an order that seed and record id decide. */
  public List<Case> drawn(int perTarget, long seed) {
    Column place =
        udf(
                (UDF1<String, Double>) id -> Draws.of(seed, "reviewed", id).uniform(0, 0),
                DataTypes.DoubleType)
            .apply(col("record_id"));
    Column number =
        row_number().over(Window.partitionBy("target").orderBy(place, col("record_id")));
    List<Case> cases =
        cases(predictions.withColumn("number", number).where(col("number").leq(perTarget)));
    if (cases.isEmpty()) {
      throw new UserException("--run " + run + " has no predictions; there is nothing to review.");
    }
    return cases;
  }

  /**
   * Named records, for each target that they have.
   *
   * @throws UserException if the run has no prediction of one
   */
  public List<Case> named(List<String> ids) {
    List<Case> cases = cases(predictions.where(col("record_id").isin(ids.toArray())));
    Set<String> found = cases.stream().map(Case::recordId).collect(Collectors.toSet());
    for (String id : ids) {
      if (!found.contains(id)) {
        throw new UserException(
            "--ids: run %s has no prediction of record '%s'. Its table predictions lists all that there are."
                .formatted(run, PlainText.of(id, 80)));
      }
    }
    return cases;
  }

  private List<Case> cases(Dataset<Row> rows) {
    return rows
        .select("record_id", "model", "target")
        .orderBy("target", "record_id")
        .collectAsList()
        .stream()
        .map(row -> new Case(row.getAs("record_id"), row.getAs("model"), row.getAs("target")))
        .toList();
  }
}
