package org.ecglens.run.storage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/**
 * What a shard has written, as Spark keeps it.
 *
 * @param shard number
 * @param records taken in
 * @param rows by the table's folder
 * @param counts what happened how often, by name
 */
public record ShardRows(
    int shard, long records, Map<String, List<Row>> rows, Map<String, Long> counts)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of the tables' classes as Spark's rows. */
  public static ShardRows of(
      int shard, long records, List<TableRow> written, Map<String, Long> counts) {
    Map<String, List<Row>> rows = new HashMap<>();
    Map<Table<?>, RowEncoding<?>> encodings = new HashMap<>();
    for (TableRow row : written) {
      Table<?> table = Table.of(row.getClass());
      rows.computeIfAbsent(table.folder(), folder -> new ArrayList<>())
          .add(encoded(encodings.computeIfAbsent(table, RowEncoding::new), row));
    }
    return new ShardRows(shard, records, rows, new TreeMap<>(counts));
  }

  /** A row as Spark's row. */
  @SuppressWarnings("unchecked") // a row is one of its class's table
  private static <R extends TableRow> Row encoded(RowEncoding<R> encoding, TableRow row) {
    return encoding.encode((R) row);
  }

  /** The rows of a table, none where the shard has not written to it. */
  List<Row> of(String folder) {
    return rows.getOrDefault(folder, List.of());
  }

  /** How many rows each table has. */
  public Map<String, Long> sizes() {
    Map<String, Long> sizes = new TreeMap<>();
    rows.forEach((folder, those) -> sizes.put(folder, (long) those.size()));
    return sizes;
  }
}
