package org.ecglens.job;

import picocli.CommandLine.Option;

/** Where random numbers come from. */
final class SeedOptions {
  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "seed of all random draws (default: ${DEFAULT-VALUE})")
  long seed;
}
