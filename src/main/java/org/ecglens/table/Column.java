package org.ecglens.table;

/**
 * A column of a table.
 *
 * @param name as in files
 * @param type of its values
 * @param nullable whether a value can be absent
 * @param unit of its values; {@code 1} for pure numbers, empty for text
 * @param meaning of a value, and when it is null
 */
public record Column(String name, ColumnType type, boolean nullable, String unit, String meaning) {}
