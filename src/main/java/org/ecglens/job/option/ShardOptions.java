package org.ecglens.job.option;

import org.ecglens.plan.ShardsSpec;
import picocli.CommandLine.Option;

/** How the work is cut, and how much of it may fail. */
public final class ShardOptions {
  @Option(
      names = "--shard-size",
      paramLabel = "N",
      description =
          "records in a shard, the unit of work and restart, and in a file (default: 4 for"
              + " up to 256 records, growing to 64, which training begins with; beyond 262,144"
              + " records so many that there are 4,096 shards; fewer where heatmaps would make"
              + " files above 256 MB, or more than 16 cores get four shards each; ingest and synth"
              + " take 64 to 1024 so that every core gets four shards); a run that continues keeps"
              + " its own")
  private Integer shardSize;

  @Option(
      names = "--max-quarantined",
      defaultValue = "1.0",
      paramLabel = "FRACTION",
      description = "fail if more of the records cannot be used (default: ${DEFAULT-VALUE})")
  private double maxQuarantined;

  /** The cut that is asked for. */
  public ShardsSpec spec() {
    return ShardsSpec.builder().shardSize(shardSize).maxQuarantined(maxQuarantined).build();
  }
}
