package org.ecglens.run.storage;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import org.ecglens.table.Tables;

/** The tables of a run, in its folder or in the memory of a session. */
public interface RunTables extends AutoCloseable {
  /** A table; empty where nothing has been written to it. */
  Dataset<Row> read(Table<?> table) throws IOException;

  /**
   * Writes a small table, in the place of the one that is there.
   *
   * @return the rows
   */
  <R extends TableRow> List<R> write(Table<R> table, List<R> rows) throws IOException;

  /**
   * The rows of a small table, all of them in memory; none where nothing has been written to it.
   */
  default <R extends TableRow> List<R> rows(Table<R> table) throws IOException {
    RowEncoding<R> encoding = new RowEncoding<>(table);
    return read(table).collectAsList().stream().map(encoding::decode).toList();
  }

  /** {@link Tables#SCORES} with a column more: subject, null where that is not known. */
  default Dataset<Row> scores() throws IOException {
    return read(Tables.SCORES).join(read(Tables.SUBJECTS), new String[] {"record_id"}, "left");
  }

  /** Lets go of what is held in memory. */
  @Override
  default void close() {}
}
