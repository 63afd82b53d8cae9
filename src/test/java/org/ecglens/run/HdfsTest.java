package org.ecglens.run;

import java.nio.file.Path;
import org.ecglens.testing.HdfsCluster;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The protocol on HDFS. */
class HdfsTest extends KilledAnywhere {
  @TempDir private static Path folder;

  private static HdfsCluster hdfs;

  @BeforeAll
  static void start() throws Exception {
    hdfs = new HdfsCluster(folder, SparkSessions.local().sparkContext().hadoopConfiguration());
  }

  @AfterAll
  static void stop() throws Exception {
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @Override
  String root() {
    return hdfs.folder("runs");
  }
}
