package org.ecglens.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.report.text.RecordStatistics;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.table.Tables;

/** Looks through a table of records: what is in it, and one of them in full. */
public final class RecordSurvey {
  private final SparkSession spark;
  private final RecordTable table;
  private final Dataset<Row> rows;

  /** A survey of a table; reads nothing yet. */
  public RecordSurvey(SparkSession spark, RecordTable table) {
    this.spark = spark;
    this.table = table;
    this.rows = EcgRow.rows(table);
  }

  /** People: how many there are, and how many records belong to one. */
  public record Subjects(long subjects, long records) {}

  /** How many records were set aside at a stage for a reason. */
  public record Quarantined(String stage, String reason, long count) {}

  /** Counts the people. */
  public Subjects subjects() {
    Row row =
        table
            .raw()
            .select(EcgRow.text(table.raw(), "subject"))
            .selectExpr("count(distinct subject) as subjects", "count(subject) as records")
            .first();
    return new Subjects(row.getAs("subjects"), row.getAs("records"));
  }

  /**
   * Reads all records once.
   *
   * @throws UserException if there is none
   */
  public RecordStatistics statistics() {
    RecordStatistics statistics =
        rows.toJavaRDD().treeAggregate(new RecordStatistics(), new Count(), RecordStatistics::add);
    if (statistics.records() == 0) {
      throw new UserException("--records " + table.path() + " has no records.");
    }
    return statistics;
  }

  /** Adds a row to the statistics. */
  private static final class Count implements Function2<RecordStatistics, Row, RecordStatistics> {
    private static final long serialVersionUID = 1L;

    @Override
    public RecordStatistics call(RecordStatistics statistics, Row row) {
      Ecg ecg;
      try {
        ecg = EcgRow.ecg(row);
      } catch (UserException e) {
        return statistics.addUnreadable(e.getMessage());
      }
      return statistics.add(ecg);
    }
  }

  /** The reasons in the quarantine, the most frequent first; empty for a plain table. */
  public List<Quarantined> quarantine() throws IOException {
    return new FolderTables(spark, table.path())
            .read(Tables.QUARANTINE)
            .groupBy("stage", "reason")
            .count()
            .orderBy(col("count").desc(), col("stage"), col("reason"))
            .collectAsList()
            .stream()
            .map(
                row -> new Quarantined(row.getAs("stage"), row.getAs("reason"), row.getAs("count")))
            .toList();
  }

  /**
   * The record of an id.
   *
   * @throws UserException if there is none; it names the most similar ids
   */
  public Ecg record(String id) {
    List<Row> found = rows.where(col("record_id").equalTo(lit(id))).takeAsList(1);
    if (found.isEmpty()) {
      throw unknown(id);
    }
    return ecg(id, found.get(0));
  }

  /**
   * The record whose id comes first.
   *
   * @throws UserException if it cannot be used
   */
  public Ecg first() {
    String id = rows.selectExpr("min(record_id) as first").first().getAs("first");
    if (id == null) {
      throw new UserException("--records " + table.path() + ": no record has a record_id.");
    }
    return record(id);
  }

  private Ecg ecg(String id, Row row) {
    try {
      return EcgRow.ecg(row);
    } catch (UserException e) {
      throw new UserException(
          "--records "
              + table.path()
              + ": record '"
              + id
              + "' cannot be drawn: "
              + e.getMessage()
              + ". Name another with --id.",
          e);
    }
  }

  private UserException unknown(String id) {
    return new UserException(
        "--id: there is no record '"
            + id
            + "' in "
            + table.path()
            + "."
            + NearestRecords.of(rows, id));
  }
}
