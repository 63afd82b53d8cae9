package org.ecglens.finished;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.check.ExplainedBatch;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.evaluate.GivenExplanations;
import org.ecglens.evaluate.RecordTask;
import org.ecglens.executor.NetworkPool;
import org.ecglens.executor.PreparedSignals;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.PerturbedPoints;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.paper.PerturbationTrack;

/** Explains a few cases on the executors and brings their maps to the driver. */
public final class CaseExplanations {
  /** Records explained together; results do not depend on it. */
  private static final int BATCH = 8;

  private CaseExplanations() {}

  /**
   * Explains cases.
   *
   * @param work the models and methods; tracks are those of the first operator of its panel, which
   *     is empty to skip them
   * @param cases of records that the table has and the models take
   * @return the cases found, in no particular order
   * @throws UserException if a record has no sampling rate, or no longer fits
   */
  public static List<ExplainedEcg> of(
      SparkSession spark, EvaluationPlan work, RecordTable records, List<Case> cases) {
    Object[] ids = cases.stream().map(Case::recordId).distinct().toArray();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    spark.sparkContext().setJobDescription("explain " + ids.length + " records");
    Broadcast<EvaluationPlan> broadcast = context.broadcast(work);
    try {
      List<ExplainedEcg> explained = new ArrayList<>();
      for (Result result :
          records
              .rows()
              .where(col("record_id").isin(ids))
              .repartition(Math.min(ids.length, context.defaultParallelism()))
              .toJavaRDD()
              .mapPartitions(new Task(broadcast, List.copyOf(cases)))
              .collect()) {
        if (result.refusal() != null) {
          throw new UserException(result.refusal());
        }
        explained.add(result.explained());
      }
      return explained;
    } finally {
      broadcast.destroy();
      NetworkPool.closeIdle();
    }
  }

  /** One of the two; a mistake of the user's is not a failure of the task. */
  private record Result(ExplainedEcg explained, String refusal) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private record Task(Broadcast<EvaluationPlan> work, List<Case> cases)
      implements FlatMapFunction<Iterator<Row>, Result> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Result> call(Iterator<Row> rows) {
      List<InputRecord> records = new ArrayList<>();
      rows.forEachRemaining(row -> records.add(RecordRows.record(row)));
      List<Result> results = new ArrayList<>();
      try {
        for (PlannedNetwork model : work.value().models()) {
          List<InputRecord> own =
              records.stream().filter(record -> !targets(record, model.plan()).isEmpty()).toList();
          for (int from = 0; from < own.size(); from += BATCH) {
            explain(model, own.subList(from, Math.min(from + BATCH, own.size())), results);
          }
        }
      } catch (UserException e) {
        results.add(new Result(null, e.getMessage()));
      }
      return results.iterator();
    }

    /** Positions of the requested targets. */
    private List<Integer> targets(InputRecord record, ModelPlan plan) {
      List<Integer> targets = new ArrayList<>();
      for (int t = 0; t < plan.targets().size(); t++) {
        String name = plan.targets().get(t).name();
        if (cases.contains(new Case(record.recordId(), plan.name(), name))) {
          targets.add(t);
        }
      }
      return targets;
    }

    private void explain(PlannedNetwork model, List<InputRecord> records, List<Result> results) {
      EvaluationPlan plan = work.value();
      try (NetworkPool.Lease lease = NetworkPool.take(plan, model.plan())) {
        List<float[]> signals =
            PreparedSignals.of(
                plan,
                model.plan(),
                records.stream().map(record -> fit(record, model.plan())).toList());
        NetworkBatch batch =
            new RecordTask.Fitting(model.plan(), records, signals)
                .batch(lease.network(), plan.seed());
        ExplainedBatch looked =
            new ExplainedBatch(
                model.plan(),
                lease.network(),
                model.methods(),
                Map.of(),
                plan.seed(),
                records,
                signals,
                batch.predictions(),
                explanations(model, records, batch));
        for (int i = 0; i < records.size(); i++) {
          for (int target : targets(records.get(i), model.plan())) {
            results.add(new Result(explained(looked, i, target), null));
          }
        }
      }
    }

