package org.ecglens.plan;

import java.io.Serializable;
import org.ecglens.error.GateException;
import org.ecglens.error.UserException;

/**
 * How the work is cut, and how much of it may fail. What tables hold does not depend on it.
 *
 * @param shardSize records in a shard, at least 1; null for what suits the command
 * @param maxQuarantined share of the records, from 0 to 1, that may be unusable
 */
public record ShardsSpec(
    @Asked(option = "--shard-size", incidental = true, optional = true) Integer shardSize,
    @Asked(option = "--max-quarantined", incidental = true) double maxQuarantined)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SHARDS = 100_000;
  private static final int SHARD_SIZE = 64;
  private static final int SMALLEST_SHARD_SIZE = 4;
  // Recordings of 10 s in twelve leads make files of 60 to 100 MB.
  private static final int LARGEST_SHARD_SIZE = 1024;
  private static final int SHARDS_PER_CORE = 4;
  private static final int SHARDS_OF_LARGE_RUN = 4096;
  private static final long LARGEST_FILE = 256L << 20;

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public ShardsSpec {
    if (shardSize != null && shardSize < 1) {
      throw new UserException("--shard-size is " + shardSize + "; it must be at least 1.");
    }
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new UserException(
          "--max-quarantined is " + maxQuarantined + "; it must be a fraction from 0 to 1.");
    }
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /**
   * Number of shards for a command that computes for long on each record. Few records are cut as
   * well, so that every core has work; of many records shards grow, so that their number and that
   * of files has a bound, unless files would become too large. Up to sixteen cores have no say, so
   * that machines of that size give the same bits; a run that continues keeps its number anywhere.
   *
   * @param bytes that one record adds to a file at most, or takes in a task
   * @param cores that work at a time
   */
  public int shards(long records, long bytes, int cores) {
    if (shardSize != null) {
      return number(records, shardSize);
    }
    long size = Math.min(SHARD_SIZE, Math.max(SMALLEST_SHARD_SIZE, records / SHARD_SIZE));
    size = Math.max(size, ceiling(records, SHARDS_OF_LARGE_RUN));
    size = Math.min(size, Math.max(1, LARGEST_FILE / Math.max(1, bytes)));
    long working = Math.min((long) SHARDS_PER_CORE * cores, records / SMALLEST_SHARD_SIZE);
    return (int) Math.max(number(records, size), Math.min(MOST_SHARDS, working));
  }

  /** Number of shards for training, which takes records in an order that the cut decides. */
  public int shardsInOrder(long records) {
    return number(
        records,
        shardSize == null
            ? Math.max(SHARD_SIZE, ceiling(records, SHARDS_OF_LARGE_RUN))
            : shardSize);
  }

  /**
   * Number of shards for a command that makes records: few large files, but work for every core.
   *
   * @param cores that work at a time
   */
  public int shards(long records, int cores) {
    long each = records / ((long) SHARDS_PER_CORE * Math.max(1, cores));
    int size = (int) Math.min(LARGEST_SHARD_SIZE, Math.max(SHARD_SIZE, each));
    return number(records, shardSize == null ? size : shardSize);
  }

  /**
   * Fails if too much went to the quarantine.
   *
   * @param quarantined of the records
   * @param records in all
   * @throws GateException if their share is above {@link #maxQuarantined}
   */
  public void checkQuarantined(long quarantined, long records) {
    if (quarantined > maxQuarantined * records) {
      throw new GateException(
          quarantined
              + " of "
              + records
              + " records cannot be used, more than --max-quarantined "
              + maxQuarantined
              + " allows; the table quarantine says why.");
    }
  }

  private static int number(long records, long size) {
    return (int) Math.min(MOST_SHARDS, Math.max(1, ceiling(records, size)));
  }

  private static long ceiling(long records, long size) {
    return (records + size - 1) / size;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private Integer shardSize;
    private double maxQuarantined = 1;

    private Builder() {}

    private Builder(ShardsSpec spec) {
      shardSize = spec.shardSize;
      maxQuarantined = spec.maxQuarantined;
    }

    /** See {@link ShardsSpec#shardSize}. */
    public Builder shardSize(Integer value) {
      shardSize = value;
      return this;
    }

    /** See {@link ShardsSpec#maxQuarantined}. */
    public Builder maxQuarantined(double value) {
      maxQuarantined = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public ShardsSpec build() {
      return new ShardsSpec(shardSize, maxQuarantined);
    }
  }
}
