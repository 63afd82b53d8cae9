/**
 * Every table that a command writes: a record for its rows, whose annotations say names, types,
 * units and meanings of the columns. Files, Spark's schemas and docs/tables.md are made from that;
 * how rows get into files and out of them is in {@code org.ecglens.run.storage}.
 */
package org.ecglens.table;
