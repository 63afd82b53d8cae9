package org.ecglens.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/**
 * An item that was skipped.
 *
 * @param name of the record, else the path of the file
 * @param detail why, in words
 */
public record Quarantined(String name, String detail) {

  /** The first by name; null where the quarantine is empty. */
  public static Quarantined first(RunTables tables) throws IOException {
    List<Row> rows =
        tables
            .read(Tables.QUARANTINE)
            .select(coalesce(col("record_id"), col("path")).as("name"), col("detail"))
            .orderBy("name", "detail")
            .takeAsList(1);
    return rows.isEmpty()
        ? null
        : new Quarantined(rows.get(0).getAs("name"), rows.get(0).getAs("detail"));
  }
}
