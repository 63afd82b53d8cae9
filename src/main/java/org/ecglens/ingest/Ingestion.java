package org.ecglens.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.IngestSpec;
import org.ecglens.run.Destination;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.RunResult;
import org.ecglens.run.SetAside;

/** Converts files of recordings, or a table from another source, to the table {@code records}. */
public final class Ingestion {
  private final SparkSession spark;
  private final IngestSpec spec;
  private final SubjectHash subjects;

  /**
   * The source to read.
   *
   * @throws org.ecglens.error.UserException if the secret that subjects are named with cannot be
   *     read, or would be lost
   */
  public Ingestion(SparkSession spark, IngestSpec spec) {
    this.spark = spark;
    this.spec = spec;
    this.subjects =
        new SubjectSecret(spec.salt())
            .subjects(
                spark.sessionState().newHadoopConf(),
                spark.sparkContext().deployMode().equals("cluster"));
  }

  /**
   * Begins or resumes the run.
   *
   * @return with the collections that were recognised, one per line
   * @throws org.ecglens.error.UserException if there is nothing to read, or not one record in it
   */
  public RunResult<List<String>> into(Destination destination) throws IOException {
    Map<String, String> content = new TreeMap<>();
    content.put("--salt", "fingerprint " + subjects.fingerprint());
    if (spec.isParquet()) {
      ImportedTable table =
          ImportedTable.open(spark, spec.inputs(), spec.columns(), spec.assumptions());
      content.put("--input", table.count() + " rows, digest " + table.digest());
      return run(
          destination,
          content,
          table.count(),
          shards(table.count()),
          new SourceRun<>(
              (shards, done) -> table.items(FileSource.pending(shards, done), shards),
              new ImportTask(
                  subjects,
                  spec.beats(),
                  new AmplitudeLimit(spec.largestAmplitude()),
                  spec.strict(),
                  !table.hasUnits() && spec.assumptions().unit() == null),
              List.of()),
          table.aside());
    }
    FileSource source = FileSource.of(spark, spec, subjects);
    source.notes().forEach(destination.out()::println);
    content.put("--input", source.digest());
    return run(
        destination,
        content,
        source.files().size(),
        shards(source.weight()),
        new SourceRun<>(
            (shards, done) -> source.items(spark, shards, done), source.task(), source.notes()),
        List.of());
  }

  private <T extends Serializable> RunResult<List<String>> run(
      Destination destination,
      Map<String, String> content,
      long items,
      int shards,
      SourceRun<T> steps,
      List<SetAside> aside)
      throws IOException {
    return new RunProtocol(spark, destination)
        .run(new RunRequest(spec, content, items, shards, aside), steps);
  }

  private int shards(long records) {
    return spec.shards().shards(records, spark.sparkContext().defaultParallelism());
  }
}
