/**
 * Every Parquet table: columns, row types, and the writer and reader of its files. Which rows a
 * table gets is for the package that makes them ({@code evaluate}, {@code ingest}, {@code
 * summary}, {@code train}, {@code ratings}); where a table lies in a run and when it counts is for
 * {@code run}.
 */
package org.ecglens.table;
