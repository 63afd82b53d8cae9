package org.ecglens.finished;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.json.SpecJson;
import org.ecglens.run.RunFiles;
import org.ecglens.run.RunFolder;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.run.storage.RunTables;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.Column;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import org.ecglens.verdict.Verdict;

/** A complete run as its readers see it: tables of this version, verdict and manifest. */
public final class FinishedRun {
  private static final String EVALUATE = "evaluate";

  /** Where judge puts its evaluation below its own folder. */
  public static final String JUDGED = "evaluation";

  private final SparkSession spark;
  private final RunFolder folder;
  private final RunTables tables;
  private final JsonNode manifest;
  private final Elsewhere places;

  private FinishedRun(
      SparkSession spark, RunFolder folder, RunTables tables, JsonNode manifest, Elsewhere places) {
    this.spark = spark;
    this.folder = folder;
    this.tables = tables;
    this.manifest = manifest;
    this.places = places;
  }

  /**
   * Opens a run of {@code evaluate}, or the one in the folder of {@code judge}.
   *
   * @throws UserException if there is no folder, it holds no run, one that is not complete or has
   *     lost a file, or one of another command
   */
  public static FinishedRun open(SparkSession spark, String path) {
    RunFolder folder = new RunFolder(path);
    JsonNode manifest;
    try {
      Configuration conf = spark.sessionState().newHadoopConf();
      FileSystem files = new Path(path).getFileSystem(conf);
      if (!files.exists(new Path(path))) {
        throw new UserException("--run " + path + ": there is no such folder.");
      }
      manifest = folder.manifest(conf);
      if (manifest == null) {
        RunFolder judged = new RunFolder(path + "/" + JUDGED);
        manifest = judged.manifest(conf);
        folder = manifest == null ? folder : judged;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("--run " + path + " cannot be read: " + e.getMessage(), e);
    }
    if (manifest == null) {
      throw new UserException(
          "--run "
              + path
              + " holds no finished run: there is no manifest.json. Name the --out of evaluate or judge, or"
              + " start that again to finish it.");
    }
    String command = manifest.path("command").asText();
    if (!command.equals(EVALUATE)) {
      throw new UserException(
          "--run " + path + " was written by '" + command + "'; name the --out of evaluate.");
    }
    return new FinishedRun(spark, folder, tables(spark, folder, manifest), manifest, Elsewhere.NOT);
  }

  /** The same run, whose networks and records are read at other places. */
  public FinishedRun with(Elsewhere moved) {
    return new FinishedRun(spark, folder, tables, manifest, moved);
  }

  private static RunTables tables(SparkSession spark, RunFolder folder, JsonNode manifest) {
    try {
      RunFiles.Found found =
          RunFiles.of(manifest).found(folder, spark.sessionState().newHadoopConf());
      List<String> missing = found.missing();
      if (!missing.isEmpty()) {
        throw new UserException(
            "--run %s: %s%s. Start evaluate again with the same options and --out: it computes what is missing."
                .formatted(
                    folder.path(),
                    missing.get(0),
                    missing.size() > 1
                        ? ", and %d more files are not what they were".formatted(missing.size() - 1)
                        : ""));
      }
      return new FolderTables(spark, folder.path(), found.besideOthers());
    } catch (IOException e) {
      throw new UserException("--run " + folder.path() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The path of its folder, as the user wrote it. */
  public String path() {
    return folder.path();
  }

  /** The folder. */
  public RunFolder folder() {
    return folder;
  }

  /** The content of {@code manifest.json}. */
  public JsonNode manifest() {
    return manifest;
  }

  /**
   * The spec of the run, with the places where its inputs are now.
   *
   * @throws UserException if another version of ecglens wrote it
   */
  public EvaluationSpec spec() {
    try {
      return places.of((EvaluationSpec) SpecJson.read(manifest.path("spec"), "spec"));
    } catch (UserException e) {
      throw new UserException(otherVersion("manifest.json cannot be read", e.getMessage()), e);
    }
  }

  /**
   * Name of the operator that pictures show: the first of the run.
   *
   * @throws UserException if another version of ecglens wrote the run
   */
  public String firstOperator() {
    PerturbationSpec perturbation = spec().perturbation();
    return perturbation.panel(0).get(0).operator().name();
  }

  /**
   * The content of {@code verdict.json}.
   *
   * @throws UserException if another version of ecglens wrote it
   */
  public Verdict verdict() throws IOException {
    try {
      return folder.readJson("verdict.json", Verdict.class, spark.sessionState().newHadoopConf());
    } catch (JsonProcessingException | FileNotFoundException e) {
      throw new UserException(otherVersion("verdict.json cannot be read", e.getMessage()), e);
    }
  }

  /** Whether the run wrote a table. */
  private boolean has(Table<?> table) throws IOException {
    Path path = folder.table(table);
    return path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path);
  }

  /**
   * A table; empty where the run has not written it.
   *
   * @throws UserException if its columns differ from the columns of this version
   */
  public Dataset<Row> read(Table<?> table) throws IOException {
    if (has(table)) {
      StructType found = spark.read().parquet(folder.table(table).toString()).schema();
      List<String> missing =
          table.columns().stream()
              .filter(column -> !holds(found, column))
              .map(column -> column.name() + " " + SparkSchema.type(column.type()).simpleString())
              .toList();
      if (!missing.isEmpty()) {
        throw new UserException(
            otherVersion(
                "table %s has no column %s".formatted(table.folder(), String.join(", ", missing)),
                "found "
                    + Arrays.stream(found.fields())
                        .map(field -> field.name() + " " + field.dataType().simpleString())
                        .collect(Collectors.joining(", "))));
      }
    }
    return tables.read(table);
  }

  /**
   * The rows of a small table, all of them in memory; none where the run has not written it.
   *
   * @throws UserException if its columns differ from the columns of this version
   */
  public <R extends TableRow> List<R> rows(Table<R> table) throws IOException {
    read(table);
    return tables.rows(table);
  }

  private String otherVersion(String what, String detail) {
    return "--run %s: %s (%s). It was written by version %s of ecglens: evaluate again."
        .formatted(
            path(), what, detail, manifest.path("versions").path("ecglens").asText("unknown"));
  }

  private static boolean holds(StructType found, Column column) {
    return Arrays.asList(found.fieldNames()).contains(column.name())
        && found
            .apply(column.name())
            .dataType()
            .asNullable()
            .equals(SparkSchema.type(column.type()).asNullable());
  }
}
