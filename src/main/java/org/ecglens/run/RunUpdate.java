package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.FolderTables;
import org.ecglens.run.storage.RunTables;

/**
 * Tables that a later command adds to a complete run, or writes again: new files beside the old,
 * then the manifest with the new list, then the old files go. Whoever reads by the manifest sees
 * the one or the other, also after a kill.
 */
public final class RunUpdate {
  private final SparkSession spark;
  private final RunFolder folder;

  /** Updates of a run. */
  public RunUpdate(SparkSession spark, RunFolder folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** What reads tables of the run and writes others. */
  @FunctionalInterface
  public interface Work<R> {
    /** Does it. */
    R with(RunTables tables) throws IOException;
  }

  /**
   * Does some work, and makes what it wrote part of the run.
   *
   * @throws UserException if the run is not complete, or another run is writing into its folder
   */
  public <R> R of(Work<R> work) throws IOException {
    Configuration conf = spark.sessionState().newHadoopConf();
    try (RunLock lock =
        folder.take(
            conf,
            spark.sparkContext().applicationId(),
            RunLock.Timing.DEFAULT,
            new PrintWriter(Writer.nullWriter()))) {
      JsonNode manifest = folder.manifest(conf);
      if (manifest == null) {
        throw new UserException(
            folder.path() + " holds no finished run: there is no " + RunFolder.MANIFEST + ".");
      }
      RunFiles files = RunFiles.of(manifest);
      FolderTables tables =
          new FolderTables(spark, folder.path(), files.found(folder, conf).besideOthers());
      R result = work.with(tables);
      lock.check();
      ObjectNode changed = manifest.deepCopy();
      changed.set(RunFiles.FIELD, files.with(tables.written()).json());
      folder.writeJson(RunFolder.MANIFEST, changed, conf);
      tables.removeReplaced();
      return result;
    }
  }
}
