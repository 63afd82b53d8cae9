package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** A table of records, all of it. */
public final class RecordTableOptions {
  @Option(
      names = "--records",
      required = true,
      paramLabel = "PATH",
      description = "a folder made by ingest or synth, or Parquet files with the records columns")
  public String records;
}
