package org.ecglens.evaluate;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.records.RecordContent;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.RunResult;
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
    NetworkPlanner.Planned planned = planner.among(all);
    planned.remarks().forEach(destination.out()::println);
    RecordContent found = RecordContent.of(planned.records());
    EvaluationPlan plan = planned.plan().among(found.count());
    Map<String, String> content = new TreeMap<>(planned.content());
    content.put("--records", found.toString());
    return new RunProtocol(spark.get(), destination)
        .run(
            new RunRequest(
                spec,
                content,
                found.count(),
                spec.shards().shards(found.count()),
                planned.records().aside()),
            new NetworkRun(
                spark.get(),
                new RunFolder(destination.folder()),
                planned.records(),
                plan,
                planned.duplicates()));
  }
}
