package org.ecglens.ratings;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.ecglens.error.UserException;
import org.ecglens.table.RatingRow;

/**
 * What experts say of heatmaps: files with the columns record (or record_id), target, method,
 * rater, question and value, in capitals or not, beside any others. A file is Parquet or
 * comma-separated; a folder holds files of one of the two kinds.
 */
public final class RatingsTable {
  static final String RECORD = "record";
  static final String VALUE = "value";

  private static final List<String> COLUMNS =
      List.of(RECORD, "target", "method", "rater", "question", VALUE);
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<Rating> ratings;

  /**
   * One rating.
   *
   * @param row its values; the value is finite
   * @param where it was read, for messages
   */
  record Rating(RatingRow row, String where) {}

  private RatingsTable(List<Rating> ratings) {
    this.ratings = List.copyOf(ratings);
  }

  /**
   * Reads files, all of them into memory.
   *
   * @throws UserException if a file is not there, or no table of ratings, a value is missing or not
   *     a number, or a rater gives two answers to one question
   */
  public static RatingsTable read(SparkSession spark, List<String> paths) {
    List<Rating> ratings = new ArrayList<>();
    for (String path : paths) {
      List<Rating> own;
      try {
        own = new Source(spark, new Path(path), "--ratings " + path).read();
      } catch (IOException e) {
        throw new UserException("--ratings " + path + " cannot be read: " + e.getMessage(), e);
      }
      if (own.isEmpty()) {
        throw new UserException(
            "--ratings "
                + path
                + " is empty; it needs a header with "
                + String.join(", ", COLUMNS)
                + " and a row for each rating.");
      }
      ratings.addAll(own);
    }
    ratings.sort(Comparator.comparing(rating -> key(rating.row())));
    for (int i = 1; i < ratings.size(); i++) {
      if (key(ratings.get(i).row()).equals(key(ratings.get(i - 1).row()))) {
        throw twice(ratings.get(i - 1), ratings.get(i));
      }
    }
    return new RatingsTable(ratings);
  }

  /** All ratings, in the order of target, question, record, method and rater. */
  List<Rating> ratings() {
    return ratings;
  }

  private static String key(RatingRow row) {
    // A character that no name holds keeps "a", "bc" and "ab", "c" apart, and their order.
    return String.join(
        "\0", row.target(), row.question(), row.recordId(), row.method(), row.rater());
  }

  private static UserException twice(Rating one, Rating other) {
    RatingRow row = other.row();
    return new UserException(
        other.where()
            + ": record '%s', target '%s', method '%s', rater '%s' and question '%s' have a rating already ("
                .formatted(row.recordId(), row.target(), row.method(), row.rater(), row.question())
            + one.where()
            + "); keep one of the two.");
  }

  /**
   * Where our columns are among those of a file.
   *
   * @throws UserException if one is missing or there twice
   */
  static Map<String, Integer> columns(String where, String[] names) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      String name = names[i].toLowerCase(Locale.ROOT);
      name = name.equals("record_id") ? RECORD : name;
      if (COLUMNS.contains(name) && columns.put(name, i) != null) {
        throw new UserException(
            where + ": there are two columns '" + name + "'; rename or remove one of them.");
      }
    }
    for (String column : COLUMNS) {
      if (!columns.containsKey(column)) {
        throw new UserException(
            where
                + ": column '"
                + column
                + "' is missing. Found: "
                + String.join(", ", names)
                + ". Ratings need "
                + String.join(", ", COLUMNS)
                + ".");
      }
    }
    return columns;
  }

  static UserException empty(String where, String column) {
    return new UserException(
        where + ": column '" + column + "' is empty; leave out rows without a rating.");
  }

  static UserException notNumber(String where, String text, Exception cause) {
    return new UserException(
        where
            + ": value '"
            + text
            + "' is not a finite number; write numbers with a point, and leave out rows without a"
            + " rating.",
        cause);
  }

  /** A file or folder. */
  private record Source(SparkSession spark, Path path, String name) {

    List<Rating> read() throws IOException {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      if (!files.exists(path)) {
        throw new UserException(name + ": there is no such file or folder.");
      }
      if (files.getFileStatus(path).isFile()) {
        return isParquet(files, path) ? parquet() : RatingsCsv.read(files, path, name);
      }
      List<Path> parts =
          Arrays.stream(files.listStatus(path))
              .filter(FileStatus::isFile)
              .map(FileStatus::getPath)
              .filter(part -> !part.getName().matches("[._].*"))
              .sorted()
              .toList();
      // A folder of folders is how Spark parts a Parquet table by a column.
      if (parts.isEmpty() || isParquet(files, parts.get(0))) {
        return parquet();
      }
      List<Rating> ratings = new ArrayList<>();
      for (Path part : parts) {
        ratings.addAll(RatingsCsv.read(files, part, name + "/" + part.getName()));
      }
      return ratings;
    }

    private static boolean isParquet(FileSystem files, Path file) throws IOException {
      try (InputStream stream = files.open(file)) {
        return Arrays.equals(stream.readNBytes(PARQUET.length), PARQUET);
      }
    }

    private List<Rating> parquet() {
      try {
        Dataset<Row> table = spark.read().parquet(path.toString());
        Map<String, Integer> columns = columns(name, table.columns());
        if (!(table.schema().apply(columns.get(VALUE)).dataType() instanceof NumericType)) {
          throw new UserException(
              "%s: column '%s' has the type %s, expected a number."
                  .formatted(
                      name,
                      VALUE,
                      table.schema().apply(columns.get(VALUE)).dataType().simpleString()));
        }
        Column[] ours =
            COLUMNS.stream()
                .map(
                    column ->
                        col("`" + table.columns()[columns.get(column)].replace("`", "``") + "`")
                            .cast(
                                column.equals(VALUE) ? DataTypes.DoubleType : DataTypes.StringType)
                            .as(column))
                .toArray(Column[]::new);
        return table.select(ours).collectAsList().stream().map(this::rating).toList();
      } catch (Exception e) {
        if (e instanceof AnalysisException || e instanceof org.apache.spark.SparkException) {
          throw new UserException(name + " is no table of ratings: " + e.getMessage(), e);
        }
        throw e;
      }
    }

    private static String text(Row row, String column) {
      return row.<String>getAs(column).strip();
    }

    private Rating rating(Row row) {
      String where = name + ", row " + row;
      for (int i = 0; i < COLUMNS.size(); i++) {
        if (row.isNullAt(i) || row.get(i).toString().isBlank()) {
          throw empty(where, COLUMNS.get(i));
        }
      }
      double value = row.getAs(VALUE);
      if (!Double.isFinite(value)) {
        throw notNumber(where, Double.toString(value), null);
      }
      return new Rating(
          new RatingRow(
              text(row, RECORD),
              text(row, "target"),
              text(row, "method"),
              text(row, "rater"),
              text(row, "question"),
              value),
          where);
    }
  }
}
