package org.ecglens.summary;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.ecglens.attribution.RandomControl;
import org.ecglens.metric.Metric;
import org.ecglens.metric.Scoring;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.MethodComparison;
import org.ecglens.table.PairRow;
import org.ecglens.table.RankingRow;
import org.ecglens.table.ScoreGroup;
import org.ecglens.table.Tables;
import scala.Tuple2;

/**
 * Tables of the methods compared within records, by model, target, operator and metric of the
 * curves in MoRF order. Scores reach a comparison in the order of subjects and records, so the same
 * run gives the same bits however Spark spreads it.
 */
public final class RankingTables {
  private static final Order ORDER = Order.MORF;

  private final RunTables tables;

  /** Tables of a run whose shards are finished. */
  public RankingTables(RunTables tables) {
    this.tables = tables;
  }

  /** Makes {@link Tables#RANKING} and {@link Tables#PAIRS}, and gives what is in them. */
  public Rankings write(EvaluationPlan work) throws IOException {
    Comparing comparing = Comparing.of(work);
    List<String> shared =
        comparing.networks().keySet().stream()
            .filter(t -> comparing.networks().get(t) > 1)
            .toList();
    Column models = array(col("model"));
    Column groups =
        when(col("target").isInCollection(shared), array(col("model"), lit(ScoreGroup.ALL_MODELS)))
            .otherwise(models);
    List<Tuple2<ScoreGroup, MethodComparison>> found =
        tables
            .scores()
            .where(col("order").equalTo(ORDER.label()))
            .where(col("metric").isInCollection(comparing.higherIsBetter().keySet()))
            .select(
                explode(groups).as("group"),
                col("target"),
                col("operator"),
                col("metric"),
                col("subject"),
                col("record_id"),
                col("model"),
                col("method"),
                col("value"),
                col("reason"))
            .repartition(col("group"), col("target"), col("operator"), col("metric"))
            .sortWithinPartitions(
                "group", "target", "operator", "metric", "subject", "record_id", "model", "method")
            .toJavaRDD()
            .mapPartitions(comparing)
            .collect();
    List<RankingRow> ranking = new ArrayList<>();
    List<PairRow> pairs = new ArrayList<>();
    Map<ScoreGroup, MethodComparison> comparisons = sorted(found);
    comparisons.forEach(
        (group, comparison) -> {
          comparison
              .places()
              .forEach(place -> ranking.add(RankingRow.of(group, comparison, place)));
          comparison.pairs().forEach(pair -> pairs.add(PairRow.of(group, pair)));
        });
    return new Rankings(tables.write(Tables.RANKING, ranking), tables.write(Tables.PAIRS, pairs));
  }

  private static Map<ScoreGroup, MethodComparison> sorted(
      List<Tuple2<ScoreGroup, MethodComparison>> found) {
    Map<ScoreGroup, MethodComparison> sorted =
        new TreeMap<>(
            Comparator.comparing(ScoreGroup::model)
                .thenComparing(ScoreGroup::target)
                .thenComparing(ScoreGroup::operator)
                .thenComparing(ScoreGroup::metric));
    found.forEach(entry -> sorted.put(entry._1(), entry._2()));
    return sorted;
  }

  /**
   * Compares the methods of each group of a partition.
   *
   * @param preset of the methods
   * @param mode of the curves
   * @param methods in their order
   * @param networks number of models by target
   * @param higherIsBetter by metric
   */
  private record Comparing(
      String preset,
      Mode mode,
      List<String> methods,
      Map<String, Integer> networks,
      Map<String, Boolean> higherIsBetter)
      implements FlatMapFunction<Iterator<Row>, Tuple2<ScoreGroup, MethodComparison>>,
          Serializable {
    private static final long serialVersionUID = 1L;

    static Comparing of(EvaluationPlan work) {
      List<String> methods =
          work.models().stream().flatMap(model -> model.compared().stream()).distinct().toList();
      Map<String, Integer> networks = new TreeMap<>();
      for (PlannedNetwork model : work.models()) {
        for (Target target : model.plan().targets()) {
          networks.merge(target.name(), 1, Integer::sum);
        }
      }
      Map<String, Boolean> higherIsBetter = new TreeMap<>();
      for (Metric metric : Scoring.of(work.mode()).metrics(ORDER)) {
        higherIsBetter.put(metric.name(), metric.direction() == Metric.Direction.HIGHER);
      }
      return new Comparing(work.preset(), work.mode(), methods, networks, higherIsBetter);
    }

    @Override
    public Iterator<Tuple2<ScoreGroup, MethodComparison>> call(Iterator<Row> rows) {
      List<Tuple2<ScoreGroup, MethodComparison>> found = new ArrayList<>();
      ScoreGroup group = null;
      ScoreBlocks blocks = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        ScoreGroup its =
            group(
                row.getAs("group"),
                row.getAs("target"),
                row.getAs("operator"),
                row.getAs("metric"));
        if (!its.equals(group)) {
          if (group != null) {
            found.add(compared(group, blocks));
          }
          group = its;
          boolean all = group.model().equals(ScoreGroup.ALL_MODELS);
          blocks = new ScoreBlocks(methods, all ? networks.get(group.target()) : 1);
        }
        blocks.add(
            row.getAs("subject"),
            row.getAs("record_id"),
            row.getAs("method"),
            row.getAs("value"),
            row.getAs("reason"));
      }
      if (group != null) {
        found.add(compared(group, blocks));
      }
      return found.iterator();
    }

    private ScoreGroup group(String model, String target, String operator, String metric) {
      return new ScoreGroup(model, target, preset, mode.label(), ORDER.label(), operator, metric);
    }

    private Tuple2<ScoreGroup, MethodComparison> compared(ScoreGroup group, ScoreBlocks blocks) {
      return new Tuple2<>(
          group, blocks.comparison(higherIsBetter.get(group.metric()), new RandomControl().name()));
    }
  }
}
