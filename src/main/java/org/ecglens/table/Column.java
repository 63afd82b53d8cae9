package org.ecglens.table;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name as in files
 * @param type of its values
 * @param nullable whether a value can be absent
 */
public record Column(String name, ColumnType type, boolean nullable) implements Serializable {
  private static final long serialVersionUID = 1L;
}
