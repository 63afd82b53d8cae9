/**
 * The files of tables: writing and reading rows, and merging those of all shards to one table over
 * all records. Columns and row types are in {@code table}, the numbers are computed in {@code
 * metric} and {@code stats}, and what becomes of them lives in {@code summary} and {@code
 * finished}.
 */
package org.ecglens.run.storage;
