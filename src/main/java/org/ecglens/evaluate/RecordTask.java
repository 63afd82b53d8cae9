package org.ecglens.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.check.Check;
import org.ecglens.check.CheckOutput;
import org.ecglens.check.ExplainedBatch;
import org.ecglens.ecg.Adaptation;
import org.ecglens.executor.NetworkPool;
import org.ecglens.executor.PreparedSignals;
import org.ecglens.executor.ShardCosts;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.GroupBy;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;
import org.ecglens.table.AttributionRow;
import org.ecglens.table.GroupRow;
import org.ecglens.table.PredictionRow;
import org.ecglens.table.SubjectRow;

/** Predicts, explains and judges the records of a shard in one pass, in the order of their ids. */
public record RecordTask(Broadcast<EvaluationPlan> work) implements ShardTask<InputRecord> {
  private static final long serialVersionUID = 1L;

  /** Count of records without a sampling rate whose windows are a time, by network. */
  public static final String UNKNOWN_RATE = "unknown-rate/";

  @Override
  public void run(List<InputRecord> items, ShardOutput output) throws IOException {
    EvaluationPlan plan = work.value();
    List<InputRecord> all = new ArrayList<>(items);
    all.sort(Comparator.comparing(InputRecord::recordId));
    List<InputRecord> records = Admitted.of(plan.admission(), all, output);
    for (InputRecord record : records) {
      if (record.subject() != null) {
        output.write(new SubjectRow(record.recordId(), record.subject()));
      }
      for (GroupBy by : plan.by()) {
        output.write(
            new GroupRow(
                record.recordId(), by.toString(), by.group(record.labels(), record.kind())));
      }
    }
    List<Check> checks =
        plan.checks()
            .start(
                plan.models().stream().map(PlannedNetwork::plan).toList(),
                plan.panel(),
                plan.recordCurves(),
                graph -> NetworkPool.open(plan, graph));
    CheckOutput results = ShardResults.of(output, plan);
    ShardCosts costs = new ShardCosts();
    List<NetworkPool.Lease> leases = new ArrayList<>();
    try {
      for (PlannedNetwork model : plan.models()) {
        leases.add(NetworkPool.take(plan, model.plan()));
      }
      for (List<InputRecord> some : RecordBatches.of(plan, records)) {
        stopIfCancelled();
        for (int i = 0; i < leases.size(); i++) {
          run(plan.models().get(i), leases.get(i), some, costs, checks, results, output);
        }
        for (Check check : checks) {
          check.recordsDone();
        }
      }
      costs.write(output);
      for (Check check : checks) {
        check.finish(results);
      }
    } finally {
      leases.forEach(NetworkPool.Lease::close);
    }
  }

