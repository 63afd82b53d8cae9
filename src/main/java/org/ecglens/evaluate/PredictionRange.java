package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.executor.NetworkPool;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;

/** Predictions of all records that a model can take, for the spread of a target without labels. */
final class PredictionRange {
  private static final int BATCH = 64;

  private PredictionRange() {}

  /** Finite predictions, ascending, by target's name. */
  static Map<String, double[]> predictions(
      SparkSession spark, EvaluationPlan work, PlannedNetwork model, RecordTable records) {
    Broadcast<EvaluationPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(work.withModels(List.of(model)));
    List<float[]> rows = records.rows().toJavaRDD().mapPartitions(new Predict(broadcast)).collect();
    broadcast.destroy();
    Map<String, double[]> predictions = new TreeMap<>();
    List<Target> targets = model.plan().targets();
    for (int t = 0; t < targets.size(); t++) {
      int column = t;
      double[] values =
          rows.stream().mapToDouble(row -> row[column]).filter(Double::isFinite).sorted().toArray();
      predictions.put(targets.get(t).name(), values);
    }
    return predictions;
  }

  private record Predict(Broadcast<EvaluationPlan> work)
      implements FlatMapFunction<Iterator<Row>, float[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<float[]> call(Iterator<Row> rows) {
      List<float[]> predictions = new ArrayList<>();
      if (!rows.hasNext()) {
        return predictions.iterator();
      }
      PlannedNetwork model = work.value().models().get(0);
      try (NetworkPool.Lease lease = NetworkPool.take(work.value(), model.plan())) {
        List<float[]> signals = new ArrayList<>();
        while (rows.hasNext()) {
          InputRecord record = RecordRows.record(rows.next());
          if (Admitted.implausible(work.value().admission(), record).isPresent()) {
            continue;
          }
          try {
            signals.add(model.plan().requirement().fit(record).signal());
          } catch (Misfit e) {
            // Goes to the quarantine in the pass that writes tables.
            continue;
          }
          if (signals.size() == BATCH) {
            predict(lease.network(), model.plan().outputs(), signals, predictions);
          }
        }
        predict(lease.network(), model.plan().outputs(), signals, predictions);
      }
      return predictions.iterator();
    }

    private static void predict(
        Network network, int[] outputs, List<float[]> signals, List<float[]> predictions) {
      network.predict(
          signals.size(),
          (row, values, offset) ->
              System.arraycopy(signals.get(row), 0, values, offset, signals.get(row).length),
          (row, all) -> {
            float[] chosen = new float[outputs.length];
            for (int i = 0; i < outputs.length; i++) {
              chosen[i] = all[outputs[i]];
            }
            predictions.add(chosen);
          });
      signals.clear();
    }
  }
}
