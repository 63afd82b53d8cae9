package org.ecglens.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.attribution.PopulationMaps;
import org.ecglens.executor.NetworkPool;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;
import org.ecglens.run.RowShardOutput;
import org.ecglens.run.ShardOutput;

/**
 * Explains a sample of the records before the shards, for the control that is the mean of other
 * records' maps. A network is one task that takes the sample in one order, so the maps have the
 * same bits however the run is cut.
 */
final class PopulationPass {
  /** Records in the sample at most. */
  static final int RECORDS = 32;

  private PopulationPass() {}

  /** The plan with maps of other records for the networks that are compared with them. */
  static EvaluationPlan with(SparkSession spark, EvaluationPlan plan, RecordTable records) {
    List<Integer> asking =
        IntStream.range(0, plan.models().size())
            .filter(model -> asks(plan, plan.models().get(model)))
            .boxed()
            .toList();
    if (asking.isEmpty()) {
      return plan;
    }
    spark.sparkContext().setJobDescription("maps of %d other records".formatted(RECORDS));
    Map<InputRequirement, Sample> samples = new LinkedHashMap<>();
    List<Work> work = new ArrayList<>();
    for (int model : asking) {
      Sample sample =
          samples.computeIfAbsent(
              plan.models().get(model).plan().recorded(),
              requirement -> Sample.of(records, requirement, plan.seed()));
      work.add(new Work(model, sample));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<EvaluationPlan> broadcast = context.broadcast(plan);
    try {
      List<PopulationMaps> made =
          context.parallelize(work, work.size()).map(new Explain(broadcast)).collect();
      List<PlannedNetwork> models = new ArrayList<>(plan.models());
      for (int i = 0; i < made.size(); i++) {
        PlannedNetwork network = models.get(asking.get(i));
        models.set(
            asking.get(i), network.withControls(network.controls().withPopulation(made.get(i))));
      }
      return plan.withModels(models);
    } finally {
      broadcast.destroy();
    }
  }

  private static boolean asks(EvaluationPlan plan, PlannedNetwork network) {
    return !plan.panel().isEmpty()
        && network.controls().derived().asked().contains(Controls.POPULATION)
        && !(explaining(network).isEmpty() && network.given().isEmpty());
  }

  private static List<AttributionMethod> explaining(PlannedNetwork network) {
    return network.methods().stream().filter(method -> !Controls.is(method.name())).toList();
  }

  /**
   * Aligned beats that a network takes.
   *
   * @param records in the order of their hashes
   */
  private record Sample(List<InputRecord> records) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Sample of(RecordTable table, InputRequirement requirement, long seed) {
      Column aligned =
          col("kind").equalTo("median").and(col("samples").equalTo(requirement.samples()));
      if (requirement.sampleRateHz() != null) {
        aligned = aligned.and(col("sample_rate_hz").equalTo(requirement.sampleRateHz()));
      }
      List<InputRecord> chosen =
          table
              .rows()
              .where(aligned)
              .orderBy(xxhash64(lit("population"), lit(seed), col("record_id")), col("record_id"))
              .limit(RECORDS)
              .collectAsList()
              .stream()
              .map(RecordRows::record)
              .toList();
      return new Sample(chosen);
    }
  }

  /**
   * What one task does.
   *
   * @param model position among the plan's
   */
  private record Work(int model, Sample sample) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Explain(Broadcast<EvaluationPlan> plan) implements Function<Work, PopulationMaps> {
    private static final long serialVersionUID = 1L;

    @Override
    public PopulationMaps call(Work work) throws IOException {
      PlannedNetwork network = plan.value().models().get(work.model());
      // The pass that writes tables says what is left out.
      ShardOutput unheard = new RowShardOutput(0);
      PopulationMaps maps = new PopulationMaps();
      List<InputRecord> records =
          Admitted.of(plan.value().admission(), work.sample().records(), unheard);
      try (NetworkPool.Lease lease = NetworkPool.take(plan.value(), network.plan())) {
        for (List<InputRecord> some : RecordBatches.of(plan.value(), records)) {
          RecordTask.Fitting fitting =
              RecordTask.Fitting.of(plan.value(), network.plan(), some, unheard);
          if (!fitting.records().isEmpty()) {
            add(network, fitting, fitting.batch(lease.network(), plan.value().seed()), maps);
          }
        }
      }
      return maps;
    }

    private static void add(
        PlannedNetwork network,
        RecordTask.Fitting fitting,
        NetworkBatch batch,
        PopulationMaps maps) {
      Map<String, Attribution[][]> explained = new LinkedHashMap<>();
      for (AttributionMethod method : explaining(network)) {
        explained.put(method.name(), method.attribute(batch));
      }
      GivenExplanations.of(network, fitting.records(), batch.predictions())
          .forEach((method, given) -> explained.put(method, given.attributions()));
      for (int i = 0; i < fitting.records().size(); i++) {
        int record = i;
        if (RecordTask.notFinite(batch.predictions()[record]) >= 0) {
          continue;
        }
        Map<String, Attribution[]> own = new LinkedHashMap<>();
        explained.forEach((method, attributions) -> own.put(method, attributions[record]));
        InputRecord of = fitting.records().get(record);
        maps.add(of.recordId(), of.subject(), own);
      }
    }
  }
}
