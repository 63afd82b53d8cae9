package org.ecglens.finished;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.ecglens.attribution.Controls;
import org.ecglens.check.CheckPlan;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.PartialRankCorrelation;
import org.ecglens.report.page.PageTable;
import org.ecglens.report.page.QuarantinePage;
import org.ecglens.report.text.PlainText;
import org.ecglens.summary.MetricDirections;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;

/**
 * The tables of a run that a page shows, as plain values. Only tables over all records are read, so
 * that the page of a million records is as large as that of fifty.
 */
public final class ReportTables {
  /** In the order of the page. */
  private static final List<Table<?>> TABLES =
      List.of(
          Tables.CURVES,
          Tables.SUMMARY,
          Tables.RANKING,
          Tables.PAIRS,
          Tables.AGREEMENT,
          Tables.CONSISTENCY,
          Tables.SANITY,
          Tables.LOCALISATION,
          Tables.BLANKING,
          Tables.COST,
          Tables.RATERS,
          Tables.EXPERTS);

  /** The same in all rows of a run, or not shown. */
  private static final Set<String> LEFT_OUT =
      Set.of("preset", "mode", "sd", "wilcoxon", "median_difference", "d_z", "nemenyi_p");

  private static final int MOST_ROWS = 200_000;

  /** Steps of a curve: all up to the widest area, then so many more, and always its last. */
  private static final int FIRST_STEPS = Collections.max(Scoring.AUC_STEPS);

  private static final int MORE_STEPS = 50;

  private static final int MOST_REASONS = 100;
  private static final int EXAMPLES = 5;
  private static final int LONGEST = 300;

  private static final MathContext DIGITS = new MathContext(5);

  private final FinishedRun run;

  /** Tables of a run. */
  public ReportTables(FinishedRun run) {
    this.run = run;
  }

  /** By the name of the folder; a table that the run has not is empty. */
  public Map<String, PageTable> tables() throws IOException {
    Map<String, PageTable> tables = new LinkedHashMap<>();
    for (Table<?> table : TABLES) {
      tables.put(table.folder(), table(table));
    }
    return tables;
  }

  /**
   * Which way is better, {@code higher} or {@code lower}, for the metrics of a mode and of maps.
   */
  public static Map<String, String> directions() {
    Map<String, String> directions = new TreeMap<>();
    MetricDirections.names()
        .forEach(
            metric ->
                directions.put(
                    metric, MetricDirections.of(metric).name().toLowerCase(Locale.ROOT)));
    return directions;
  }

  private PageTable table(Table<?> table) throws IOException {
    Dataset<Row> rows = run.read(table);
    if (table == Tables.CURVES) {
      rows = thinned(rows);
    }
    if (table == Tables.PAIRS) {
      // What two methods differ by is the same with the random order taken off both.
      rows =
          rows.where(
              functions
                  .not(col("metric").endsWith("-over-random"))
                  .and(ofMethods("method"))
                  .and(ofMethods("other")));
    }
    if (table == Tables.SANITY) {
      // Of several measures of likeness the outcome of weight randomisation rests on these.
      rows =
          rows.where(
              col("metric")
                  .startsWith(PartialRankCorrelation.LABEL)
                  .or(col("check").isin(CheckPlan.INPUT_DEPENDENCE, CheckPlan.ROBUSTNESS)));
    }
    List<String> columns =
        Arrays.stream(rows.columns()).filter(name -> !LEFT_OUT.contains(name)).toList();
    List<Row> found =
        rows.select(columns.stream().map(functions::col).toArray(Column[]::new))
            .limit(MOST_ROWS + 1)
            .collectAsList();
    if (found.size() > MOST_ROWS) {
      return new PageTable(
          columns,
          List.of(),
          "the run has more than %,d rows of it, which is more than a page can show; read the table %s"
              .formatted(MOST_ROWS, table.folder()));
    }
    return PageTable.of(columns, found.stream().map(ReportTables::values).toList());
  }

  /** Not made of a method's maps: pairs with such controls would be most of the page. */
  private static Column ofMethods(String column) {
    return functions.not(
        col(column)
            .startsWith(Controls.of(Controls.POPULATION, ""))
            .or(col(column).startsWith(Controls.of(Controls.SMOOTHED, ""))));
  }

  private static Dataset<Row> thinned(Dataset<Row> curves) {
    Row longest = curves.agg(max("step").as("step")).head();
    Integer last = longest.getAs("step");
    int most = last == null ? 0 : last;
    int stride = (most - FIRST_STEPS + MORE_STEPS - 1) / MORE_STEPS;
    if (stride <= 1) {
      return curves;
    }
    // Curves of other networks may end earlier.
    WindowSpec curve = Window.partitionBy("model", "target", "method", "operator", "order");
    return curves
        .withColumn("last", max("step").over(curve))
        .where(
            col("step")
                .leq(FIRST_STEPS)
                .or(col("step").equalTo(col("last")))
                .or(col("step").minus(FIRST_STEPS).mod(stride).equalTo(0)))
        .drop("last")
        .orderBy("model", "target", "method", "operator", "order", "step");
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(value(row.get(i)));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object value(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : null;
    }
    return value instanceof String text ? PlainText.of(text, LONGEST) : value;
  }

  /**
   * Counts and a few examples. A record counts once, though each network that refuses it has a row.
   * Counting is left to Spark, for there may be millions.
   */
  public QuarantinePage quarantine() throws IOException {
    Dataset<Row> all =
        run.read(Tables.QUARANTINE)
            .withColumn("what", functions.coalesce(col("record_id"), col("path")));
    Dataset<Row> counts =
        all.groupBy("stage", "reason")
            .agg(countDistinct("what").as("count"))
            .orderBy(col("count").desc(), col("stage"), col("reason"))
            .limit(MOST_REASONS);
    Dataset<Row> examples =
        all.groupBy("stage", "reason", "what")
            .agg(min("detail").as("detail"))
            .withColumn(
                "number", row_number().over(Window.partitionBy("stage", "reason").orderBy("what")))
            .where(col("number").leq(EXAMPLES))
            .drop("number")
            .orderBy("stage", "reason", "what")
            .limit(MOST_REASONS * EXAMPLES);
    return new QuarantinePage(all.select("what").distinct().count(), page(counts), page(examples));
  }

  private static PageTable page(Dataset<Row> rows) {
    return PageTable.of(
        List.of(rows.columns()), rows.collectAsList().stream().map(ReportTables::values).toList());
  }
}
