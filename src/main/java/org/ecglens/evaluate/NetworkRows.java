package org.ecglens.evaluate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.records.RecordRows;
import org.ecglens.run.RowShardOutput;
import org.ecglens.run.storage.RowEncoding;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of one table that networks make of records, computed a few records at a time when Spark asks
 * for them. A record that is skipped has no row; the executor's log names it, with the reason.
 */
public final class NetworkRows {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkRows.class);

  /** Records in memory at a time. */
  private static final int CHUNK = 16;

  private NetworkRows() {}

  /**
   * A table that is not computed yet.
   *
   * @param planned networks and records
   * @param rows class of the rows, of those that the plan writes while it sees records
   */
  public static <R extends TableRow> Dataset<Row> of(
      SparkSession spark, NetworkPlanner.Planned planned, Class<R> rows) {
    // Not destroyed here: Spark lets go of it with the dataset.
    Broadcast<EvaluationPlan> plan =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(planned.plan());
    return spark.createDataFrame(
        planned.records().rows().toJavaRDD().mapPartitions(new Task<>(new RecordTask(plan), rows)),
        SparkSchema.of(Table.of(rows)));
  }

  private record Task<R extends TableRow>(RecordTask task, Class<R> rows)
      implements FlatMapFunction<Iterator<Row>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<Row> records) {
      return new Computed<>(records, task, rows);
    }
  }

  /** Computes the next few records when the rows of the last are taken. */
  private static final class Computed<R extends TableRow> implements Iterator<Row> {
    private final Iterator<Row> records;
    private final RecordTask task;
    private final Class<R> wanted;
    private final RowEncoding<R> encoding;
    private final Deque<Row> ready = new ArrayDeque<>();

    Computed(Iterator<Row> records, RecordTask task, Class<R> wanted) {
      this.records = records;
      this.task = task;
      this.wanted = wanted;
      this.encoding = new RowEncoding<>(Table.of(wanted));
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && records.hasNext()) {
        compute();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.removeFirst();
    }

    private void compute() {
      List<InputRecord> some = new ArrayList<>();
      while (some.size() < CHUNK && records.hasNext()) {
        some.add(RecordRows.record(records.next()));
      }
      RowShardOutput output = new RowShardOutput(0);
      try {
        task.run(some, output);
      } catch (IOException e) {
        throw new IllegalStateException("memory can be written to", e);
      }
      for (TableRow row : output.rows()) {
        if (wanted.isInstance(row)) {
          ready.add(encoding.encode(wanted.cast(row)));
        } else if (row instanceof QuarantineRow unused) {
          LOG.warn(
              "Record {} has no row: {}, {}: {}",
              unused.recordId(),
              unused.stage(),
              unused.reason(),
              unused.detail());
        }
      }
    }
  }
}
