package org.ecglens.table;

import java.io.Serializable;

/**
 * A row of one table: a record that {@link TableInfo} describes, each component of which is a
 * column.
 */
public interface TableRow extends Serializable {}
