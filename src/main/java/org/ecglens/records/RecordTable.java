package org.ecglens.records;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.net.training.Split;
import org.ecglens.plan.ClassCodes;
import org.ecglens.run.SetAside;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Records that jobs read: an ingested folder, or any Parquet file or folder with at least the
 * columns record_id, leads, sample_rate_hz, samples, unit and signal.
 */
public final class RecordTable {
  private final String path;
  private final Dataset<Row> raw;
  private final Dataset<Row> rows;
  private final List<SetAside> aside;

  /**
   * A table.
   *
   * @param raw with at least the columns that a file needs
   * @param aside files of which nothing is used
   */
  RecordTable(String path, Dataset<Row> raw, List<SetAside> aside) {
    this.path = path;
    this.raw = raw;
    this.rows = raw.select(RecordColumns.of(path, raw.schema()));
    this.aside = List.copyOf(aside);
  }

  /**
   * Opens a table. What ecglens wrote is taken at its manifest's word; of other Parquet files each
   * is looked through, and those that cannot be used are set aside.
   *
   * @throws UserException if there is none, its run is not complete, or no file has the columns
   */
  public static RecordTable open(SparkSession spark, String path) {
    return RecordFiles.open(spark, path);
  }

  /**
   * Records that a program hands over; reads none of them.
   *
   * @param rows with at least the columns that a file needs
   * @throws UserException if a column is missing or of another type
   */
  public static RecordTable of(Dataset<Row> rows) {
    return new RecordTable("(a dataset)", rows, List.of());
  }

  /** The records of one part of a split. */
  public RecordTable only(Split split, Split.Part part) {
    UserDefinedFunction belongs =
        udf((String id) -> id != null && split.part(id) == part, DataTypes.BooleanType);
    Dataset<Row> those = raw.where(belongs.apply(col("record_id")));
    if (those.isEmpty()) {
      throw new UserException(
          "--records "
              + path
              + ": no record is in the part "
              + part.name().toLowerCase(Locale.ROOT)
              + " of the split.");
    }
    return new RecordTable(path, those, aside);
  }

  /**
   * A sample of the records, selected by a hash of their ids, so it does not depend on their files.
   *
   * @param count size of the sample; all records if there are not more
   * @param seed of the selection; another seed selects other records
   */
  public RecordTable sample(int count, long seed) {
    Dataset<Row> chosen =
        raw.select("record_id")
            .orderBy(xxhash64(col("record_id"), lit(seed)), col("record_id"))
            .limit(count);
    return new RecordTable(
        path, raw.join(broadcast(chosen), new String[] {"record_id"}, "left_semi"), aside);
  }

  /** Where it was found, as the user wrote it. */
  public String path() {
    return path;
  }

  /** Files among those of the table of which nothing is used. */
  public List<SetAside> aside() {
    return aside;
  }

  /** All records. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** All records, with a column more. */
  Dataset<Row> rowsWith(Column more) {
    List<Column> all = new ArrayList<>(List.of(RecordColumns.of(path, raw.schema())));
    all.add(more);
    return raw.select(all.toArray(Column[]::new));
  }

  /** All columns of the table, as it has them. */
  Dataset<Row> raw() {
    return raw;
  }

  /**
   * Share of the records that come from one of some sources.
   *
   * @return in [0, 1]; null where the table does not say where records come from
   */
  public Double shareOf(Set<String> sources) {
    if (!Arrays.asList(raw.schema().fieldNames()).contains("source")) {
      return null;
    }
    return raw.agg(avg(when(col("source").isInCollection(sources), 1.0).otherwise(0.0)).as("share"))
        .first()
        .getAs("share");
  }

  /** Leads × samples of records, the commonest first. */
  public List<int[]> shapes() {
    return rows
        .selectExpr("size(leads) as leads", "samples")
        .where("leads > 0 and samples > 0")
        .groupBy("leads", "samples")
        .count()
        .orderBy(col("count").desc(), col("leads"), col("samples"))
        .takeAsList(20)
        .stream()
        .map(row -> new int[] {row.getAs("leads"), row.getAs("samples")})
        .toList();
  }

  /**
   * The most frequent shape of the records: leads, rate, samples, unit and kind.
   *
   * @param adapt steps that may adapt the other records to it
   * @throws UserException if no record has all of these values
   */
  public InputRequirement commonest(List<String> adapt) {
    List<Row> found =
        rows.select("leads", "sample_rate_hz", "samples", "unit", "kind")
            .where("size(leads) > 0 and samples > 0 and sample_rate_hz > 0 and unit is not null")
            .groupBy("leads", "sample_rate_hz", "samples", "unit", "kind")
            .count()
            .orderBy(
                col("count").desc(),
                col("leads"),
                col("sample_rate_hz"),
                col("samples"),
                col("unit"),
                col("kind"))
            .takeAsList(1);
    if (found.isEmpty()) {
      throw new UserException(
          "--records " + path + ": no record says its leads, rate, samples and unit.");
    }
    Row row = found.get(0);
    List<String> leads = List.copyOf(row.<String>getList(row.fieldIndex("leads")));
    return new InputRequirement(
        leads.size(),
        row.getAs("samples"),
        leads,
        row.getAs("sample_rate_hz"),
        row.getAs("unit"),
        row.getAs("kind"),
        adapt);
  }

