package org.ecglens.summary;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.CostRow;
import org.ecglens.table.Tables;

/** What each method costs, from the sums of the shards. */
public final class CostTable {
  private static final double NANOSECONDS_IN_MILLISECOND = 1e6;
  private static final double BYTES_IN_MEGABYTE = 1e6;

  private CostTable() {}

  /**
   * Makes {@link Tables#COST}.
   *
   * @return its rows, by network and method
   */
  public static List<CostRow> write(RunTables tables, String preset) throws IOException {
    // All sums are of whole numbers, so they depend on no order.
    List<Row> methods =
        tables
            .read(Tables.COST_STATES)
            .groupBy("model", "method")
            .agg(
                sum("n").as("n"),
                sum("nanoseconds").as("nanoseconds"),
                sum("forwards").as("forwards"),
                sum("backwards").as("backwards"),
                max("peak_bytes").as("peak_bytes"))
            .orderBy("model", "method")
            .collectAsList();
    List<CostRow> rows = new ArrayList<>();
    for (Row method : methods) {
      long records = method.getAs("n");
      Long peak = method.getAs("peak_bytes");
      rows.add(
          new CostRow(
              method.getAs("model"),
              method.getAs("method"),
              preset,
              records,
              method.<Long>getAs("nanoseconds") / NANOSECONDS_IN_MILLISECOND / records,
              (double) method.<Long>getAs("forwards") / records,
              (double) method.<Long>getAs("backwards") / records,
              peak == null ? null : (Double) (peak / BYTES_IN_MEGABYTE)));
    }
    return tables.write(Tables.COST, rows);
  }
}
