package org.ecglens.run.storage;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;

/** Tables of a complete run: what would be written is there already. */
public record UnchangedTables(RunTables tables) implements RunTables {
  @Override
  public Dataset<Row> read(Table<?> table) throws IOException {
    return tables.read(table);
  }

  @Override
  public <R extends TableRow> List<R> write(Table<R> table, List<R> rows) {
    return rows;
  }

  @Override
  public void close() {
    tables.close();
  }
}