  /**
   * The records with labels that are made of others, in the place of labels of the same name.
   *
   * @param classes that are made
   * @throws UserException if the table has no labels
   */
  public RecordTable withClasses(List<ClassCodes> classes) {
    if (classes.isEmpty()) {
      return this;
    }
    if (!Arrays.asList(raw.schema().fieldNames()).contains("labels")) {
      throw new UserException(
          "--classes: the records of " + path + " have no labels that classes could be made of.");
    }
    UserDefinedFunction made =
        udf(
            (scala.collection.Map<String, Double> labels) -> withClasses(labels, classes),
            RecordColumns.LABELS);
    return new RecordTable(
        path,
        raw.withColumn("labels", made.apply(col("labels").cast(RecordColumns.LABELS))),
        aside);
  }

  private static Map<String, Double> withClasses(
      scala.collection.Map<String, Double> labels, List<ClassCodes> classes) {
    Map<String, Double> all = new HashMap<>();
    if (labels != null) {
      all.putAll(CollectionConverters.asJava(labels));
    }
    all.values().removeIf(Objects::isNull);
    Map<String, Double> own = Map.copyOf(all);
    for (ClassCodes one : classes) {
      Double label = one.label(own);
      if (label == null) {
        all.remove(one.name());
      } else {
        all.put(one.name(), label);
      }
    }
    return all;
  }

  /** The records with maps that other programs made of them. */
  public RecordTable with(GivenMaps maps) {
    return new RecordTable(
        path,
        raw.drop(RecordColumns.MAPS)
            .join(maps.byRecord(), new String[] {"record_id"}, "left_outer"),
        aside);
  }

  /** Whether any record has maps that other programs made. */
  public boolean hasGivenMaps() {
    return !rows.where(col(RecordColumns.MAPS).isNotNull()).isEmpty();
  }

  /** The records without some. */
  public RecordTable without(Set<String> ids) {
    return ids.isEmpty()
        ? this
        : new RecordTable(path, raw.where(not(col("record_id").isInCollection(ids))), aside);
  }

  /** Names of the labels that any record has, ascending. */
  public List<String> labelNames() {
    return rows
        .selectExpr("explode(map_keys(labels)) as name")
        .distinct()
        .orderBy("name")
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("name"))
        .toList();
  }

  /**
   * Those of some labels that are 0 in some records, 1 in others, and nothing else; one pass over
   * the records.
   */
  public Set<String> binary(Set<String> labels) {
    if (labels.isEmpty()) {
      return Set.of();
    }
    List<String> names = List.copyOf(labels);
    List<Column> sums = new ArrayList<>();
    for (String name : names) {
      Column label = col("labels").getItem(name);
      sums.add(count(when(label.equalTo(0), 1)));
      sums.add(count(when(label.equalTo(1), 1)));
      sums.add(count(label));
    }
    Row counts = rows.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).first();
    Set<String> binary = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      long zeros = counts.getLong(3 * i);
      long ones = counts.getLong(3 * i + 1);
      if (zeros > 0 && ones > 0 && zeros + ones == counts.getLong(3 * i + 2)) {
        binary.add(names.get(i));
      }
    }
    return binary;
  }

  /** A label of the records that have it, finite, ascending; eight bytes for each. */
  public double[] labels(String label) {
    return rows
        .select(col("labels").getItem(label).as("label"))
        .where("label is not null and not isnan(label) and abs(label) < double('infinity')")
        .toJavaRDD()
        .mapPartitions((FlatMapFunction<Iterator<Row>, double[]>) RecordTable::numbers)
        .collect()
        .stream()
        .flatMapToDouble(Arrays::stream)
        .sorted()
        .toArray();
  }

  private static Iterator<double[]> numbers(Iterator<Row> rows) {
    DoubleStream.Builder numbers = DoubleStream.builder();
    rows.forEachRemaining(row -> numbers.add(row.getDouble(0)));
    return List.of(numbers.build().toArray()).iterator();
  }

  /** Shard of a record: {@code xxhash64(record_id) mod shards}, as Spark SQL computes it. */
  public static Column shard(int shards) {
    return pmod(xxhash64(col("record_id")), lit(shards)).cast(DataTypes.IntegerType).as("shard");
  }

  /**
   * Records with their shard, all of a shard in one partition.
   *
   * @param shards number of shards
   * @param without shards to skip
   */
  public JavaRDD<Tuple2<Integer, InputRecord>> items(int shards, Set<Integer> without) {
    Dataset<Row> numbered = rows.withColumn("shard", shard(shards));
    if (!without.isEmpty()) {
      numbered = numbered.where(not(col("shard").isInCollection(without)));
    }
    return numbered
        .repartitionById(shards, col("shard"))
        .toJavaRDD()
        .map(row -> new Tuple2<>(row.getAs("shard"), RecordRows.record(row)));
  }
}
