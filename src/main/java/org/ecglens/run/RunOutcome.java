package org.ecglens.run;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/**
 * The outcome of the shards of a run.
 *
 * @param records taken in
 * @param quarantined records or files that were skipped
 * @param counts sums of the shards' counts
 * @param rows of each table that shards write, by folder
 * @param notices what was peculiar about records that are used, by kind
 */
public record RunOutcome(
    long records,
    long quarantined,
    Map<String, Long> counts,
    Map<String, Long> rows,
    List<Notices> notices) {
  /**
   * Notices of one kind.
   *
   * @param kind in a word
   * @param count of them
   * @param example the first by record
   */
  public record Notices(String kind, long count, String example) {}

  /** Sums up the markers of all finished shards. */
  public static RunOutcome of(List<ShardMarker> markers, RunTables tables) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    long records = 0;
    for (ShardMarker marker : markers) {
      records +=
          marker.records()
              + marker.counts().getOrDefault(ShardOutput.FURTHER, 0L)
              - marker.counts().getOrDefault(ShardOutput.NONE, 0L);
      marker.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
      marker.rows().forEach((name, count) -> rows.merge(name, count, Long::sum));
    }
    long quarantined = 0;
    if (rows.containsKey(Tables.QUARANTINE.folder())) {
      Row row =
          tables
              .read(Tables.QUARANTINE)
              .selectExpr("count(distinct struct(path, record_id)) as quarantined")
              .first();
      quarantined = row.getAs("quarantined");
    }
    List<Notices> notices = rows.containsKey(Tables.NOTICES.folder()) ? notices(tables) : List.of();
    return new RunOutcome(records, quarantined, counts, rows, notices);
  }

  private static List<Notices> notices(RunTables tables) throws IOException {
    return tables
        .read(Tables.NOTICES)
        .groupBy("kind")
        .agg(
            expr("count(*) as count"), expr("min_by(detail, struct(record_id, detail)) as example"))
        .orderBy("kind")
        .collectAsList()
        .stream()
        .map(row -> new Notices(row.getAs("kind"), row.<Long>getAs("count"), row.getAs("example")))
        .toList();
  }
}
