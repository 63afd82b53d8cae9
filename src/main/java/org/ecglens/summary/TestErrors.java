package org.ecglens.summary;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/**
 * Mean absolute errors of a run's predictions. They are summed in the order of record ids, so the
 * same run gives the same bits however Spark spreads it.
 */
final class TestErrors {
  private TestErrors() {}

  private record Sum(String target, double error, long predictions, long records)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Errors by target, the mean over records and networks, in the target's unit.
   *
   * @param without targets that have none
   * @param fewest labelled records from which on there is an error
   */
  static Map<String, Double> of(RunTables tables, Set<String> without, int fewest)
      throws IOException {
    List<Sum> sums =
        tables
            .read(Tables.PREDICTIONS)
            .where(col("label").isNotNull().and(not(col("target").isin(without.toArray()))))
            .select(
                col("target"),
                col("record_id"),
                col("model"),
                abs(col("prediction").minus(col("label"))).as("error"))
            .repartition(col("target"))
            .sortWithinPartitions("target", "record_id", "model")
            .toJavaRDD()
            .mapPartitions((FlatMapFunction<Iterator<Row>, Sum>) TestErrors::sums)
            .collect();
    Map<String, Double> errors = new HashMap<>();
    for (Sum sum : sums) {
      if (sum.records() >= fewest) {
        errors.put(sum.target(), sum.error() / sum.predictions());
      }
    }
    return errors;
  }

  private static Iterator<Sum> sums(Iterator<Row> errors) {
    List<Sum> sums = new ArrayList<>();
    Sum sum = null;
    String record = null;
    while (errors.hasNext()) {
      Row row = errors.next();
      String target = row.getString(0);
      if (sum == null || !sum.target().equals(target)) {
        if (sum != null) {
          sums.add(sum);
        }
        sum = new Sum(target, 0, 0, 0);
        record = null;
      }
      boolean another = !row.getString(1).equals(record);
      record = row.getString(1);
      sum =
          new Sum(
              target,
              sum.error() + row.getDouble(3),
              sum.predictions() + 1,
              sum.records() + (another ? 1 : 0));
    }
    if (sum != null) {
      sums.add(sum);
    }
    return sums.iterator();
  }
}
