package org.ecglens.job;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.ecglens.Suggestion;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.spark.Outcome;
import org.ecglens.spark.Progress;
import org.ecglens.spark.RunFolder;
import org.ecglens.spark.ShardTask;
import org.ecglens.spark.SourcePass;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.RecordRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import scala.Tuple2;

/** Makes electrocardiograms whose wave limits and measurements are known exactly. */
@Command(
    name = "synth",
    description = "Make electrocardiograms whose wave limits and measurements are known exactly.",
    footer = {
      "",
      "Writes the table records.",
      "Example: jobs/submit synth --records 2000 --seed 1 --out records"
    })
public final class SynthJob implements Job {
  @Option(names = "--records", required = true, paramLabel = "N", description = "how many")
  private long records;

  @Mixin private final SeedOptions seed = new SeedOptions();

  @Option(
      names = "--kind",
      defaultValue = "median",
      description =
          "median (one beat of 1.2 s) or rhythm (10 s), both at 500 Hz (default: ${DEFAULT-VALUE})")
  private String kind;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    shards.check();
    List<String> kinds = List.of("median", "rhythm");
    if (!kinds.contains(kind)) {
      throw Suggestion.unknown("--kind", kind, kinds);
    }
    if (records < 1) {
      throw new UserException("--records is " + records + "; it must be at least 1.");
    }
    SourcePass pass =
        new SourcePass(
            context.spark().get(),
            new RunFolder(output.out),
            new Progress("synth", context.out(), context.interactive()));
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(context.spark().get().sparkContext());
    long count = records;
    Outcome outcome =
        pass.run(
            new SourcePass.Request(
                "synth",
                Map.of(
                    "--records", Long.toString(count),
                    "--seed", Long.toString(seed.seed),
                    "--kind", kind),
                context.options(),
                count,
                shards.shards(count),
                output.overwrite,
                shards::checkQuarantined),
            (pending, all) ->
                spark
                    .parallelize(pending, pending.size())
                    .flatMap(
                        shard ->
                            LongStream.range(count * shard / all, count * (shard + 1) / all)
                                .mapToObj(number -> new Tuple2<>(shard, number))
                                .iterator()),
            task(seed.seed, Ecg.Kind.valueOf(kind.toUpperCase(Locale.ROOT))));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }

  /** Static, so that what goes to executors is not the job. */
  private static ShardTask<Long> task(long seed, Ecg.Kind kind) {
    return (numbers, rows) -> {
      SyntheticEcg source = new SyntheticEcg(seed, kind);
      for (long number : numbers.stream().sorted().toList()) {
        rows.write(new RecordRow(source.record(number)));
      }
    };
  }
}
