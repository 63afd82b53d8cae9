package org.ecglens.summary;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.CostRow;
import org.ecglens.table.TableSchema;

/** What each method costs, from the sums of the shards. */
public final class CostTable {
  private static final double NANOSECONDS_IN_MILLISECOND = 1e6;
  private static final double BYTES_IN_MEGABYTE = 1e6;

  private CostTable() {}

  /** Makes {@link TableSchema#COST}. */
  public static void write(RunTables tables, String preset) throws IOException {
    // All sums are of whole numbers, so they depend on no order.
    List<Row> methods =
        tables
            .read(TableSchema.COST_STATES)
            .groupBy("model", "method")
            .agg(sum("n"), sum("nanoseconds"), sum("forwards"), sum("backwards"), max("peak_bytes"))
            .orderBy("model", "method")
            .collectAsList();
    List<CostRow> rows = new ArrayList<>();
    for (Row method : methods) {
      long records = method.getLong(2);
      rows.add(
          new CostRow(
              method.getString(0),
              method.getString(1),
              preset,
              records,
              method.getLong(3) / NANOSECONDS_IN_MILLISECOND / records,
              (double) method.getLong(4) / records,
              (double) method.getLong(5) / records,
              method.isNullAt(6) ? null : (Double) (method.getLong(6) / BYTES_IN_MEGABYTE)));
    }
    tables.write(TableSchema.COST, rows);
  }
}
