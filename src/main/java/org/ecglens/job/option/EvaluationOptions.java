package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.plan.Choice;
import org.ecglens.plan.ControlsSpec;
import org.ecglens.plan.Duplicates;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.GroupBy;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.RecordsSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * All options of an evaluation, except its networks and records where a command finds them itself.
 */
public final class EvaluationOptions {
  @Mixin private final NetworkOptions networks = new NetworkOptions();
  @Mixin private final RecordOptions records = new RecordOptions();
  @Mixin private final MethodOptions methods = new MethodOptions();

  @Option(
      names = "--attributions",
      paramLabel = "PATH",
      description =
          "Parquet table of heatmaps that another program made (record_id, target, method,"
              + " attribution, optionally model), as attribute writes it: they are judged beside"
              + " --methods")
  private String attributions;

  @Option(
      names = "--controls",
      split = ",",
      paramLabel = "LIST",
      description =
          "what methods have to beat: random, amplitude, slope, population, smoothed, all or none"
              + " (default: all in corrected mode, none in paper mode)")
  private List<String> controls;

  @Mixin private final PerturbationOptions perturbation = new PerturbationOptions();
  @Mixin private final CheckOptions checks = new CheckOptions();
  @Mixin private final VerdictOptions verdict = new VerdictOptions();
  @Mixin private final ProtocolOptions protocol = new ProtocolOptions();

  @Option(
      names = "--heatmaps",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "write the attributions")
  private boolean heatmaps;

  @Option(
      names = "--record-curves",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "write the curves of each record")
  private boolean recordCurves;

  @Option(
      names = "--duplicates",
      defaultValue = "drop",
      paramLabel = "drop|keep",
      description =
          "recordings that are there under several ids (the same leads, rate, unit and samples)"
              + " are no independent evidence: drop puts all but the first id into the quarantine,"
              + " keep counts each (default: ${DEFAULT-VALUE})")
  private String duplicates;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "LIST",
      description =
          "judge groups of the records as well: labels, each with a group of every value (sex) or"
              + " with limits between groups (age:40:60)")
  private List<String> by = new ArrayList<>();

  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  /** Which networks. */
  public NetworkOptions networks() {
    return networks;
  }

  /** Which records. */
  public RecordOptions records() {
    return records;
  }

  /** Seed of all draws. */
  public long seed() {
    return seed.seed;
  }

  /** The evaluation of the networks and records that are named. */
  public EvaluationSpec spec() {
    return spec(networks.spec(), records.spec());
  }

  /**
   * The evaluation of other networks and records.
   *
   * @throws org.ecglens.error.UserException if a value is wrong, or not the one that the protocol
   *     registers
   */
  public EvaluationSpec spec(NetworksSpec theNetworks, RecordsSpec theRecords) {
    return protocol.held(asked(theNetworks, theRecords));
  }

  /** The evaluation that the options ask for, whatever a protocol says. */
  EvaluationSpec asked(NetworksSpec theNetworks, RecordsSpec theRecords) {
    return EvaluationSpec.builder()
        .networks(theNetworks)
        .records(theRecords)
        .methods(methods.spec())
        .attributions(attributions)
        .controls(controls == null ? null : new ControlsSpec(controls))
        .perturbation(perturbation.spec())
        .checks(checks.spec())
        .verdict(verdict.spec())
        .heatmaps(heatmaps)
        .recordCurves(recordCurves)
        .duplicates(Choice.of("--duplicates", duplicates, List.of(Duplicates.values())))
        .by(by.stream().map(GroupBy::of).toList())
        .seed(seed.seed)
        .engine(engine.spec())
        .shards(shards.spec())
        .build();
  }
}
