package org.ecglens.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.UserException;

/**
 * Heatmaps that other programs made, one row for each record, target and method: a Parquet table
 * with the columns record_id, target, method and attribution, and optionally model, as {@code
 * attribute} writes it.
 */
public final class GivenMaps {
  private static final String ID = "record_id";
  private static final String MODEL = "model";
  private static final String TARGET = "target";
  private static final String METHOD = "method";
  private static final String VALUES = "attribution";

  private final String path;
  private final Dataset<Row> rows;
  private final List<Kind> kinds;

  private GivenMaps(String path, Dataset<Row> rows) {
    this.path = path;
    this.rows = rows;
    this.kinds = kinds(rows);
  }

  /**
   * The maps of one method of one target.
   *
   * @param model network that they explain; null for each that has the target
   * @param maps their number
   * @param shortest values in the shortest map
   * @param longest values in the longest map
   */
  public record Kind(
      String model, String target, String method, long maps, int shortest, int longest) {}

  /**
   * Opens a table and looks which maps it has.
   *
   * @param path folder or file, or a folder in which {@code attribute} wrote its tables
   * @throws UserException if there is none, a column is missing or of another type, or there are
   *     two maps of a record, target and method
   */
  public static GivenMaps open(SparkSession spark, String path) {
    Dataset<Row> raw = raw(spark, path);
    StructType schema = raw.schema();
    List<Column> columns = new ArrayList<>();
    columns.add(column(path, schema, ID, DataTypes.StringType));
    columns.add(
        Arrays.asList(schema.fieldNames()).contains(MODEL)
            ? column(path, schema, MODEL, DataTypes.StringType)
            : lit(null).cast(DataTypes.StringType).as(MODEL));
    columns.add(column(path, schema, TARGET, DataTypes.StringType));
    columns.add(column(path, schema, METHOD, DataTypes.StringType));
    columns.add(
        column(path, schema, VALUES, DataTypes.createArrayType(DataTypes.FloatType)).as(VALUES));
    GivenMaps maps = new GivenMaps(path, raw.select(columns.toArray(Column[]::new)));
    maps.check();
    return maps;
  }

  private static Dataset<Row> raw(SparkSession spark, String path) {
    Path folder = new Path(path);
    try {
      Configuration conf = spark.sessionState().newHadoopConf();
      FileSystem files = folder.getFileSystem(conf);
      if (!files.exists(folder)) {
        throw new UserException("--attributions: there is no file or folder " + path + ".");
      }
      Path inner = new Path(folder, "attributions");
      return ParquetFiles.reader(spark).parquet((files.exists(inner) ? inner : folder).toString());
    } catch (IOException e) {
      throw new UserException("--attributions " + path + " cannot be read: " + e.getMessage(), e);
    } catch (Exception e) {
      // Scala throws what Java does not see.
      if (e instanceof AnalysisException) {
        throw new UserException(
            "--attributions " + path + " is not a Parquet table: " + e.getMessage(), e);
      }
      throw e instanceof RuntimeException other ? other : new IllegalStateException(e);
    }
  }

  private static Column column(String path, StructType schema, String name, DataType expected) {
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new UserException(
          "--attributions %s: column '%s' (%s) is missing. Found: %s."
              .formatted(
                  path, name, expected.simpleString(), String.join(", ", schema.fieldNames())));
    }
    DataType found = schema.apply(name).dataType();
    boolean numbers =
        List.of(DataTypes.FloatType, DataTypes.DoubleType).stream()
            .anyMatch(type -> found.sameType(DataTypes.createArrayType(type)));
    if (!found.sameType(expected) && !(name.equals(VALUES) && numbers)) {
      throw new UserException(
          "--attributions %s: column '%s' has the type %s, expected %s."
              .formatted(path, name, found.simpleString(), expected.simpleString()));
    }
    return col(name).cast(expected).as(name);
  }

  private static List<Kind> kinds(Dataset<Row> rows) {
    return rows
        .groupBy(MODEL, TARGET, METHOD)
        .agg(
            count(lit(1)).as("maps"),
            min(size(col(VALUES))).as("shortest"),
            max(size(col(VALUES))).as("longest"))
        .orderBy(METHOD, TARGET, MODEL)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Kind(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getInt(4),
                    row.getInt(5)))
        .toList();
  }

  private void check() {
    if (kinds.isEmpty()) {
      throw new UserException("--attributions " + path + " has no maps.");
    }
    for (Kind kind : kinds) {
      if (kind.target() == null || kind.method() == null || kind.method().isBlank()) {
        throw new UserException(
            "--attributions %s: %d maps have no target or no method.".formatted(path, kind.maps()));
      }
    }
    // Of a map that names its network and one that names none, neither is the one that is meant.
    List<Row> twice =
        rows.groupBy(ID, TARGET, METHOD)
            .agg(
                count(lit(1)).as("maps"),
                count(col(MODEL)).as("named"),
                org.apache.spark.sql.functions.countDistinct(col(MODEL)).as("models"))
            .where("named > models or (named < maps and maps > 1)")
            .orderBy(ID, TARGET, METHOD)
            .takeAsList(1);
    if (!twice.isEmpty()) {
      Row first = twice.get(0);
      throw new UserException(
          "--attributions %s: there are %d maps of record '%s', target %s, method %s; each must be there once for a network."
              .formatted(
                  path, first.getLong(3), first.getString(0), first.getString(1), first.get(2)));
    }
  }

  /** Where they were found, as the user wrote it. */
  public String path() {
    return path;
  }

  /** What there is, by method, target and network. */
  public List<Kind> kinds() {
    return kinds;
  }

  /** One row for each record that has maps, all of them in one column. */
  Dataset<Row> byRecord() {
    return rows.groupBy(ID)
        // Sorted: what a record holds is hashed.
        .agg(
            sort_array(collect_list(struct(col(MODEL), col(TARGET), col(METHOD), col(VALUES))))
                .as(RecordColumns.MAPS));
  }
}
