package org.ecglens.run;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.ecglens.testing.S3Server;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The protocol on S3A, with an S3 of this machine. */
class S3Test extends KilledAnywhere {
  private static final String BUCKET = "ecglens";

  @TempDir private static Path folder;

  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server(folder, BUCKET);
    server.register(SparkSessions.local().sparkContext().hadoopConfiguration());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      Configuration conf = SparkSessions.local().sparkContext().hadoopConfiguration();
      FileSystem.get(new org.apache.hadoop.fs.Path("s3a://" + BUCKET).toUri(), conf).close();
      server.unregister(conf);
      server.close();
    }
  }

  @Override
  String root() {
    return "s3a://" + BUCKET + "/runs";
  }
}
