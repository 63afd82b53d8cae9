package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** Where the tables go. */
public final class OutputOptions {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the tables; a run that was interrupted continues there")
  public String out;

  @Option(
      names = "--overwrite",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "replace the run that is there")
  public boolean overwrite;
}
