package org.ecglens.job.option;

import org.ecglens.error.UserException;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Option;

/** How the work is cut, and how much of it may fail. */
public final class ShardOptions {
  private static final int MOST_SHARDS = 100_000;
  private static final int SHARD_SIZE = 64;
  // Recordings of 10 s in twelve leads make files of 60 to 100 MB.
  private static final int LARGEST_SHARD_SIZE = 1024;
  private static final int SHARDS_PER_CORE = 4;

  @Option(
      names = "--shard-size",
      paramLabel = "N",
      description =
          "records in a shard, the unit of work and restart, and in a file (default: 64; ingest and"
              + " synth take up to 1024 as long as every core gets four shards); a run that"
              + " continues keeps its own")
  private Integer shardSize;

  @Option(
      names = "--max-quarantined",
      defaultValue = "1.0",
      paramLabel = "FRACTION",
      description = "fail if more of the records cannot be used (default: ${DEFAULT-VALUE})")
  double maxQuarantined;

  /** Number of shards for a job that computes for long on each record. */
  public int shards(long records) {
    return number(records, shardSize == null ? SHARD_SIZE : shardSize);
  }

  /**
   * Number of shards for a job that makes records: few large files, but work for every core.
   *
   * @param cores that work at a time
   */
  public int shards(long records, int cores) {
    long each = records / ((long) SHARDS_PER_CORE * Math.max(1, cores));
    int size = (int) Math.min(LARGEST_SHARD_SIZE, Math.max(SHARD_SIZE, each));
    return number(records, shardSize == null ? size : shardSize);
  }

  private static int number(long records, int size) {
    return (int) Math.min(MOST_SHARDS, Math.max(1, (records + size - 1) / size));
  }

  /** Checks the ranges. */
  public void check() {
    if (shardSize != null && shardSize < 1) {
      throw new UserException("--shard-size is " + shardSize + "; it must be at least 1.");
    }
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new UserException(
          "--max-quarantined is " + maxQuarantined + "; it must be a fraction from 0 to 1.");
    }
  }

  /** Fails if too much went to the quarantine. */
  public void checkQuarantined(RunOutcome outcome) {
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
