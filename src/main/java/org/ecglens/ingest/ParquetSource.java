package org.ecglens.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
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
import org.ecglens.records.ParquetFiles;

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
   * Looks through files.
   *
   * @param inputs paths of Parquet files or folders
   * @param columns that will be read
   * @throws UserException if there is nothing at a path
   */
  static ParquetFiles look(SparkSession spark, List<String> inputs, List<String> columns) {
    try {
      return ParquetFiles.look(spark, inputs, columns);
    } catch (Exception e) {
      // Scala throws what Java does not see.
      if (e instanceof AnalysisException) {
        throw none(String.join(",", inputs), e);
      }
      throw e;
    }
  }

  /**
   * Opens files with the same columns.
   *
   * @throws UserException if Spark can read none of the columns
   */
  static ParquetSource open(SparkSession spark, ParquetFiles.Group group) {
    try {
      return new ParquetSource(group.read(spark, null), Map.of());
    } catch (IOException e) {
      throw none(group.input(), e);
    } catch (Exception e) {
      if (!(e instanceof AnalysisException || e instanceof SparkException)) {
        throw e;
      }
      return without(spark, group, e);
    }
  }

  private static ParquetSource without(
      SparkSession spark, ParquetFiles.Group group, Exception failure) {
    StructType readable = new StructType();
    Map<String, String> unreadable = new TreeMap<>();
    try {
      ParquetToSparkSchemaConverter converter =
          new ParquetToSparkSchemaConverter(spark.sessionState().conf());
      Configuration conf = spark.sessionState().newHadoopConf();
      for (Type field : schema(group.files().get(0), conf).getFields()) {
        Optional<StructField> column = column(converter, field);
        readable = column.isPresent() ? readable.add(column.get()) : readable;
        if (column.isEmpty()) {
          unreadable.put(field.getName(), type(field));
        }
      }
      if (unreadable.isEmpty() || readable.isEmpty()) {
        throw none(group.input(), failure);
      }
      return new ParquetSource(group.read(spark, readable), unreadable);
    } catch (IOException e) {
      throw none(group.input(), failure);
    }
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

  private static UserException none(String input, Exception failure) {
    return new UserException(
        "--input " + input + " is no Parquet table: " + failure.getMessage(), failure);
  }

  private static MessageType schema(String file, Configuration conf) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), conf))) {
      return reader.getFooter().getFileMetaData().getSchema();
    }
  }
}
