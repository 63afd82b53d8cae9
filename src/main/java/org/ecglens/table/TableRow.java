package org.ecglens.table;

/** A row of one table. */
public interface TableRow {
  /** The table. */
  TableSchema table();

  /** Values in the order of the table's columns, of the classes that {@link ColumnType} names. */
  Object[] values();
}
