package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
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

    private boolean isOfTheSame(Sum other) {
      return kind == other.kind
          && model.equals(other.model)
          && target.equals(other.target)
          && method.equals(other.method)
          && detail.equals(other.detail);
    }

    private Sum with(Moments changed) {
      return new Sum(kind, model, target, method, detail, changed);
    }
  }

  /** Adds up what the shards of a run wrote. */
  public static MergedStates of(RunTables tables) throws IOException {
    Column[] group = {col("kind"), col("model"), col("target"), col("method"), col("detail")};
    List<Column> order = new ArrayList<>(List.of(group));
    order.add(col("shard"));
    return new MergedStates(
        tables
            .read(Tables.STATES)
            .repartition(group)
            .sortWithinPartitions(order.toArray(Column[]::new))
            .toJavaRDD()
            .mapPartitions((FlatMapFunction<Iterator<Row>, Sum>) MergedStates::merged)
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

  /** Adds states that follow each other. */
  private static Iterator<Sum> merged(Iterator<Row> states) {
    List<Sum> sums = new ArrayList<>();
    Sum sum = null;
    while (states.hasNext()) {
      Sum next = sum(states.next());
      if (sum != null && sum.isOfTheSame(next)) {
        sum = sum.with(sum.moments().plus(next.moments()));
      } else {
        if (sum != null) {
          sums.add(sum);
        }
        sum = next.with(Moments.EMPTY.plus(next.moments()));
      }
    }
    if (sum != null) {
      sums.add(sum);
    }
    return sums.iterator();
  }

  private static Sum sum(Row state) {
    return new Sum(
        SumKind.of(state.getAs("kind")),
        state.getAs("model"),
        state.getAs("target"),
        state.getAs("method"),
        state.getAs("detail"),
        new Moments(
            numbers(state, "n").mapToLong(Number::longValue).toArray(),
            numbers(state, "mean").mapToDouble(Number::doubleValue).toArray(),
            numbers(state, "m2").mapToDouble(Number::doubleValue).toArray()));
  }

  private static Stream<Number> numbers(Row state, String column) {
    return state.<Number>getList(state.fieldIndex(column)).stream();
  }
}
