/**
 * Every table that a command writes: a record for its rows, whose annotations say names, types,
 * units and meanings of the columns. Files, Spark's schemas and docs/tables.md are made from that;
 * how rows get into files and out of them is in {@code run.storage}, and which rows a table gets is
 * for the package that makes them ({@code evaluate}, {@code ingest}, {@code summary}, {@code
 * train}, {@code ratings}).
 */
package org.ecglens.table;
