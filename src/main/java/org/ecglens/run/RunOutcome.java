package org.ecglens.run;

import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/**
 * The outcome of the shards of a run.
 *
 * @param records taken in
 * @param quarantined records or files of which nothing is used
 * @param partly records that are used, but not by every network or method
 * @param counts sums of the shards' counts
 * @param rows of each table that shards write, by folder
 * @param notices what was peculiar about records that are used, by kind
 */
public record RunOutcome(
    long records,
    long quarantined,
    long partly,
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

  /** Sums up all finished shards. */
  public static RunOutcome of(List<ShardCounts> shards, RunTables tables) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    long records = 0;
    for (ShardCounts shard : shards) {
      records +=
          shard.records()
              + shard.counts().getOrDefault(ShardOutput.FURTHER, 0L)
              - shard.counts().getOrDefault(ShardOutput.NONE, 0L);
      shard.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
      shard.rows().forEach((name, count) -> rows.merge(name, count, Long::sum));
    }
    long inQuarantine = 0;
    long partly = 0;
    if (rows.containsKey(Tables.QUARANTINE.folder())) {
      Dataset<Row> all = tables.read(Tables.QUARANTINE).select("path", "record_id").distinct();
      inQuarantine = all.count();
      if (rows.containsKey(Tables.PREDICTIONS.folder())) {
        Dataset<Row> used = tables.read(Tables.PREDICTIONS).select("record_id").distinct();
        partly =
            all.join(used, all.col("record_id").equalTo(used.col("record_id")), "left_semi")
                .count();
      }
    }
    List<Notices> notices = rows.containsKey(Tables.NOTICES.folder()) ? notices(tables) : List.of();
    return new RunOutcome(records, inQuarantine - partly, partly, counts, rows, notices);
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