    private static Map<String, Explanation> explanations(
        PlannedNetwork model, List<InputRecord> records, NetworkBatch batch) {
      Map<String, Explanation> all = Explanation.all(batch, model.methods());
      all.putAll(GivenExplanations.of(model, records, batch.predictions()));
      return all;
    }

    private static float[] fit(InputRecord record, ModelPlan plan) {
      try {
        return plan.recorded().fit(record).signal();
      } catch (Misfit e) {
        throw new UserException(
            "Record %s does not fit %s: %s."
                .formatted(record.recordId(), plan.name(), e.getMessage()),
            e);
      }
    }

    private ExplainedEcg explained(ExplainedBatch batch, int record, int target) {
      Target output = batch.plan().targets().get(target);
      InputRecord read = batch.records().get(record);
      Map<String, float[]> maps = new HashMap<>();
      for (String method : batch.explanations().keySet()) {
        maps.put(method, batch.map(method, record, target));
      }
      maps.values().removeIf(Objects::isNull);
      Map<String, PerturbationTrack> tracks = tracks(batch, record, target, maps);
      return new ExplainedEcg(
          ecg(batch, record),
          batch.plan().name(),
          output.name(),
          output.isClass() ? output.explain().code() : output.unit(),
          batch.predictions()[record][target],
          read.labels().get(output.label()),
          batch.explanations().keySet().stream()
              .filter(maps::containsKey)
              .map(method -> new MethodMap(method, maps.get(method), tracks.get(method)))
              .toList());
    }

    private static Ecg ecg(ExplainedBatch batch, int record) {
      InputRecord read = batch.records().get(record);
      double rate = batch.sampleRateHz(record);
      if (!(rate > 0)) {
        throw new UserException(
            "Record %s has no sampling rate: it cannot be drawn. State \"input.sample_rate_hz\" in the card of %s."
                .formatted(read.recordId(), batch.plan().name()));
      }
      String unit = batch.plan().requirement().unit();
      Optional<Waves> waves = batch.waves(record);
      return new Ecg(
          read.recordId(),
          read.subject(),
          batch.plan().name(),
          "median".equals(read.kind()) ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
          batch.leadNames(record),
          rate,
          unit == null ? read.unit() : unit,
          batch.signals().get(record),
          read.labels(),
          waves.orElse(Waves.NONE));
    }

    /** Tracks by method, with the draws of the run; a map without an order has none. */
    private Map<String, PerturbationTrack> tracks(
        ExplainedBatch batch, int record, int target, Map<String, float[]> maps) {
      if (work.value().panel().isEmpty() || maps.isEmpty()) {
        return Map.of();
      }
      PerturbationPlan plan = work.value().panel().get(0).withOrders(List.of(Order.MORF));
      ModelPlan model = batch.plan();
      Signal signal = batch.signal(record);
      String recordId = batch.records().get(record).recordId();
      List<String> methods = List.copyOf(maps.keySet());
      PerturbationRows rows =
          plan.rows(
              model.name(),
              methods,
              new int[] {model.outputs()[target]},
              List.of(
                  new ExplainedRecord(
                      recordId,
                      signal,
                      methods.stream()
                          .map(method -> new float[][] {maps.get(method)})
                          .toArray(float[][][]::new))));
      batch.network().predict(rows.size(), rows::write, rows::accept);
      Map<String, double[]> sums = new HashMap<>();
      for (RecordCurve curve : rows.curves()) {
        double[] sum =
            sums.computeIfAbsent(curve.method(), name -> new double[curve.predictions().length]);
        Arrays.setAll(sum, step -> sum[step] + curve.predictions()[step]);
      }
      Map<String, PerturbationTrack> tracks = new HashMap<>();
      sums.forEach(
          (method, sum) -> {
            PerturbedPoints order = plan.mostRelevant(recordId, maps.get(method), signal);
            double[] means =
                Arrays.stream(sum).map(one -> one / plan.repeats(Order.MORF)).toArray();
            tracks.put(method, new PerturbationTrack(order.points(), order.ends(), means));
          });
      return tracks;
    }
  }
}
