package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Moments;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/** The sums of all shards, added in the order of shards; the table is read once for all kinds. */
public final class MergedStates {
  private final Map<SumKind, List<Sum>> sums;

  private MergedStates(Map<SumKind, List<Sum>> sums) {
    this.sums = sums;
  }

  /** One sum; see {@link org.ecglens.table.StateRow}. */
  public record Sum(
      SumKind kind, String model, String target, String method, String detail, Moments moments)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Adds up what the shards of a run wrote. */
  public static MergedStates of(RunTables tables) throws IOException {
    return new MergedStates(
        tables
            .read(Tables.STATES)
            .groupBy("kind", "model", "target", "method", "detail")
            .agg(
                sort_array(collect_list(struct(col("shard"), col("n"), col("mean"), col("m2"))))
                    .as("states"))
            .toJavaRDD()
            .map((Function<Row, Sum>) MergedStates::merged)
            .collect()
            .stream()
            .sorted(
                Comparator.comparing(Sum::model)
                    .thenComparing(Sum::target)
                    .thenComparing(Sum::method)
                    .thenComparing(Sum::detail))
            .collect(Collectors.groupingBy(Sum::kind)));
  }

  /** Sums of one kind, ordered by model, target, method and detail. */
  public List<Sum> of(SumKind kind) {
    return sums.getOrDefault(kind, List.of());
  }

  private static Sum merged(Row group) {
    Moments sum = Moments.EMPTY;
    for (Row state : group.<Row>getList(group.fieldIndex("states"))) {
      sum =
          sum.plus(
              new Moments(
                  numbers(state, "n").mapToLong(Number::longValue).toArray(),
                  numbers(state, "mean").mapToDouble(Number::doubleValue).toArray(),
                  numbers(state, "m2").mapToDouble(Number::doubleValue).toArray()));
    }
    return new Sum(
        SumKind.of(group.getAs("kind")),
        group.getAs("model"),
        group.getAs("target"),
        group.getAs("method"),
        group.getAs("detail"),
        sum);
  }

  private static Stream<Number> numbers(Row state, String column) {
    return state.<Number>getList(state.fieldIndex(column)).stream();
  }
}
