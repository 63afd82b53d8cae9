/**
 * The table {@code records} as commands read it: rows as electrocardiograms, selection, survey of
 * what a table holds, and the records that a user who misspelt an id probably meant. Making the
 * table lives in {@code ingest}, its columns in {@code table}.
 */
package org.ecglens.records;
