package org.ecglens.testing;

import org.apache.spark.sql.SparkSession;

/** One local Spark for all tests of a JVM. */
public final class SparkSessions {
  private SparkSessions() {}

  /** The session; it ends with the JVM. */
  public static SparkSession local() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("ecglens tests")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    return session;
  }
}
