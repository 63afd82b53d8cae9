package org.ecglens.job;

import picocli.CommandLine.Option;

/** Which run is read. */
final class RunOptions {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "folder of a finished evaluate")
  String run;
}
