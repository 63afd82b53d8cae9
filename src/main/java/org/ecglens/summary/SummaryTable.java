package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.random.Draws;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.Clusters;
import org.ecglens.stats.Summary;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.Tables;

/**
 * The scores over records. They are summed in the order of record ids, so the same run gives the
 * same bits however Spark spreads it.
 */
public final class SummaryTable {
  private static final Comparator<SummaryRow> ORDER =
      Comparator.comparing(SummaryRow::model)
          .thenComparing(SummaryRow::target)
          .thenComparing(SummaryRow::method)
          .thenComparing(SummaryRow::order)
          .thenComparing(SummaryRow::operator)
          .thenComparing(SummaryRow::metric);

  private SummaryTable() {}

  /**
   * Makes {@link Tables#SUMMARY}.
   *
   * @return its rows, by network, target, method, order, operator and metric
   */
  public static List<SummaryRow> write(RunTables tables, EvaluationPlan plan) throws IOException {
    List<SummaryRow> rows =
        new ArrayList<>(
            tables
                .scores()
                .groupBy("model", "target", "method", "order", "operator", "metric")
                .agg(
                    sort_array(
                            collect_list(
                                when(
                                    col("value").isNotNull(),
                                    struct("record_id", "value", "subject"))))
                        .as("values"))
                .toJavaRDD()
                .map(new Summarise(plan.seed(), plan.preset(), plan.mode().label()))
                .collect());
    rows.sort(ORDER);
    return tables.write(Tables.SUMMARY, rows);
  }

  /** Summary of the scores of one group; operators share the draws of the bootstrap. */
  private record Summarise(long seed, String preset, String mode)
      implements Function<Row, SummaryRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public SummaryRow call(Row group) {
      String model = group.getAs("model");
      String target = group.getAs("target");
      String method = group.getAs("method");
      String order = group.getAs("order");
      String metric = group.getAs("metric");
      List<Row> records = group.getList(group.fieldIndex("values"));
      Summary summary =
          Summary.of(
              records.stream().mapToDouble(record -> record.<Double>getAs("value")).toArray(),
              Clusters.of(records.stream().map(record -> record.<String>getAs("subject")).toList()),
              Draws.of(seed, "summary", model, target, method, order, metric),
              Summary.RESAMPLES);
      return new SummaryRow(
          model,
          target,
          method,
          preset,
          mode,
          order,
          group.getAs("operator"),
          metric,
          summary.n(),
          summary.mean(),
          summary.sd(),
          summary.median(),
          summary.ciLow(),
          summary.ciHigh());
    }
  }
}
