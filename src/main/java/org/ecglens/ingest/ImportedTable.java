package org.ecglens.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_from_arrays;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.records.ParquetFiles;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;
import org.ecglens.run.SetAside;
import scala.Tuple2;

/**
 * Parquet files of recordings under anybody's column names. The signal is an array of numbers, lead
 * after lead, or an array of such arrays, one a lead.
 */
public final class ImportedTable {
  private static final String LABEL = "label.";
  private static final Set<String> COLUMNS =
      new TreeSet<>(
          Set.of("record_id", "subject", "kind", "leads", "sample_rate_hz", "unit", "signal"));
  private static final DataType NAMES = DataTypes.createArrayType(DataTypes.StringType);
  private static final DataType LABELS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

  private final Dataset<Row> rows;
  private final long count;
  private final long digest;
  private final boolean units;
  private final List<SetAside> aside;

  private ImportedTable(Dataset<Row> rows, boolean units, List<SetAside> aside) {
    this.rows = rows;
    this.units = units;
    this.aside = aside;
    Row totals =
        rows.selectExpr(
                "count(*) as rows",
                "count(record_id) as ids",
                // Spark hashes no maps.
                "coalesce(bit_xor(xxhash64(record_id, subject, kind, leads, sample_rate_hz, unit,"
                    + " signal, map_entries(labels))), 0L) as digest")
            .first();
    count = totals.getAs("rows");
    digest = totals.getAs("digest");
    if (count == 0 || totals.<Long>getAs("ids") != count) {
      throw new UserException(
          count == 0
              ? "--input: the tables have no rows."
              : "--input: record_id is null in some rows; every recording needs one.");
    }
    List<Row> twice =
        rows.groupBy("record_id").count().where("count > 1").orderBy("record_id").takeAsList(1);
    if (!twice.isEmpty()) {
      throw new UserException(
          "--input: record_id '" + twice.get(0).getAs("record_id") + "' occurs more than once.");
    }
  }

  /**
   * Opens tables.
   *
   * @param inputs paths of Parquet files or folders
   * @param mapping our column, or {@code label.NAME}, to theirs; columns that are not named are
   *     taken under our name where they exist
   * @param assumptions for columns that do not exist
   * @throws UserException if a column is missing or of a wrong type, or ids are not unique
   */
  public static ImportedTable open(
      SparkSession spark,
      List<String> inputs,
      Map<String, String> mapping,
      Assumptions assumptions) {
    for (String ours : mapping.keySet()) {
      if (!COLUMNS.contains(ours) && !ours.startsWith(LABEL)) {
        throw Suggestion.unknown("--columns", ours, COLUMNS);
      }
    }
    List<String> theirs =
        Stream.concat(
                COLUMNS.stream(), Stream.concat(Stream.of("labels"), mapping.values().stream()))
            .toList();
    ParquetFiles files = ParquetSource.look(spark, inputs, theirs);
    List<SetAside> aside = new ArrayList<>(files.damaged());
    List<Dataset<Row>> parts = new ArrayList<>();
    boolean units = true;
    UserException first = null;
    for (ParquetFiles.Group group : files.groups()) {
      try {
        Mapping columns = new Mapping(ParquetSource.open(spark, group), mapping);
        parts.add(
            columns.select(
                assumptions.leads(),
                assumptions.sampleRateHz(),
                assumptions.unit() == null ? "uV" : assumptions.unit()));
        units &= columns.type("unit", false) != null;
      } catch (UserException e) {
        first = first == null ? e : first;
        aside.addAll(group.aside("schema", e.getMessage().replaceFirst("\\.$", "")));
      }
    }
    if (parts.isEmpty()) {
      throw first != null
          ? first
          : new UserException(
              "--input %s is no Parquet table: none of its %d files can be read.%s"
                  .formatted(
                      String.join(",", inputs),
                      aside.size(),
                      aside.isEmpty() ? "" : " The first, " + aside.get(0) + "."));
    }
    return new ImportedTable(
        parts.stream().reduce(Dataset::unionByName).orElseThrow(), units, List.copyOf(aside));
  }

  /** Files of which nothing is used. */
  public List<SetAside> aside() {
    return aside;
  }

  /** Whether a column holds the unit. */
  public boolean hasUnits() {
    return units;
  }

  /** Number of rows. */
  public long count() {
    return count;
  }

  /** Digest of all rows, whatever their order. */
  public long digest() {
    return digest;
  }

  /** Rows with their shard. */
  public JavaRDD<Tuple2<Integer, ImportedRecord>> items(List<Integer> pending, int shards) {
    Dataset<Row> sharded = rows.withColumn("shard", RecordTable.shard(shards));
    return sharded
        .where(col("shard").isInCollection(pending))
        .repartitionById(shards, col("shard"))
        .toJavaRDD()
        .map(row -> new Tuple2<>(row.getAs("shard"), record(row)));
  }

