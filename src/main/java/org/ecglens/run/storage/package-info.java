/**
 * How the rows of {@code table} get into Parquet files and Spark's datasets, and out of them again.
 * It knows no runs beyond the folder that their tables lie in; what is computed from rows is for
 * {@code summary} and {@code finished}.
 */
package org.ecglens.run.storage;
