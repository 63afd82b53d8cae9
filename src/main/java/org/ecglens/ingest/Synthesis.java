package org.ecglens.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.executor.NetworkPool;
import org.ecglens.graph.Graph;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.plan.SynthSpec;
import org.ecglens.run.Destination;
import org.ecglens.run.RunOutcome;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.ShardTask;
import org.ecglens.run.storage.NetworkCopies;
import org.ecglens.synth.GeneratedEcg;
import org.ecglens.synth.HeartClass;
import org.ecglens.synth.RecordingNoise;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.RecordRow;
import scala.Tuple2;

/** Synthetic or generated recordings become the table {@code records}. */
public final class Synthesis {
  private final Supplier<SparkSession> session;
  private final SynthSpec spec;
  private final GeneratorTask.Plan generator;

  /**
   * What is made; reads the generator's file.
   *
   * @param session starts or returns Spark
   * @throws UserException if the generator is none
   */
  public Synthesis(Supplier<SparkSession> session, SynthSpec spec) {
    this.session = session;
    this.spec = spec;
    this.generator = spec.generator() == null ? null : plan(spec);
  }

  /**
   * Runs or continues.
   *
   * @throws UserException if not one record can be made
   */
  public RunOutcome into(Destination destination) throws IOException {
    if (generator == null) {
      return run(destination, Map.of(), task(spec));
    }
    Broadcast<GeneratorTask.Plan> broadcast =
        JavaSparkContext.fromSparkContext(session.get().sparkContext()).broadcast(generator);
    try {
      // The file's content and not its name: its path may differ when a run resumes.
      return run(
          destination,
          Map.of("--generator", "SHA-256 " + generator.sha256()),
          new GeneratorTask(broadcast));
    } finally {
      NetworkPool.closeIdle();
      broadcast.destroy();
    }
  }

  private RunOutcome run(Destination destination, Map<String, String> content, ShardTask<Long> task)
      throws IOException {
    SparkSession spark = session.get();
    long records = spec.records();
    int shards = spec.shards().shards(records, spark.sparkContext().defaultParallelism());
    return new RunProtocol(spark, destination)
        .run(
            new RunRequest(spec, content, records, shards),
            new SourceRun<>((all, done) -> numbers(spark, records, all, done), task, List.of()))
        .outcome();
  }

  private static JavaRDD<Tuple2<Integer, Long>> numbers(
      SparkSession spark, long records, int shards, Set<Integer> done) {
    List<Integer> pending = FileSource.pending(shards, done);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(pending, Math.max(1, pending.size()))
        .flatMap(
            shard ->
                LongStream.range(records * shard / shards, records * (shard + 1) / shards)
                    .mapToObj(number -> new Tuple2<>(shard, number))
                    .iterator());
  }

  private static GeneratorTask.Plan plan(SynthSpec spec) {
    if (!spec.classes().isEmpty()) {
      throw new UserException(
          "--classes: a generator makes records without labels; leave --classes or --generator out.");
    }
    OnnxModel model = OnnxModel.read(Path.of(NetworkCopies.ofSpark().local(spec.generator())));
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
    return new GeneratorTask.Plan(spec.seed(), model.sha256(), graph);
  }

  /** Static, so that what goes to executors is not this. */
  private static ShardTask<Long> task(SynthSpec spec) {
    long seed = spec.seed();
    Ecg.Kind kind = spec.kind();
    Map<HeartClass, Double> shares = spec.shares();
    return (numbers, rows) -> {
      SyntheticEcg source = new SyntheticEcg(seed, kind, RecordingNoise.usual(kind), shares);
      for (long number : numbers.stream().sorted().toList()) {
        rows.write(RecordRow.of(source.record(number)));
      }
    };
  }
}
