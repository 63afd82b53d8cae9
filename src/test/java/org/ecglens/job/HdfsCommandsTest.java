package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.ecglens.testing.Commands;
import org.ecglens.testing.HdfsCluster;
import org.ecglens.testing.Kills;
import org.ecglens.testing.RunRows;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From synthetic records to a report, all of it but the report on HDFS. */
@Tag("slow")
class HdfsCommandsTest {
  /** Of some hundred that the evaluation makes. */
  private static final int CHANGES = 40;

  private final SparkSession spark = SparkSessions.local();

  @TempDir private Path folder;

  @AfterEach
  void revive() {
    Kills.revive();
  }

  @Test
  void networksOfHdfsAreEvaluatedThereWhoeverIsKilled() throws Exception {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    try (HdfsCluster hdfs = new HdfsCluster(folder.resolve("hdfs"), conf)) {
      String records = hdfs.folder("records");
      String networks = hdfs.folder("networks");
      Commands.run(new SynthJob(), "--records=24", "--seed=5", "--out=" + records);
      Commands.run(
          new TrainJob(),
          "--records=" + records,
          "--targets=R",
          "--epochs=1",
          "--batch=8",
          "--standardise",
          "--stem=4x8",
          "--blocks=1",
          "--inner-width=4",
          "--kernel=17",
          "--out=" + networks);

      String undisturbed = hdfs.folder("undisturbed");
      evaluate(networks, records, undisturbed);
      RunRows wanted = RunRows.of(spark, undisturbed);
      assertThat(wanted.tables()).containsKeys("predictions", "scores", "summary");
      assertThat(wanted.tables().get("predictions")).hasSize(24);

      String disturbed = hdfs.folder("disturbed");
      Kills.after(CHANGES);
      try {
        evaluate(networks, records, disturbed);
      } catch (Exception stopped) {
        assertThat(Kills.happened()).as("%s", stopped).isTrue();
      }
      assertThat(Kills.happened()).isTrue();
      Kills.revive();
      FileSystem files = FileSystem.get(java.net.URI.create(disturbed), conf);
      // A process that was killed is known to be dead; this one lives.
      files.delete(new org.apache.hadoop.fs.Path(disturbed, "_lock.json"), false);
      evaluate(networks, records, disturbed);
      assertThat(wanted.difference(RunRows.of(spark, disturbed)))
          .isEqualTo(RunRows.Difference.NONE);

      Path page = folder.resolve("page");
      Commands.run(new ReportJob(), "--run=" + disturbed, "--out=" + page);
      assertThat(page.resolve("index.html")).isRegularFile();
    }
  }

  private static void evaluate(String networks, String records, String out) throws Exception {
    Commands.run(
        new EvaluateJob(),
        "--model=" + networks,
        "--records=" + records,
        "--methods=saliency,random",
        "--checks=none",
        "--iterations=5",
        "--mode=paper",
        "--out=" + out);
  }
}
