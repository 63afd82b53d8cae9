package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** Which run is read. */
public final class RunOptions {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "folder of a finished evaluate")
  public String run;
}
