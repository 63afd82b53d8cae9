package org.ecglens.job.option;

import org.ecglens.plan.ShardsSpec;
import picocli.CommandLine.Option;

/** How the work is cut, and how much of it may fail. */
public final class ShardOptions {
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
  private double maxQuarantined;

  /** The shards that the options request. */
  public ShardsSpec spec() {
    return spec(shardSize);
  }

  /**
   * The shards that the options request.
   *
   * @param usual records in a shard if no option sets the number
   */
  public ShardsSpec specOr(int usual) {
    return spec(shardSize == null ? Integer.valueOf(usual) : shardSize);
  }

  private ShardsSpec spec(Integer size) {
    return ShardsSpec.builder().shardSize(size).maxQuarantined(maxQuarantined).build();
  }
}
