package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** Where random numbers come from. */
public final class SeedOptions {
  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "seed of all random draws (default: ${DEFAULT-VALUE})")
  public long seed;
}
