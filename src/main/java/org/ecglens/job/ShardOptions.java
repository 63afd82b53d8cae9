package org.ecglens.job;

import org.ecglens.UserException;
import org.ecglens.spark.Outcome;
import picocli.CommandLine.Option;

/** How the work is cut, and how much of it may fail. */
final class ShardOptions {
  private static final int MOST_SHARDS = 100_000;

  @Option(
      names = "--shard-size",
      defaultValue = "64",
      paramLabel = "N",
      description =
          "records in a shard, the unit of work and restart (default: ${DEFAULT-VALUE}); a run"
              + " that continues keeps its own")
  int shardSize;

  @Option(
      names = "--max-quarantined",
      defaultValue = "1.0",
      paramLabel = "FRACTION",
      description = "fail if more of the records cannot be used (default: ${DEFAULT-VALUE})")
  double maxQuarantined;

  /**
   * Number of shards.
   *
   * @throws UserException if an option is out of range
   */
  int shards(long records) {
    return (int) Math.min(MOST_SHARDS, Math.max(1, (records + shardSize - 1) / shardSize));
  }

  /** Checks the ranges. */
  void check() {
    if (shardSize < 1) {
      throw new UserException("--shard-size is " + shardSize + "; it must be at least 1.");
    }
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new UserException(
          "--max-quarantined is " + maxQuarantined + "; it must be a fraction from 0 to 1.");
    }
  }

  /** Fails if too much went to the quarantine. */
  void checkQuarantined(Outcome outcome) {
    if (outcome.quarantined() > maxQuarantined * outcome.records()) {
      throw new UserException(
          outcome.quarantined()
              + " of "
              + outcome.records()
              + " records cannot be used, more than --max-quarantined "
              + maxQuarantined
              + " allows; the table quarantine says why.");
    }
  }
}
