/**
 * Every Parquet table as a Java record whose components are its columns. Files of tables lie in
 * {@code run.storage}, which rows a table gets is for the package that makes them ({@code
 * evaluate}, {@code ingest}, {@code summary}, {@code train}, {@code ratings}), and where a table
 * lies in a run and when it counts is for {@code run}.
 */
package org.ecglens.table;
