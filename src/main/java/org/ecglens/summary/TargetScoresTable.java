package org.ecglens.summary;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.perturbation.Order;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.SummaryRow;
import org.ecglens.table.Tables;
import org.ecglens.verdict.TargetScores;
import scala.Tuple2;

/**
 * The scores that verdicts rest on, from the table of scores: one unit for each subject, or record
 * where the subject is not known. Of very many units random groups of equal chance are averaged,
 * which keeps means and standard errors and bounds the driver's memory. The result does not depend
 * on partitions.
 */
record TargetScoresTable(
    RunTables tables, Map<String, ScoreCells> cells, long most, String metric, boolean overRandom) {
  /** Beyond so many units groups are made. */
  private static final int MOST_UNITS = 4096;

  private static final int UNITS_IN_GROUP = 50;
  private static final int MOST_GROUPS = 2048;

  /** Of a larger group so many units, chosen by a hash of their names, are compared. */
  private static final int MOST_UNITS_OF_GROUP = 2048;

  private static final String ALL = "";

  /** Units of a group of a target are put together. */
  private record Part(String target, String group) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Sums over the complete records of a unit, later of a group of units. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Unit(String name, double[] means, long records, long incomplete, long subjects)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Scores of a run; reads nothing yet.
   *
   * @param summary rows of that table
   * @param metric that decides
   * @param overRandom whether the metric is over the random order
   */
  static TargetScoresTable of(
      RunTables tables, List<SummaryRow> summary, String metric, boolean overRandom) {
    Map<String, List<SummaryRow>> rows = new TreeMap<>();
    for (SummaryRow row : summary) {
      if (row.metric().equals(metric) && row.order().equals(Order.MORF.label())) {
        rows.computeIfAbsent(row.target(), any -> new ArrayList<>()).add(row);
      }
    }
    Map<String, ScoreCells> cells = new TreeMap<>();
    rows.forEach((target, its) -> cells.put(target, ScoreCells.of(target, its)));
    long most = summary.stream().mapToLong(SummaryRow::n).max().orElse(0);
    return new TargetScoresTable(tables, cells, most, metric, overRandom);
  }

  /** Collects the scores of all records by target. */
  Map<String, TargetScores> all() throws IOException {
    int merged = most <= MOST_UNITS ? 0 : (int) Math.min(MOST_GROUPS, most / UNITS_IN_GROUP);
    Map<Part, List<Unit>> units = units(scores().withColumn("group", lit(ALL)), merged);
    Map<String, ScoreCells> explained = explained();
    Map<String, TargetScores> all = new TreeMap<>();
    explained.forEach(
        (target, its) ->
            all.put(target, scores(its, units.getOrDefault(new Part(target, ALL), List.of()))));
    return all;
  }

  /** With the reason, the most frequent one, for which what is not compared has no scores. */
  private Map<String, ScoreCells> explained() throws IOException {
    if (cells.values().stream().allMatch(its -> its.absent().isEmpty())) {
      return cells;
    }
    Map<String, Map<String, Map<String, Long>>> counts = new TreeMap<>();
    for (Row row :
        tables
            .scores()
            .where(col("order").equalTo(Order.MORF.label()).and(col("metric").equalTo(metric)))
            .where(col("value").isNull().and(col("reason").isNotNull()))
            .groupBy("target", "model", "operator", "method", "reason")
            .count()
            .collectAsList()) {
      for (String of : List.of("model", "operator", "method")) {
        counts
            .computeIfAbsent(row.getAs("target"), any -> new TreeMap<>())
            .computeIfAbsent(row.getAs(of), any -> new TreeMap<>())
            .merge(row.getAs("reason"), row.<Long>getAs("count"), Long::sum);
      }
    }
    Map<String, ScoreCells> explained = new TreeMap<>();
    cells.forEach(
        (target, its) ->
            explained.put(target, its.explained(counts.getOrDefault(target, Map.of()))));
    return explained;
  }

  /**
   * Collects the scores of the records in groups. A subject with records in several groups is a
   * unit in each. Units of large groups are drawn and not merged, so that a unit is as much in
   * every group.
   *
   * @return by target and group; groups without scores are not in it
   */
  Map<String, Map<String, TargetScores>> of(GroupSizes sizes) throws IOException {
    Dataset<Row> grouped =
        scores()
            .join(
                tables.read(Tables.GROUPS).where(col("by").equalTo(sizes.by().toString())),
                "record_id");
    for (Map.Entry<String, Long> size : sizes.subjects().entrySet()) {
      if (size.getValue() > MOST_UNITS_OF_GROUP) {
        grouped =
            grouped.where(
                col("group")
                    .notEqual(size.getKey())
                    .or(
                        pmod(xxhash64(col("unit")), lit(size.getValue()))
                            .lt(lit(MOST_UNITS_OF_GROUP))));
      }
    }
    Map<String, Map<String, TargetScores>> found = new TreeMap<>();
    units(grouped, 0)
        .forEach(
            (part, its) ->
                found
                    .computeIfAbsent(part.target(), any -> new TreeMap<>())
                    .put(part.group(), scores(cells.get(part.target()), its)));
    return found;
  }

  /** Whose a record is: unit of all comparisons. */
  static Column unit() {
    return coalesce(concat(lit("s:"), col("subject")), concat(lit("r:"), col("record_id")));
  }

  private Dataset<Row> scores() throws IOException {
    return tables
        .scores()
        .where(col("order").equalTo(Order.MORF.label()).and(col("metric").equalTo(metric)))
        .where(col("value").isNotNull())
        .withColumn("unit", unit());
  }

  private Map<Part, List<Unit>> units(Dataset<Row> scores, int merged) {
    JavaRDD<Row> records =
        scores
            .select(
                col("target"),
                col("group"),
                col("unit"),
                struct("record_id", "operator", "method", "model", "value").as("score"))
            .groupBy("target", "group", "unit")
            .agg(sort_array(collect_list(col("score"))).as("scores"))
            .toJavaRDD();
    Map<Part, List<Unit>> units = new HashMap<>();
    for (Tuple2<Part, Unit> found :
        records
            .mapToPair(new ToUnit(cells, merged))
            .groupByKey()
            .map(
                (Function<Tuple2<Tuple2<Part, String>, Iterable<Unit>>, Tuple2<Part, Unit>>)
                    TargetScoresTable::merged)
            .collect()) {
      units.computeIfAbsent(found._1(), any -> new ArrayList<>()).add(found._2());
    }
    return units;
  }

  /** The scores of a unit's complete records. */
  private record ToUnit(Map<String, ScoreCells> cells, int groups)
      implements PairFunction<Row, Tuple2<Part, String>, Unit> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Tuple2<Part, String>, Unit> call(Row row) {
      String target = row.getAs("target");
      String name = row.getAs("unit");
      ScoreCells its = cells.get(target);
      double[] means = new double[its.size()];
      double[] record = new double[its.size()];
      long complete = 0;
      long incomplete = 0;
      String id = null;
      for (Row score : row.<Row>getList(row.fieldIndex("scores"))) {
        String current = score.getAs("record_id");
        if (!current.equals(id)) {
          if (id != null) {
            boolean whole = add(record, means);
            complete += whole ? 1 : 0;
            incomplete += whole ? 0 : 1;
          }
          Arrays.fill(record, Double.NaN);
          id = current;
        }
        int place = its.place(score.getAs("operator"), score.getAs("method"), score.getAs("model"));
        if (place >= 0) {
          record[place] = score.<Double>getAs("value");
        }
      }
      boolean whole = add(record, means);
      complete += whole ? 1 : 0;
      incomplete += whole ? 0 : 1;
      for (int i = 0; i < means.length && complete > 0; i++) {
        means[i] /= complete;
      }
      String key = groups == 0 ? name : Integer.toString(Math.floorMod(mixed(name), groups));
      return new Tuple2<>(
          new Tuple2<>(new Part(target, row.getAs("group")), key),
          new Unit(name, means, complete, incomplete, complete > 0 ? 1 : 0));
    }

    private static boolean add(double[] record, double[] means) {
      for (double value : record) {
        if (Double.isNaN(value)) {
          return false;
        }
      }
      for (int i = 0; i < means.length; i++) {
        means[i] += record[i];
      }
      return true;
    }

    /** Names that follow each other must not fall into groups that follow each other. */
    private static int mixed(String name) {
      int hash = name.hashCode() * 0x9E3779B9;
      return hash ^ (hash >>> 15);
    }
  }

  private static Tuple2<Part, Unit> merged(Tuple2<Tuple2<Part, String>, Iterable<Unit>> group) {
    List<Unit> units = new ArrayList<>();
    group._2().forEach(units::add);
    units.sort(Comparator.comparing(Unit::name));
    double[] means = new double[units.get(0).means().length];
    long records = 0;
    long incomplete = 0;
    long complete = 0;
    for (Unit unit : units) {
      records += unit.records();
      incomplete += unit.incomplete();
      complete += unit.subjects();
      for (int i = 0; i < means.length; i++) {
        means[i] += unit.means()[i];
      }
    }
    for (int i = 0; i < means.length && complete > 0; i++) {
      means[i] /= complete;
    }
    return new Tuple2<>(
        group._1()._1(), new Unit(units.get(0).name(), means, records, incomplete, complete));
  }

  private TargetScores scores(ScoreCells its, List<Unit> found) {
    List<Unit> units =
        found.stream()
            .filter(unit -> unit.records() > 0)
            .sorted(Comparator.comparing(Unit::name))
            .toList();
    int methods = its.methods().size();
    int networks = its.networks().size();
    double[][][][] values = new double[its.operators().size()][methods][networks][units.size()];
    for (int o = 0; o < values.length; o++) {
      for (int k = 0; k < methods; k++) {
        for (int m = 0; m < networks; m++) {
          for (int u = 0; u < units.size(); u++) {
            values[o][k][m][u] = units.get(u).means()[(o * methods + k) * networks + m];
          }
        }
      }
    }
    return new TargetScores(
        its.target(),
        metric,
        overRandom,
        its.methods(),
        its.networks(),
        its.operators(),
        values,
        units.stream().mapToLong(Unit::records).sum(),
        units.stream().mapToLong(Unit::subjects).sum(),
        found.stream().mapToLong(Unit::incomplete).sum(),
        its.absent());
  }
}
