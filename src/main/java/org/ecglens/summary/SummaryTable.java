package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.random.Draws;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.Summary;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.Tables;

/**
 * The scores over records. They are summed in the order of record ids, so the same run gives the
 * same bits however Spark spreads it. One group of scores is in the memory of a task at a time, see
 * {@link ScoreSample}.
 */
public final class SummaryTable {
  private static final Comparator<SummaryRow> ORDER =
      Comparator.comparing(SummaryRow::model)
          .thenComparing(SummaryRow::target)
          .thenComparing(SummaryRow::method)
          .thenComparing(SummaryRow::order)
          .thenComparing(SummaryRow::operator)
          .thenComparing(SummaryRow::metric);

  private static final String[] GROUP = {
    "model", "target", "method", "order", "operator", "metric"
  };

  private SummaryTable() {}

  /**
   * Makes {@link Tables#SUMMARY}.
   *
   * @return its rows, by network, target, method, order, operator and metric
   */
  public static List<SummaryRow> write(RunTables tables, EvaluationPlan plan) throws IOException {
    Column[] group = Arrays.stream(GROUP).map(functions::col).toArray(Column[]::new);
    List<Column> order = new ArrayList<>(List.of(group));
    order.add(col("record_id"));
    List<Column> read = new ArrayList<>(order);
    read.addAll(List.of(col("value"), col("subject")));
    List<SummaryRow> rows =
        new ArrayList<>(
            tables
                .scores()
                .select(read.toArray(Column[]::new))
                .repartition(group)
                .sortWithinPartitions(order.toArray(Column[]::new))
                .toJavaRDD()
                .mapPartitions(new Summarise(plan.seed(), plan.preset(), plan.mode().label()))
                .collect());
    rows.sort(ORDER);
    return tables.write(Tables.SUMMARY, rows);
  }

  /**
   * Summaries of the scores of the groups in a partition, one after the other; operators share the
   * draws of the bootstrap.
   */
  private record Summarise(long seed, String preset, String mode)
      implements FlatMapFunction<Iterator<Row>, SummaryRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<SummaryRow> call(Iterator<Row> rows) {
      List<SummaryRow> found = new ArrayList<>();
      List<String> group = null;
      ScoreSample sample = new ScoreSample();
      while (rows.hasNext()) {
        Row row = rows.next();
        List<String> its = IntStream.range(0, GROUP.length).mapToObj(row::getString).toList();
        if (!its.equals(group)) {
          if (group != null) {
            found.add(row(group, sample));
          }
          group = its;
          sample = new ScoreSample();
        }
        Double value = row.getAs("value");
        if (value != null) {
          sample.add(value, row.getAs("subject"));
        }
      }
      if (group != null) {
        found.add(row(group, sample));
      }
      return found.iterator();
    }

    private SummaryRow row(List<String> group, ScoreSample sample) {
      String model = group.get(0);
      String target = group.get(1);
      String method = group.get(2);
      String order = group.get(3);
      String operator = group.get(4);
      String metric = group.get(5);
      Summary summary =
          Summary.of(
              sample.values(),
              sample.clusters(),
              Draws.of(seed, "summary", model, target, method, order, metric),
              Summary.RESAMPLES);
      return new SummaryRow(
          model,
          target,
          method,
          preset,
          mode,
          order,
          operator,
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
