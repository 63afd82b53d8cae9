package org.ecglens.evaluate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.ecglens.check.CheckOutput;
import org.ecglens.check.PredictionKey;
import org.ecglens.check.SumKey;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Metric;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.Scoring;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedControls;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;
import org.ecglens.table.CostStateRow;
import org.ecglens.table.PredictionRow;
import org.ecglens.table.SubjectRow;

/**
 * Writes the rows that {@link RecordTask} writes, as many for each record, without a network: the
 * values are hashes of the record's id.
 */
record StubTask(Broadcast<EvaluationPlan> work) implements ShardTask<InputRecord> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 16;

  /** One record in so many lacks a score. */
  static final int LACKING = 50;

  @Override
  public void run(List<InputRecord> items, ShardOutput output) throws IOException {
    EvaluationPlan plan = work.value();
    CheckOutput results = ShardResults.of(output, plan);
    List<InputRecord> records =
        items.stream().sorted(Comparator.comparing(InputRecord::recordId)).toList();
    for (InputRecord record : records) {
      if (record.subject() != null) {
        output.write(new SubjectRow(record.recordId(), record.subject()));
      }
    }
    for (int from = 0; from < records.size(); from += BATCH) {
      List<InputRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
      for (PlannedNetwork network : plan.models()) {
        output.count("predicted/" + network.plan().name(), batch.size());
        for (InputRecord record : batch) {
          for (Target target : network.plan().targets()) {
            write(plan, network, target, record, results, output);
          }
        }
      }
    }
    for (PlannedNetwork network : plan.models()) {
      for (String control : network.controls().derived().asked()) {
        output.count(PlannedControls.countName(network.plan().name(), control), records.size());
      }
      for (String method : network.compared()) {
        output.write(
            new CostStateRow(network.plan().name(), method, records.size(), 1000, 1, 1, null));
        for (Target target : network.plan().targets()) {
          for (PerturbationPlan perturbation : plan.panel()) {
            double[] means = new double[perturbation.iterations() + 1];
            long[] ones = new long[means.length];
            Arrays.fill(means, value(records.get(0).recordId(), network, method, 0));
            Arrays.fill(ones, records.size());
            for (Order order : List.of(Order.MORF, Order.LERF)) {
              results.sum(
                  new SumKey(
                      SumKind.CURVES,
                      network.plan().name(),
                      target.name(),
                      method,
                      perturbation.operator().name() + "/" + order.label()),
                  new Moments(ones, means, new double[means.length]));
            }
          }
        }
      }
    }
  }

  private static void write(
      EvaluationPlan plan,
      PlannedNetwork network,
      Target target,
      InputRecord record,
      CheckOutput results,
      ShardOutput output)
      throws IOException {
    String id = record.recordId();
    output.write(
        new PredictionRow(
            id,
            network.plan().name(),
            target.name(),
            (float) value(id, network, "prediction", 0),
            record.labels().get(target.label()),
            (float) value(id, network, "prediction", 0)));
    PredictionKey key = new PredictionKey(id, network.plan().name(), target.name());
    Scoring scoring = Scoring.of(plan.mode());
    for (PerturbationPlan perturbation : plan.panel()) {
      String operator = perturbation.operator().name();
      for (Order order : perturbation.orders()) {
        List<String> methods =
            order == Order.RANDOM ? List.of(RecordCurve.NO_METHOD) : network.compared();
        List<Metric> metrics = scoring.metrics(order);
        for (String method : methods) {
          for (int metric = 0; metric < metrics.size(); metric++) {
            results.score(
                key,
                operator,
                new Score(
                    method, order, metrics.get(metric).name(), score(id, network, method, metric)));
          }
        }
      }
    }
  }

  private static ScoreValue score(String id, PlannedNetwork network, String method, int metric) {
    return metric == 1 && Math.floorMod(id.hashCode(), LACKING) == 0
        ? ScoreValue.none("a record in " + LACKING + " has none")
        : ScoreValue.of(value(id, network, method, metric));
  }

  /** Something between 0 and 2 that looks random; methods differ in their means. */
  static double value(String id, PlannedNetwork network, String method, int metric) {
    return value(id, network.plan().name(), method, metric);
  }

  /** See {@link #value(String, PlannedNetwork, String, int)}. */
  static double value(String id, String network, String method, int metric) {
    long mixed = id.hashCode() * 0x9E3779B97F4A7C15L + network.hashCode();
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L + 31L * method.hashCode() + metric;
    mixed = (mixed ^ (mixed >>> 32)) * 0x94D049BB133111EBL;
    double uniform = ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
    return uniform + Math.floorMod(method.hashCode(), 17) / 17.0;
  }
}
