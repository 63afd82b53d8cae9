package org.ecglens.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.run.SetAside;

/**
 * Parquet files of other people, each looked through before it is read: one of them that was cut
 * off, or that has other columns than the rest, must not end the work on all.
 *
 * @param groups those that can be read, by their columns
 * @param damaged the others
 */
public record ParquetFiles(List<Group> groups, List<SetAside> damaged) {
  /** Not only the driver's: a damaged checksum is an error wherever pages are read. */
  private static final String VERIFY = "parquet.page.verify-checksum.enabled";

  /** Copies the lists. */
  public ParquetFiles {
    groups = List.copyOf(groups);
    damaged = List.copyOf(damaged);
  }

  /** What reads Parquet files here, checksums of pages included. */
  public static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(VERIFY, "true");
  }

  /**
   * Files of one input with the same columns.
   *
   * @param input the file, folder or pattern that they belong to
   * @param files their paths
   * @param all whether the input has no others
   */
  public record Group(String input, List<String> files, boolean all) {
    /** Copies the list. */
    public Group {
      files = List.copyOf(files);
    }

    /**
     * The rows of the files.
     *
     * @param schema to read them by; null for their own
     */
    public Dataset<Row> read(SparkSession spark, StructType schema) throws IOException {
      DataFrameReader reader = reader(spark);
      if (schema != null) {
        reader = reader.schema(schema);
      }
      if (all) {
        return reader.parquet(input);
      }
      Path path = new Path(input);
      FileSystem storage = path.getFileSystem(spark.sessionState().newHadoopConf());
      if (storage.exists(path) && storage.getFileStatus(path).isDirectory()) {
        // Columns that are names of folders stay columns.
        reader = reader.option("basePath", input);
      }
      return reader.parquet(files.toArray(String[]::new));
    }

    /** All of its files, set aside for the same reason. */
    public List<SetAside> aside(String reason, String detail) {
      return files.stream().map(file -> new SetAside(file, reason, detail)).toList();
    }
  }

  /**
   * Reads all pages of all files once, in tasks.
   *
   * @param inputs files, folders or patterns, as Spark takes them
   * @param columns that will be read; all where the list is empty
   */
  public static ParquetFiles look(SparkSession spark, List<String> inputs, List<String> columns) {
    Configuration conf = spark.sessionState().newHadoopConf();
    conf.setBoolean(VERIFY, true);
    StructType any = new StructType().add("any", DataTypes.StringType);
    List<Group> groups = new ArrayList<>();
    List<SetAside> damaged = new ArrayList<>();
    for (String input : inputs) {
      // As Spark lists them; with a schema it opens none.
      List<String> files = List.of(spark.read().schema(any).parquet(input).inputFiles());
      if (files.isEmpty()) {
        continue;
      }
      spark.sparkContext().setJobDescription("damage among %d files".formatted(files.size()));
      Map<String, List<String>> alike = new LinkedHashMap<>();
      for (ParquetInspection.Found found :
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(files, files.size())
              .map(new ParquetInspection(new SerializableConfiguration(conf), columns))
              .collect()) {
        if (found.fault() == null) {
          alike.computeIfAbsent(found.columns(), same -> new ArrayList<>()).add(found.file());
        } else {
          damaged.add(found.fault());
        }
      }
      alike
          .values()
          .forEach(some -> groups.add(new Group(input, some, some.size() == files.size())));
    }
    return new ParquetFiles(groups, damaged);
  }
}