  private static ImportedRecord record(Row row) {
    return new ImportedRecord(
        row.getAs("record_id"),
        row.getAs("subject"),
        row.getAs("kind"),
        RecordRows.texts(row, "leads"),
        RecordRows.number(row, "sample_rate_hz"),
        row.getAs("unit"),
        RecordRows.floats(row, "signal"),
        RecordRows.labels(row, "labels"));
  }

  /** Their columns as ours. */
  private record Mapping(ParquetSource source, Map<String, String> theirs) {
    Dataset<Row> select(List<String> leads, Double rate, String unit) {
      return source
          .rows()
          .select(
              text("record_id", null, true),
              text("subject", null, false),
              text("kind", null, false),
              leads(leads),
              rate(rate),
              text("unit", unit, false),
              signal(),
              labels());
    }

    private Column text(String name, String otherwise, boolean required) {
      DataType type = type(name, required);
      if (type == null) {
        return lit(otherwise).cast(DataTypes.StringType).as(name);
      }
      check(name, type instanceof StringType || type instanceof NumericType, "text or a number");
      return column(name).cast(DataTypes.StringType).as(name);
    }

    private Column leads(List<String> otherwise) {
      DataType type = type("leads", false);
      if (type == null) {
        return (otherwise == null
                ? lit(null)
                : array(otherwise.stream().map(name -> lit(name)).toArray(Column[]::new)))
            .cast(NAMES)
            .as("leads");
      }
      check("leads", type instanceof ArrayType, "an array of names");
      return column("leads").cast(NAMES).as("leads");
    }

    private Column rate(Double otherwise) {
      DataType type = type("sample_rate_hz", otherwise == null);
      if (type == null) {
        return lit(otherwise).cast(DataTypes.DoubleType).as("sample_rate_hz");
      }
      check("sample_rate_hz", type instanceof NumericType, "a number");
      return column("sample_rate_hz").cast(DataTypes.DoubleType).as("sample_rate_hz");
    }

    private Column signal() {
      DataType type = type("signal", true);
      boolean nested =
          type instanceof ArrayType outer
              && outer.elementType() instanceof ArrayType inner
              && inner.elementType() instanceof NumericType;
      boolean flat = type instanceof ArrayType outer && outer.elementType() instanceof NumericType;
      check("signal", nested || flat, "an array of numbers or of arrays of numbers");
      Column column = nested ? flatten(column("signal")) : column("signal");
      return column.cast(DataTypes.createArrayType(DataTypes.FloatType)).as("signal");
    }

    private Column labels() {
      List<Column> names = new ArrayList<>();
      List<Column> values = new ArrayList<>();
      theirs.forEach(
          (ours, name) -> {
            if (ours.startsWith(LABEL)) {
              check(ours, type(ours, true) instanceof NumericType, "a number");
              names.add(lit(ours.substring(LABEL.length())));
              values.add(column(ours).cast(DataTypes.DoubleType));
            }
          });
      Column named =
          map_from_arrays(array(names.toArray(Column[]::new)), array(values.toArray(Column[]::new)))
              .cast(LABELS);
      DataType type = type("labels", false);
      Column empty = map().cast(LABELS);
      if (!(type instanceof MapType)) {
        return (names.isEmpty() ? empty : named).as("labels");
      }
      Column there = coalesce(column("labels").cast(LABELS), empty);
      return (names.isEmpty() ? there : map_concat(there, named)).as("labels");
    }

    private Column column(String ours) {
      return col("`" + theirs.getOrDefault(ours, ours).replace("`", "``") + "`");
    }

    private DataType type(String ours, boolean required) {
      String name = theirs.getOrDefault(ours, ours);
      StructType schema = source.rows().schema();
      if (Arrays.asList(schema.fieldNames()).contains(name)) {
        return schema.apply(name).dataType();
      }
      if (source.unreadable().containsKey(name)) {
        throw new UserException(
            "--input: column '"
                + name
                + "' for "
                + ours
                + " is of the type "
                + source.unreadable().get(name)
                + ", which Spark cannot read; store it as numbers or text, or name another column"
                + " with --columns "
                + ours
                + "=NAME.");
      }
      if (required || theirs.containsKey(ours)) {
        throw new UserException(
            "--input: there is no column '"
                + name
                + "'; the columns are "
                + String.join(", ", schema.fieldNames())
                + ". Say which one it is with --columns "
                + ours
                + "=NAME"
                + (ours.equals("sample_rate_hz") ? " or --assume-rate HZ." : "."));
      }
      return null;
    }

    private void check(String ours, boolean fits, String expected) {
      if (!fits) {
        throw new UserException(
            "--input: column '"
                + theirs.getOrDefault(ours, ours)
                + "' for "
                + ours
                + " must be "
                + expected
                + ".");
      }
    }
  }
}
