package org.ecglens.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.executor.NetworkPool;
import org.ecglens.graph.Graph;
import org.ecglens.ingest.GeneratorTask;
import org.ecglens.ingest.SourcePass;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.SeedOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.run.Progress;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.ShardTask;
import org.ecglens.synth.GeneratedEcg;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.RecordRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import scala.Tuple2;

/**
 * Makes electrocardiograms whose wave limits and measurements are known exactly, or has a
 * generative network make them.
 */
@Command(
    name = "synth",
    description = {
      "Make electrocardiograms whose wave limits and measurements are known exactly, or, with"
          + " --generator, have a generative network make them."
    },
    footer = {
      "",
      "Writes the table records.",
      "Examples:",
      "  jobs/submit synth --records 2000 --seed 1 --out records",
      "  jobs/submit synth --generator pulse2pulse.onnx --records 10000 --seed 1 --out deepfake"
    })
public final class SynthJob implements Job {
  @Option(names = "--records", required = true, paramLabel = "N", description = "how many")
  private long records;

  @Mixin private final SeedOptions seed = new SeedOptions();

  @Option(
      names = "--kind",
      description =
          "median (one beat of 1.2 s) or rhythm (10 s), both at 500 Hz (default: median, with"
              + " --generator rhythm)")
  private String kind;

  @Option(
      names = "--generator",
      paramLabel = "FILE",
      description =
          "ONNX file of a network that makes rhythms of 8 or 12 leads at 500 Hz from noise, as"
              + " Pulse2Pulse (python/generator makes its file); the records have no labels")
  private Path generator;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    shards.check();
    String made = madeKind();
    if (records < 1) {
      throw new UserException("--records is " + records + "; it must be at least 1.");
    }
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "--records", Long.toString(records),
                "--seed", Long.toString(seed.seed),
                "--kind", made));
    RunOutcome outcome;
    if (generator == null) {
      Ecg.Kind wanted = Ecg.Kind.valueOf(made.toUpperCase(Locale.ROOT));
      outcome = run(context, settings, task(seed.seed, wanted));
    } else {
      GeneratorTask.Plan plan = plan();
      // The file's content and not its name: it may lie elsewhere when a run goes on.
      settings.put("--generator", "SHA-256 " + plan.sha256());
      Broadcast<GeneratorTask.Plan> broadcast = spark(context).broadcast(plan);
      try {
        outcome = run(context, settings, new GeneratorTask(broadcast));
      } finally {
        NetworkPool.closeIdle();
        broadcast.destroy();
      }
    }
    return Result.done(OutcomeLines.of(outcome, output.out));
  }

  private String madeKind() {
    if (kind == null) {
      return generator == null ? "median" : "rhythm";
    }
    List<String> kinds = List.of("median", "rhythm");
    if (!kinds.contains(kind)) {
      throw Suggestion.unknown("--kind", kind, kinds);
    }
    if (generator != null && kind.equals("median")) {
      throw new UserException(
          "--kind median: a generator makes rhythms of 10 s only. Make those, then make median"
              + " beats of them with: jobs/submit ingest --beats median");
    }
    return kind;
  }

  private GeneratorTask.Plan plan() {
    OnnxModel model = OnnxModel.read(generator);
    List<Integer> dims = model.recordDims();
    if (dims == null || dims.contains(null)) {
      throw new UserException(
          model.name()
              + " leaves lengths of its input "
              + model.input().name()
              + " open; a generator's file must state channels and samples, for example"
              + " [batch, 8, 5000].");
    }
    Graph graph = model.graph(dims);
    GeneratedEcg.check(model.name(), graph);
    return new GeneratorTask.Plan(seed.seed, model.sha256(), graph);
  }

  private RunOutcome run(JobContext context, Map<String, String> settings, ShardTask<Long> task)
      throws IOException {
    SourcePass pass =
        new SourcePass(
            context.spark().get(),
            new RunFolder(output.out),
            new Progress("synth", context.out(), context.interactive()));
    JavaSparkContext spark = spark(context);
    long count = records;
    return pass.run(
        new SourcePass.Request(
            "synth",
            settings,
            context.options(),
            count,
            shards.shards(count, spark.defaultParallelism()),
            output.overwrite,
            shards::checkQuarantined),
        (pending, all) ->
            spark
                .parallelize(pending, Math.max(1, pending.size()))
                .flatMap(
                    shard ->
                        LongStream.range(count * shard / all, count * (shard + 1) / all)
                            .mapToObj(number -> new Tuple2<>(shard, number))
                            .iterator()),
        task);
  }

  private static JavaSparkContext spark(JobContext context) {
    return JavaSparkContext.fromSparkContext(context.spark().get().sparkContext());
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
