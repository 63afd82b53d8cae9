package org.ecglens.ingest;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.ecglens.error.UserException;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.IngestSpec;
import org.ecglens.run.Progress;
import scala.Tuple2;

/**
 * What is in a source before it is ingested: reads every file as {@code ingest} would, and writes
 * nothing.
 *
 * @param below how many files there are below the inputs
 * @param files how many of them {@code ingest} would look into
 * @param collections that were recognised, one per line
 * @param found in the files
 */
public record SourceSurvey(long below, long files, List<String> collections, SourceFindings found) {
  /** A task is long enough to be worth its start, and short enough for the progress to move. */
  private static final int FILES_A_TASK = 64;

  /** As many as a part of a large file has. */
  private static final int RECORDS_A_TASK = 512;

  private static final int SALT_BYTES = 32;

  /**
   * Reads all files of a source.
   *
   * @param spec of an {@code ingest} of files that measures nothing
   * @throws UserException if there is none, or the source is a table
   */
  public static SourceSurvey of(SparkSession spark, IngestSpec spec, Progress progress) {
    if (spec.isParquet()) {
      throw new UserException(
          "--format parquet: inspect --input looks through files of recordings; ingest the table,"
              + " then inspect --records.");
    }
    // Persons are only counted, so that the user's own secret is not needed.
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    FileSource source = FileSource.of(spark, spec, new SubjectHash(salt));
    int parts = source.files().size();
    long files = source.files().stream().filter(file -> file.part().isFirst()).count();
    LongAccumulator done = spark.sparkContext().longAccumulator("files read");
    SourceFindings found;
    try (Progress.Bar bar = progress.start(parts, done::value)) {
      found =
          source
              .items(spark, tasks(source), Set.of())
              .mapPartitions(new Read(source.task(), done))
              .treeReduce(SourceFindings::add);
      bar.finish();
    }
    return new SourceSurvey(source.below(), files, source.notes(), found);
  }

  /** Large files are read by several tasks, small ones together. */
  private static int tasks(FileSource source) {
    int parts = source.files().size();
    long large = Math.min(parts, source.weight() / RECORDS_A_TASK);
    return (int) Math.max(1, Math.max(parts / FILES_A_TASK, large));
  }

  /** What is found in the files of a partition. */
  private record Read(IngestTask task, LongAccumulator done)
      implements FlatMapFunction<Iterator<Tuple2<Integer, SourceFile>>, SourceFindings> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<SourceFindings> call(Iterator<Tuple2<Integer, SourceFile>> items)
        throws IOException {
      SourceFindings found = new SourceFindings();
      List<SourceFile> files = new ArrayList<>();
      items.forEachRemaining(item -> files.add(item._2()));
      files.stream()
          .filter(file -> file.part().isFirst())
          .forEach(file -> found.path(file.recordId()));
      task.run(files, found);
      done.add(files.size());
      return List.of(found).iterator();
    }
  }
}
