package org.ecglens.run.storage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.random.Draws;
import org.ecglens.run.RunFolder;
import org.ecglens.stats.Clusters;
import org.ecglens.stats.Summary;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.TableRow;
import org.ecglens.table.TableSchema;
import org.ecglens.table.TableWriter;

/**
 * The small tables over all records, made from those of the shards. Sums are taken in the order of
 * shards and record ids, so the same run gives the same bits however Spark spreads it.
 */
public final class RunTables {
  private final SparkSession spark;
  private final RunFolder folder;

  /** Tables of a run whose shards are finished. */
  public RunTables(SparkSession spark, RunFolder folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Makes {@link TableSchema#SUMMARY}. */
  public void writeSummary(PerturbationPlan plan, String preset) throws IOException {
    List<Row> summaries =
        scores()
            .groupBy("model", "target", "method", "order", "metric")
            .agg(
                sort_array(
                        collect_list(
                            when(
                                col("value").isNotNull(), struct("record_id", "value", "subject"))))
                    .as("values"))
            .toJavaRDD()
            .map(new Summarise(plan.seed()))
            .collect();
    List<TableRow> rows = new ArrayList<>();
    for (Row row : sorted(summaries, 5)) {
      rows.add(
          new SummaryRow(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              preset,
              plan.mode().label(),
              row.getString(3),
              row.getString(3).equals(ScoreRow.NONE) ? ScoreRow.NONE : plan.operator().name(),
              row.getString(4),
              row.getLong(5),
              (Double) row.get(6),
              (Double) row.get(7),
              (Double) row.get(8),
              (Double) row.get(9),
              (Double) row.get(10)));
    }
    write(TableSchema.SUMMARY, rows);
  }

  /** Summary of the scores of one group. */
  private record Summarise(long seed) implements Function<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row group) {
      double[] values =
          group.<Row>getList(5).stream().mapToDouble(pair -> pair.getDouble(1)).toArray();
      Draws draws =
          Draws.of(
              seed,
              "summary",
              group.getString(0),
              group.getString(1),
              group.getString(2),
              group.getString(3),
              group.getString(4));
      Clusters subjects =
          Clusters.of(group.<Row>getList(5).stream().map(record -> record.getString(2)).toList());
      Summary summary = Summary.of(values, subjects, draws, Summary.RESAMPLES);
      return RowFactory.create(
          group.getString(0),
          group.getString(1),
          group.getString(2),
          group.getString(3),
          group.getString(4),
          summary.n(),
          summary.mean(),
          summary.sd(),
          summary.median(),
          summary.ciLow(),
          summary.ciHigh());
    }
  }

  private static List<Row> sorted(List<Row> rows, int keys) {
    List<Row> sorted = new ArrayList<>(rows);
    Comparator<Row> order = Comparator.comparing(row -> row.getString(0));
    for (int key = 1; key < keys; key++) {
      int column = key;
      order = order.thenComparing(row -> row.getString(column));
    }
    sorted.sort(order);
    return sorted;
  }

  /** {@link TableSchema#SCORES} with a column more: subject, null where that is not known. */
  public Dataset<Row> scores() throws IOException {
    return read(TableSchema.SCORES)
        .join(read(TableSchema.SUBJECTS), new String[] {"record_id"}, "left");
  }

  /** A table of the run; empty where no shard has written to it. */
  public Dataset<Row> read(TableSchema table) throws IOException {
    Path path = folder.table(table);
    if (!path.getFileSystem(conf()).exists(path)) {
      return spark.createDataFrame(List.of(), table.structType());
    }
    return spark.read().schema(table.structType()).parquet(path.toString());
  }

  /** Writes a small table, in the place of the one that is there. */
  public void write(TableSchema table, List<? extends TableRow> rows) throws IOException {
    FileSystem files = folder.table(table).getFileSystem(conf());
    files.delete(folder.table(table), true);
    Path part = new Path(folder.table(table), "part-00000.parquet");
    try (TableWriter writer = new TableWriter(part, conf(), table)) {
      for (TableRow row : rows) {
        writer.write(row);
      }
    }
  }

  private Configuration conf() {
    return spark.sessionState().newHadoopConf();
  }
}
