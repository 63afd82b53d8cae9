package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
 * holds a number and a subject's for each record ({@link ScoreSample}).
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
    sorted.sort(Comparator.comparing(PerformanceRow::model).thenComparing(PerformanceRow::target));
    return tables.write(Tables.PERFORMANCE, sorted);
  }

  /** Measures the targets of a partition, one after the other. */
  private record Measure(Map<String, Target> targets, long seed)
      implements FlatMapFunction<Iterator<Row>, PerformanceRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<PerformanceRow> call(Iterator<Row> rows) {
      List<PerformanceRow> found = new ArrayList<>();
      Measured measured = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        String model = row.getString(0);
        String name = row.getString(1);
        if (measured == null || !measured.isOf(model, name)) {
          if (measured != null) {
            found.addAll(measured.rows(seed));
          }
          measured = new Measured(model, targets.get(EvaluationPlan.scaleName(model, name)));
        }
        measured.add(row.getDouble(3), row.getDouble(4), row.getString(5));
      }
      if (measured != null) {
        found.addAll(measured.rows(seed));
      }
      return found.iterator();
    }
  }

  /** The records of a target: of a class what is told of them, of a quantity its errors. */
  private static final class Measured {
    private final String model;
    private final Target target;
    private final ClassPerformance ofClass;
    private final ScoreSample errors = new ScoreSample();

    Measured(String model, Target target) {
      this.model = model;
      this.target = target;
      this.ofClass = target.isClass() ? new ClassPerformance(model, target) : null;
    }

    boolean isOf(String otherModel, String otherTarget) {
      return model.equals(otherModel) && target.name().equals(otherTarget);
    }

    void add(double prediction, double label, String subject) {
      if (ofClass != null) {
        ofClass.add(prediction, label, subject);
      } else {
        errors.add(Math.abs(prediction - label), subject);
      }
    }

    List<PerformanceRow> rows(long seed) {
      if (ofClass != null) {
        return ofClass.rows(seed);
      }
      Clusters clusters = errors.clusters();
      Summary summary =
          Summary.of(
              errors.values(),
              clusters,
              Draws.of(seed, "performance", model, target.name()),
              Summary.RESAMPLES);
      return List.of(
          new PerformanceRow(
              model,
              target.name(),
              ERROR,
              errors.size(),
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
