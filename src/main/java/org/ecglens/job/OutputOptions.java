package org.ecglens.job;

import picocli.CommandLine.Option;

/** Where the tables go. */
final class OutputOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the tables; a run that was interrupted continues there")
  String out;

  @Option(
      names = "--overwrite",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "replace the run that is there")
  boolean overwrite;
}
