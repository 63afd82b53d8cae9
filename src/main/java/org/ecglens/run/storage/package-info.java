/**
 * How the rows of {@code org.ecglens.table} get into Parquet files and Spark's datasets, and out of
 * them again. It knows no runs beyond the folder that their tables lie in.
 */
package org.ecglens.run.storage;
