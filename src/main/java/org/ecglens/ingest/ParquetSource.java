package org.ecglens.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.UserException;

/**
 * Parquet files of anybody, as far as Spark can read them: a column of a type that Spark does not
 * know, such as times in nanoseconds, does not stand in the way of the others.
 *
 * @param rows with the columns that can be read
 * @param unreadable the other columns with their types
 */
record ParquetSource(Dataset<Row> rows, Map<String, String> unreadable) {
  private static final Pattern TIME_OF_DAY = Pattern.compile("\\bTIME\\(");

  /**
   * Opens tables.
   *
   * @param inputs paths of Parquet files or folders
   * @throws UserException if they are none
   */
  static ParquetSource open(SparkSession spark, List<String> inputs) {
    String[] paths = inputs.toArray(String[]::new);
    try {
      return new ParquetSource(spark.read().parquet(paths), Map.of());
    } catch (Exception e) {
      if (!(e instanceof AnalysisException || e instanceof SparkException)) {
        throw e;
      }
      return without(spark, inputs, e);
    }
  }

  private static ParquetSource without(SparkSession spark, List<String> inputs, Exception failure) {
    StructType readable = new StructType();
    Map<String, String> unreadable = new TreeMap<>();
    try {
      ParquetToSparkSchemaConverter converter =
          new ParquetToSparkSchemaConverter(spark.sessionState().conf());
      for (Type field : schema(inputs, spark.sessionState().newHadoopConf()).getFields()) {
        Optional<StructField> column = column(converter, field);
        readable = column.isPresent() ? readable.add(column.get()) : readable;
        if (column.isEmpty()) {
          unreadable.put(field.getName(), type(field));
        }
      }
    } catch (IOException | RuntimeException e) {
      throw none(inputs, failure);
    }
    if (unreadable.isEmpty() || readable.isEmpty()) {
      throw none(inputs, failure);
    }
    return new ParquetSource(
        spark.read().schema(readable).parquet(inputs.toArray(String[]::new)), unreadable);
  }

  private static Optional<StructField> column(ParquetToSparkSchemaConverter converter, Type field) {
    // Spark has a type for times of day, and refuses it where it reads files.
    if (TIME_OF_DAY.matcher(field.toString()).find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(converter.convert(new MessageType("one", field)).fields()[0]);
    } catch (Exception e) {
      // Scala throws what Java does not see.
      if (e instanceof AnalysisException || e instanceof SparkException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String type(Type field) {
    if (field.getLogicalTypeAnnotation() != null) {
      return field.getLogicalTypeAnnotation().toString();
    }
    return field.isPrimitive()
        ? field.asPrimitiveType().getPrimitiveTypeName().toString()
        : "a group";
  }

  private static UserException none(List<String> inputs, Exception failure) {
    return new UserException(
        "--input " + String.join(",", inputs) + " is no Parquet table: " + failure.getMessage(),
        failure);
  }

  private static MessageType schema(List<String> inputs, Configuration conf) throws IOException {
    for (String input : inputs) {
      Path path = new Path(input);
      FileSystem storage = path.getFileSystem(conf);
      Path file = first(storage, storage.getFileStatus(path));
      if (file != null) {
        try (ParquetFileReader reader =
            ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
          return reader.getFooter().getFileMetaData().getSchema();
        }
      }
    }
    throw new IOException("no file");
  }

  /** The first data file by name; Spark leaves out what begins with an underscore or a dot. */
  private static Path first(FileSystem storage, FileStatus status) throws IOException {
    if (!status.isDirectory()) {
      return status.getPath();
    }
    List<FileStatus> below = new ArrayList<>(List.of(storage.listStatus(status.getPath())));
    below.sort((a, b) -> a.getPath().compareTo(b.getPath()));
    for (FileStatus child : below) {
      Path file = child.getPath().getName().matches("[_.].*") ? null : first(storage, child);
      if (file != null) {
        return file;
      }
    }
    return null;
  }
}
