/** Schemas, rows and files of every Parquet table, and the manifest of a run. */
package org.ecglens.table;
