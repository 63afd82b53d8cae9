package org.ecglens.job;

import picocli.CommandLine.Option;

/** Which records. */
final class RecordOptions {
  @Option(
      names = "--records",
      required = true,
      paramLabel = "PATH",
      description = "a folder made by ingest or synth, or Parquet files with the records columns")
  String records;
}
