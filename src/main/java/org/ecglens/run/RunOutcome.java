package org.ecglens.run;

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
 */
public record RunOutcome(
    long records, long quarantined, Map<String, Long> counts, Map<String, Long> rows) {

  /** Sums up the markers of all finished shards. */
  public static RunOutcome of(List<ShardMarker> markers, RunTables tables) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    long records = 0;
    for (ShardMarker marker : markers) {
      records += marker.records();
      marker.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
      marker.rows().forEach((name, count) -> rows.merge(name, count, Long::sum));
    }
    long quarantined = 0;
    if (rows.containsKey(Tables.QUARANTINE.folder())) {
      Row row =
          tables
              .read(Tables.QUARANTINE)
              .selectExpr("count(distinct coalesce(path, record_id)) as quarantined")
              .first();
      quarantined = row.getAs("quarantined");
    }
    return new RunOutcome(records, quarantined, counts, rows);
  }
}
