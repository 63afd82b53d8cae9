package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.executor.NetworkPool;
import org.ecglens.executor.PreparedSignals;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;

/**
 * Predictions of all records that networks can take, for the spread of targets without labels. One
 * pass over the records for all networks; the driver holds four bytes for each prediction.
 */
final class PredictionRange {
  private static final int BATCH = 64;

  private PredictionRange() {}

  /** Finite predictions, ascending, by {@link EvaluationPlan#scaleName}. */
  static Map<String, double[]> predictions(
      SparkSession spark, EvaluationPlan work, List<PlannedNetwork> networks, RecordTable records) {
    Broadcast<EvaluationPlan> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(work.withModels(networks));
    List<float[][][]> parts =
        records.rows().toJavaRDD().mapPartitions(new Predict(broadcast)).collect();
    broadcast.destroy();
    Map<String, double[]> predictions = new TreeMap<>();
    for (int n = 0; n < networks.size(); n++) {
      ModelPlan plan = networks.get(n).plan();
      List<Target> targets = plan.targets();
      for (int t = 0; t < targets.size(); t++) {
        int network = n;
        int target = t;
        predictions.put(
            EvaluationPlan.scaleName(plan.name(), targets.get(t).name()),
            parts.stream()
                .flatMapToDouble(part -> finite(part[network][target]))
                .sorted()
                .toArray());
      }
    }
    return predictions;
  }

  private static DoubleStream finite(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).filter(Double::isFinite);
  }

  /** Predictions of the records of a partition, {@code [network][target][record]}. */
  private record Predict(Broadcast<EvaluationPlan> work)
      implements FlatMapFunction<Iterator<Row>, float[][][]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<float[][][]> call(Iterator<Row> rows) {
      List<PlannedNetwork> models = work.value().models();
      List<NetworkPool.Lease> leases = new ArrayList<>();
      List<Column> columns = new ArrayList<>();
      try {
        while (rows.hasNext()) {
          if (leases.isEmpty()) {
            for (PlannedNetwork model : models) {
              NetworkPool.Lease lease = NetworkPool.take(work.value(), model.plan());
              leases.add(lease);
              columns.add(new Column(work.value(), model.plan(), lease.network()));
            }
          }
          InputRecord record = RecordRows.record(rows.next());
          if (Admitted.implausible(work.value().admission(), record).isEmpty()) {
            columns.forEach(column -> column.add(record));
          }
        }
        List<float[][][]> part = new ArrayList<>();
        if (!columns.isEmpty()) {
          part.add(columns.stream().map(Column::values).toArray(float[][][]::new));
        }
        return part.iterator();
      } finally {
        leases.forEach(NetworkPool.Lease::close);
      }
    }
  }

  /** The predictions of one network on the records that it takes. */
  private static final class Column {
    private final EvaluationPlan work;
    private final ModelPlan plan;
    private final Network network;
    private final List<float[]> signals = new ArrayList<>();
    private float[][] values;
    private int size;

    Column(EvaluationPlan work, ModelPlan plan, Network network) {
      this.work = work;
      this.plan = plan;
      this.network = network;
      this.values = new float[plan.outputs().length][BATCH];
    }

    void add(InputRecord record) {
      try {
        signals.add(plan.recorded().fit(record).signal());
      } catch (Misfit e) {
        // Goes to the quarantine in the pass that writes tables.
        return;
      }
      if (signals.size() == BATCH) {
        predict();
      }
    }

    private void predict() {
      int[] outputs = plan.outputs();
      List<float[]> prepared = PreparedSignals.of(work, plan, signals);
      network.predict(
          prepared.size(),
          (row, input, offset) ->
              System.arraycopy(prepared.get(row), 0, input, offset, prepared.get(row).length),
          (row, all) -> {
            if (size == values[0].length) {
              int room = Math.multiplyExact(size, 2);
              Arrays.setAll(values, t -> Arrays.copyOf(values[t], room));
            }
            for (int t = 0; t < outputs.length; t++) {
              values[t][size] = all[outputs[t]];
            }
            size++;
          });
      signals.clear();
    }

    float[][] values() {
      predict();
      return Arrays.stream(values).map(all -> Arrays.copyOf(all, size)).toArray(float[][]::new);
    }
  }
}
