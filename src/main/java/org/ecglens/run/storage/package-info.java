/**
 * Tables of a run that are read and merged by Spark: from the files of all shards to one table
 * over all records. What numbers they hold is computed in {@code metric} and {@code stats}; what
 * becomes of them lives in {@code summary} and {@code finished}.
 */
package org.ecglens.run.storage;