  /** A shard can take hours; Spark's task threads are not interrupted unless asked for. */
  private static void stopIfCancelled() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("cancelled between two batches of records");
    }
  }

  private void run(
      PlannedNetwork model,
      NetworkPool.Lease lease,
      List<InputRecord> records,
      ShardCosts costs,
      List<Check> checks,
      CheckOutput results,
      ShardOutput output)
      throws IOException {
    EvaluationPlan plan = work.value();
    Network network = lease.network();
    Fitting all = Fitting.of(plan, model.plan(), records, output);
    if (all.records().isEmpty()) {
      return;
    }
    NetworkBatch predicted = all.batch(network, plan.seed());
    Fitting fitting = all.finite(predicted.predictions(), output);
    if (fitting.records().isEmpty()) {
      return;
    }
    // Records are predicted once, unless some of them cannot be used.
    boolean usable = fitting.records().size() == all.records().size();
    NetworkBatch batch = usable ? predicted : fitting.batch(network, plan.seed());
    output.count("predicted/" + model.plan().name(), fitting.records().size());
    if (plan.predictions()) {
      writePredictions(fitting, batch, fitting.told(network, batch), output);
    }
    Map<String, Explanation> explanations = new LinkedHashMap<>();
    for (AttributionMethod method : model.methods()) {
      lease.warmUp(
          method.name(), () -> Explanation.of(fitting.first().batch(network, plan.seed()), method));
      explanations.put(method.name(), costs.explain(batch, method));
    }
    explanations.putAll(GivenExplanations.of(model, fitting.records(), batch.predictions()));
    if (plan.heatmaps()) {
      writeHeatmaps(fitting, explanations, output);
    }
    for (AttributionMethod control : model.controls().maps()) {
      explanations.put(control.name(), costs.explain(batch, control));
    }
    List<AttributionMethod> checked =
        Stream.concat(model.methods().stream(), model.controls().maps().stream())
            .filter(method -> ExplainedBatch.isChecked(method.name()))
            .toList();
    ExplainedBatch explained =
        new ExplainedBatch(
            model.plan(),
            network,
            checked,
            model.scales(),
            plan.seed(),
            fitting.records(),
            fitting.signals(),
            batch.predictions(),
            explanations,
            model.controls().derived());
    countUnknownRates(explained, output);
    ExplainedBatch methods = explained.checked();
    List<ExplainedBatch> controlled = ControlledBatches.of(explained, output);
    for (Check check : checks) {
      for (ExplainedBatch one : check.seesControls() ? controlled : List.of(methods)) {
        check.look(one, results);
      }
    }
  }

  /** Where a window is a time, such a record is taken for a beat of 1.2 s. */
  private void countUnknownRates(ExplainedBatch batch, ShardOutput output) {
    boolean asked =
        work.value().panel().stream().anyMatch(plan -> plan.shape().width().milliseconds() > 0);
    for (int record = 0; asked && record < batch.records().size(); record++) {
      if (!batch.signal(record).hasRate()) {
        output.count(UNKNOWN_RATE + batch.plan().name(), 1);
      }
    }
  }

  private static void writePredictions(
      Fitting fitting, NetworkBatch batch, float[][] told, ShardOutput output) throws IOException {
    float[][] predictions = batch.predictions();
    for (int i = 0; i < fitting.records().size(); i++) {
      InputRecord record = fitting.records().get(i);
      for (int t = 0; t < fitting.plan().targets().size(); t++) {
        Target target = fitting.plan().targets().get(t);
        output.write(
            new PredictionRow(
                record.recordId(),
                fitting.plan().name(),
                target.name(),
                told[i][t],
                record.labels().get(target.label()),
                predictions[i][t]));
      }
    }
  }

  private void writeHeatmaps(
      Fitting fitting, Map<String, Explanation> explanations, ShardOutput output)
      throws IOException {
    for (int i = 0; i < fitting.records().size(); i++) {
      String recordId = fitting.records().get(i).recordId();
      for (int t = 0; t < fitting.plan().targets().size(); t++) {
        String target = fitting.plan().targets().get(t).name();
        for (Map.Entry<String, Explanation> entry : explanations.entrySet()) {
          Attribution attribution = entry.getValue().attributions()[i][t];
          if (attribution.values().length == 0) {
            continue;
          }
          int bad = notFinite(attribution.values());
          if (bad >= 0) {
            output.quarantine(
                recordId,
                null,
                "attribute",
                "not-finite",
                "%s, target %s, %s: value %d is %s"
                    .formatted(
                        fitting.plan().name(),
                        target,
                        entry.getKey(),
                        bad,
                        attribution.values()[bad]));
            continue;
          }
          output.write(
              new AttributionRow(
                  recordId,
                  fitting.plan().name(),
                  target,
                  entry.getKey(),
                  work.value().preset(),
                  attribution.values(),
                  attribution.prediction(),
                  finiteOrNull(attribution.delta()),
                  attribution.zeros(),
                  attribution.standardErrors()));
        }
      }
    }
  }

  /** The first value that is NaN or infinite; −1 where none is. */
  static int notFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  private static Double finiteOrNull(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  /** Records that a model can take, and their signals as it takes them: adapted where allowed. */
  public record Fitting(ModelPlan plan, List<InputRecord> records, List<float[]> signals) {

    public static Fitting of(
        EvaluationPlan work, ModelPlan plan, List<InputRecord> records, ShardOutput output)
        throws IOException {
      List<InputRecord> fitting = new ArrayList<>();
      List<float[]> signals = new ArrayList<>();
      for (InputRecord record : records) {
        try {
          Adaptation.Adapted adapted = plan.recorded().fit(record);
          signals.add(adapted.signal());
          fitting.add(record);
          for (String step : adapted.steps()) {
            output.count("adapted/" + plan.name() + "/" + step, 1);
          }
        } catch (Misfit e) {
          output.quarantine(
              record.recordId(), null, "input", e.reason(), plan.name() + ": " + e.getMessage());
        }
      }
      return new Fitting(plan, fitting, PreparedSignals.of(work, plan, signals));
    }

    /**
     * Without the records for which the network gives NaN or infinity; itself if there are none.
     */
    Fitting finite(float[][] predictions, ShardOutput output) throws IOException {
      List<InputRecord> kept = new ArrayList<>();
      List<float[]> keptSignals = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        int bad = notFinite(predictions[i]);
        if (bad < 0) {
          kept.add(records.get(i));
          keptSignals.add(signals.get(i));
        } else {
          output.quarantine(
              records.get(i).recordId(),
              null,
              "predict",
              "not-finite",
              "%s: the prediction of target %s is %s"
                  .formatted(plan.name(), plan.targets().get(bad).name(), predictions[i][bad]));
        }
      }
      return kept.size() == records.size() ? this : new Fitting(plan, kept, keptSignals);
    }

    /** The first record alone. */
    Fitting first() {
      return new Fitting(plan, records.subList(0, 1), signals.subList(0, 1));
    }

    /**
     * What the network says of each target: what is explained, unless that is another number.
     *
     * @param batch of the same records
     * @return {@code [record][target]}
     */
    float[][] told(Network network, NetworkBatch batch) {
      return plan.told().equals(plan.explained())
          ? batch.predictions()
          : batch(network, batch.seed(), plan.predicted()).predictions();
    }

    public NetworkBatch batch(Network network, long seed) {
      return batch(network, seed, plan.outputs());
    }

    private NetworkBatch batch(Network network, long seed, int[] outputs) {
      return new NetworkBatch(
          network,
          plan.name(),
          seed,
          plan.requirement().leads(),
          plan.requirement().samples(),
          outputs,
          records.stream().map(InputRecord::recordId).toList(),
          signals,
          ExplainedBatch.contexts(plan, records));
    }
  }
}
