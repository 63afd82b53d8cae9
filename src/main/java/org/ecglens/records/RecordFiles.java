package org.ecglens.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.Causes;
import org.ecglens.error.UserException;
import org.ecglens.run.RunFiles;
import org.ecglens.run.RunFolder;
import org.ecglens.run.SetAside;

/** The files of a table of records: those of a run, or anybody's. */
final class RecordFiles {
  /** How Spark says that a file is none of Parquet's. */
  private static final Pattern CONTENT =
      Pattern.compile("FAILED_READ_FILE|Could not read footer|is not a Parquet file");

  private RecordFiles() {}

  /** See {@link RecordTable#open}. */
  static RecordTable open(SparkSession spark, String path) {
    Path folder = new Path(path);
    try {
      Configuration conf = spark.sessionState().newHadoopConf();
      FileSystem files = folder.getFileSystem(conf);
      if (!files.exists(folder)) {
        throw new UserException("--records: there is no file or folder " + path + ".");
      }
      Path inner = new Path(folder, "records");
      String table = (files.exists(inner) ? inner : folder).toString();
      return isComplete(new RunFolder(path), conf)
          ? new RecordTable(path, ParquetFiles.reader(spark).parquet(table), List.of())
          : foreign(spark, path, table);
    } catch (IOException e) {
      throw new UserException("--records " + path + " cannot be read: " + e.getMessage(), e);
    } catch (Exception e) {
      throw unreadable(path, e);
    }
  }

  /** Scala throws what Java does not see. */
  private static RuntimeException unreadable(String path, Exception e) {
    if (e instanceof AnalysisException analysis
        && "UNABLE_TO_INFER_SCHEMA".equals(analysis.getCondition())) {
      return none(path, List.of());
    }
    if (e instanceof AnalysisException || isOfTheContent(e)) {
      return new UserException(
          "--records " + path + " is not a Parquet table: " + e.getMessage(), e);
    }
    return e instanceof RuntimeException other ? other : new IllegalStateException(e);
  }

  /** Spark reads footers in tasks, which also fail with the executors that they run on. */
  private static boolean isOfTheContent(Throwable failure) {
    return Causes.of(failure).anyMatch(cause -> CONTENT.matcher(cause.toString()).find());
  }

  /**
   * Whether a folder holds a complete run. Half of the records would be evaluated without a word.
   */
  private static boolean isComplete(RunFolder folder, Configuration conf) throws IOException {
    if (!folder.has(RunFolder.CONFIG, conf)) {
      return false;
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
    return true;
  }

  private static RecordTable foreign(SparkSession spark, String path, String table)
      throws IOException {
    List<String> columns = new ArrayList<>(List.of(RecordColumns.NAMES));
    columns.add(EcgRow.SOURCE);
    ParquetFiles files = ParquetFiles.look(spark, List.of(table), columns);
    List<SetAside> aside = new ArrayList<>(files.damaged());
    List<Dataset<Row>> parts = new ArrayList<>();
    UserException first = null;
    for (ParquetFiles.Group group : files.groups()) {
      try {
        parts.add(rows(spark, path, group, files.groups().size() == 1));
      } catch (UserException e) {
        first = first == null ? e : first;
        aside.addAll(group.aside("schema", e.getMessage().replaceFirst("\\.$", "")));
      }
    }
    if (parts.isEmpty()) {
      throw first != null ? first : none(path, aside);
    }
    return new RecordTable(path, parts.stream().reduce(Dataset::unionByName).orElseThrow(), aside);
  }

  /** The rows of files with the same columns; where there are others too, in the same types. */
  private static Dataset<Row> rows(
      SparkSession spark, String path, ParquetFiles.Group group, boolean alone) throws IOException {
    Dataset<Row> raw;
    try {
      raw = group.read(spark, null);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw unreadable(path, e);
    }
    List<Column> columns = new ArrayList<>(Arrays.asList(RecordColumns.of(path, raw.schema())));
    columns.add(EcgRow.text(raw, EcgRow.SOURCE));
    return alone ? raw : raw.select(columns.toArray(Column[]::new));
  }

  private static UserException none(String path, List<SetAside> aside) {
    return new UserException(
        aside.isEmpty()
            ? "--records "
                + path
                + ": there is no Parquet file in this folder; name what ingest or synth wrote."
            : "--records %s is not a Parquet table: none of its %d files can be read. The first, %s."
                .formatted(path, aside.size(), aside.get(0)));
  }
}
