package org.ecglens.evaluate;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.records.RecordContent;
import org.ecglens.records.RecordIndex;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.RunResult;
import org.ecglens.run.ShardTask;
import org.ecglens.summary.RunSummary;

/** Networks before records, into the folder of a run: predict, attribute and evaluate. */
public final class NetworkCommand {
  private final Supplier<SparkSession> spark;
  private final NetworkSpec spec;
  private final NetworkPlanner planner;

  /**
   * Reads and checks the networks.
   *
   * @throws UserException see {@link NetworkPlanner#of}
   */
  public NetworkCommand(Supplier<SparkSession> spark, NetworkSpec spec) {
    this.spark = spark;
    this.spec = spec;
    this.planner = NetworkPlanner.of(spec);
  }

  /**
   * Runs or continues with the records that the spec names.
   *
   * @throws UserException if none of them can be used, or the folder holds another run
   */
  public RunResult<RunSummary> into(Destination destination) throws IOException {
    return into(destination, RecordTable.open(spark.get(), spec.records().path()));
  }

  /** Runs or continues with records; see {@link #into(Destination)}. */
  public RunResult<RunSummary> into(Destination destination, RecordTable all) throws IOException {
    return into(destination, all, RecordTask::new);
  }

  /** The same with other work in the shards. */
  RunResult<RunSummary> into(
      Destination destination,
      RecordTable all,
      Function<Broadcast<EvaluationPlan>, ShardTask<InputRecord>> work)
      throws IOException {
    NetworkPlanner.Planned planned = planner.among(all);
    NetworkPlanner.Cards cards = planner.cards(planned);
    cards.remarks().forEach(destination.out()::println);
    try (RecordIndex index = RecordIndex.of(planned.records())) {
      spark.get().sparkContext().setJobDescription("ids and digest of the records");
      RecordContent found = index.content();
      EvaluationPlan plan = planned.plan().among(found.count());
      Map<String, String> content = new TreeMap<>(cards.content());
      content.put("--records", found.toString());
      int shards =
          spec.shards()
              .shards(
                  found.count(),
                  plan.bytesOfRecord(),
                  spark.get().sparkContext().defaultParallelism());
      return new RunProtocol(spark.get(), destination)
          .run(
              new RunRequest(spec, content, found.count(), shards, planned.records().aside()),
              new NetworkRun(
                  spark.get(),
                  new RunFolder(destination.folder()),
                  planned.records(),
                  index,
                  plan,
                  planned.duplicates(),
                  work));
    }
  }
}
