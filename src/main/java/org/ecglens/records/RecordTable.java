package org.ecglens.records;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.net.training.Split;
import org.ecglens.run.RunFiles;
import org.ecglens.run.RunFolder;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.ColumnType;
import scala.Tuple2;

/**
 * Records that jobs read: an ingested folder, or any Parquet file or folder with at least the
 * columns record_id, leads, sample_rate_hz, samples, unit and signal.
 */
public final class RecordTable {
  private static final String WAVES = "waves";
  private static final String SUBJECT = "subject";
  private static final String[] COLUMNS = {
    "record_id",
    "kind",
    "leads",
    "sample_rate_hz",
    "samples",
    "unit",
    "signal",
    "labels",
    WAVES,
    SUBJECT
  };

  private static final Set<String> OPTIONAL = Set.of("kind", "labels", WAVES, SUBJECT);

  private final String path;
  private final Dataset<Row> raw;
  private final Dataset<Row> rows;

  private RecordTable(String path, Dataset<Row> raw) {
    this.path = path;
    this.raw = raw;
    this.rows = raw.select(columns(path, raw.schema()));
  }

  /**
   * Opens a table; reads no record.
   *
   * @throws UserException if there is none, its run is not complete, or a column is missing or of
   *     another type
   */
  public static RecordTable open(SparkSession spark, String path) {
    Path folder = new Path(path);
    try {
      Configuration conf = spark.sessionState().newHadoopConf();
      FileSystem files = folder.getFileSystem(conf);
      if (!files.exists(folder)) {
        throw new UserException("--records: there is no file or folder " + path + ".");
      }
      checkComplete(new RunFolder(path), conf);
      Path inner = new Path(folder, "records");
      Dataset<Row> raw = spark.read().parquet((files.exists(inner) ? inner : folder).toString());
      return new RecordTable(path, raw);
    } catch (IOException e) {
      throw new UserException("--records " + path + " cannot be read: " + e.getMessage(), e);
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis
          && "UNABLE_TO_INFER_SCHEMA".equals(analysis.getCondition())) {
        throw new UserException(
            "--records "
                + path
                + ": there is no Parquet file in this folder; name what ingest or synth wrote.",
            e);
      }
      if (e instanceof AnalysisException || e instanceof org.apache.spark.SparkException) {
        throw new UserException(
            "--records " + path + " is not a Parquet table: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Half of the records would be evaluated without a word. */
  private static void checkComplete(RunFolder folder, Configuration conf) throws IOException {
    if (!folder.has(RunFolder.CONFIG, conf)) {
      return;
    }
    JsonNode manifest = folder.manifest(conf);
    if (manifest == null) {
      throw new UserException(
          "--records "
              + folder.path()
              + ": the run that writes these records is not complete: there is no "
              + RunFolder.MANIFEST
              + ". Start it again with the same options to finish it.");
    }
    List<String> missing = RunFiles.of(manifest).found(folder, conf).missing();
    if (!missing.isEmpty()) {
      throw new UserException(
          "--records "
              + folder.path()
              + ": "
              + missing.get(0)
              + ". Start the command that wrote it again: it computes what is missing.");
    }
  }

  /**
   * Records that a program hands over; reads none of them.
   *
   * @param rows with at least the columns that a file needs
   * @throws UserException if a column is missing or of another type
   */
  public static RecordTable of(Dataset<Row> rows) {
    return new RecordTable("(a dataset)", rows);
  }

  private static Column[] columns(String path, StructType schema) {
    return Arrays.stream(COLUMNS).map(name -> column(path, schema, name)).toArray(Column[]::new);
  }

  private static Column column(String path, StructType schema, String name) {
    boolean optional = OPTIONAL.contains(name);
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      if (optional) {
        return lit(null).cast(expected(name)).as(name);
      }
      throw new UserException(
          "--records "
              + path
              + ": column '"
              + name
              + "' ("
              + expected(name).simpleString()
              + ") is missing. Found: "
              + String.join(", ", schema.fieldNames())
              + ".");
    }
    DataType found = schema.apply(name).dataType();
    if (name.equals(WAVES) && !lossless(found, expected(name))) {
      // Somebody else's column of this name is not what the checks need, nor a mistake.
      return lit(null).cast(expected(name)).as(name);
    }
    // Many number their subjects.
    if (!lossless(found, expected(name)) && !(name.equals(SUBJECT) && isWhole(found))) {
      throw new UserException(
          "--records "
              + path
              + ": column '"
              + name
              + "' has the type "
              + found.simpleString()
              + ", expected "
              + expected(name).simpleString()
              + ".");
    }
    return col(name).cast(expected(name)).as(name);
  }

  private static DataType expected(String name) {
    return switch (name) {
      case "leads" -> DataTypes.createArrayType(DataTypes.StringType);
      case "signal" -> DataTypes.createArrayType(DataTypes.FloatType);
      case "labels" -> DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);
      case WAVES -> SparkSchema.type(ColumnType.WAVES);
      case "sample_rate_hz" -> DataTypes.DoubleType;
      case "samples" -> DataTypes.IntegerType;
      default -> DataTypes.StringType;
    };
  }

  /** Whether every value of a type keeps its meaning; a count is checked when it is cast. */
  private static boolean lossless(DataType found, DataType expected) {
    if (found instanceof ArrayType from && expected instanceof ArrayType to) {
      return lossless(from.elementType(), to.elementType());
    }
    if (found instanceof MapType from && expected instanceof MapType to) {
      return lossless(from.keyType(), to.keyType()) && lossless(from.valueType(), to.valueType());
    }
    if (found instanceof StructType from && expected instanceof StructType to) {
      return Arrays.equals(from.fieldNames(), to.fieldNames())
          && Arrays.stream(to.fieldNames())
              .allMatch(
                  field -> lossless(from.apply(field).dataType(), to.apply(field).dataType()));
    }
    if (expected.equals(DataTypes.IntegerType)) {
      return isWhole(found);
    }
    List<DataType> small = List.of(DataTypes.ByteType, DataTypes.ShortType);
    if (expected.equals(DataTypes.FloatType)) {
      return found.equals(expected) || small.contains(found);
    }
    if (expected.equals(DataTypes.DoubleType)) {
      return found.equals(expected)
          || found.equals(DataTypes.FloatType)
          || found.equals(DataTypes.IntegerType)
          || small.contains(found);
    }
    return found.equals(expected);
  }

  private static boolean isWhole(DataType type) {
    return Set.of(
            DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
        .contains(type);
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
    return new RecordTable(path, those);
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
        path, raw.join(broadcast(chosen), new String[] {"record_id"}, "left_semi"));
  }

  /** Where it was found, as the user wrote it. */
  public String path() {
    return path;
  }

  /** All records. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** All records, with a column more. */
  Dataset<Row> rowsWith(Column more) {
    List<Column> all = new ArrayList<>(List.of(columns(path, raw.schema())));
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

  /** The records without some. */
  public RecordTable without(Set<String> ids) {
    return ids.isEmpty()
        ? this
        : new RecordTable(path, raw.where(not(col("record_id").isInCollection(ids))));
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
