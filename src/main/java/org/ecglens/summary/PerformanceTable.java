package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.ecglens.model.Target;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.random.Draws;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.Clusters;
import org.ecglens.stats.Summary;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.Tables;

/**
 * How well networks predict the labels of a run's records. A target is computed in one task, which
 * holds its predictions: 17 bytes for each record, and the subjects' names.
 */
public final class PerformanceTable {
  /** Name of the mean absolute error. */
  static final String ERROR = "mean-absolute-error";

  private PerformanceTable() {}

  /**
   * Makes {@link Tables#PERFORMANCE}.
   *
   * @return its rows, by network and target
   */
  public static List<PerformanceRow> write(RunTables tables, EvaluationPlan plan)
      throws IOException {
    Map<String, Target> targets = new HashMap<>();
    for (PlannedNetwork network : plan.models()) {
      for (Target target : network.plan().targets()) {
        targets.put(EvaluationPlan.scaleName(network.plan().name(), target.name()), target);
      }
    }
    List<PerformanceRow> rows =
        tables
            .read(Tables.PREDICTIONS)
            .where(col("label").isNotNull())
            .join(tables.read(Tables.SUBJECTS), new String[] {"record_id"}, "left")
            .select("model", "target", "record_id", "prediction", "label", "subject")
            .repartition(col("model"), col("target"))
            .sortWithinPartitions("model", "target", "record_id")
            .toJavaRDD()
            .mapPartitions(new Measure(Map.copyOf(targets), plan.seed()))
            .collect();
    List<PerformanceRow> sorted = new ArrayList<>(rows);
    // Metrics of a target keep their order.
    sorted.sort(
        java.util.Comparator.comparing(PerformanceRow::model)
            .thenComparing(PerformanceRow::target));
    return tables.write(Tables.PERFORMANCE, sorted);
  }

  /** Measures the targets of a partition, one after the other. */
  private record Measure(Map<String, Target> targets, long seed)
      implements FlatMapFunction<Iterator<Row>, PerformanceRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<PerformanceRow> call(Iterator<Row> rows) {
      List<PerformanceRow> found = new ArrayList<>();
      List<Row> group = new ArrayList<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!group.isEmpty() && !isSame(group.get(0), row)) {
          found.addAll(measured(group));
          group.clear();
        }
        group.add(row);
      }
      if (!group.isEmpty()) {
        found.addAll(measured(group));
      }
      return found.iterator();
    }

    private static boolean isSame(Row one, Row other) {
      return one.getString(0).equals(other.getString(0))
          && one.getString(1).equals(other.getString(1));
    }

    private List<PerformanceRow> measured(List<Row> rows) {
      String model = rows.get(0).getString(0);
      String name = rows.get(0).getString(1);
      Target target = targets.get(EvaluationPlan.scaleName(model, name));
      if (target.isClass()) {
        return ClassPerformance.of(
            model,
            target,
            rows.stream().mapToDouble(row -> row.getDouble(3)).toArray(),
            rows.stream().mapToDouble(row -> row.getDouble(4)).toArray(),
            rows.stream().map(row -> row.getString(5)).toList(),
            seed);
      }
      Clusters clusters = Clusters.of(rows.stream().map(row -> row.getString(5)).toList());
      Summary summary =
          Summary.of(
              rows.stream()
                  .mapToDouble(row -> Math.abs(row.getDouble(3) - row.getDouble(4)))
                  .toArray(),
              clusters,
              Draws.of(seed, "performance", model, name),
              Summary.RESAMPLES);
      return List.of(
          new PerformanceRow(
              model,
              name,
              ERROR,
              rows.size(),
              null,
              clusters.count(),
              null,
              summary.mean(),
              summary.ciLow(),
              summary.ciHigh(),
              null));
    }
  }
}
