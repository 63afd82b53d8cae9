package org.ecglens.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of one command, started when first asked for. What spark-submit configured
 * wins, then the job file's {@code conf}, then the defaults here.
 */
final class Session implements Supplier<SparkSession>, AutoCloseable {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.master", "local[*]",
          // A shard that runs twice at a time would only cost time twice.
          "spark.speculation", "false",
          "spark.sql.adaptive.enabled", "true",
          // Times in tables must not depend on where a job ran.
          "spark.sql.session.timeZone", "UTC");

  private final String name;
  private final Map<String, String> conf;
  private SparkSession session;

  Session(String name, Map<String, String> conf) {
    this.name = name;
    this.conf = Map.copyOf(conf);
  }

  @Override
  public synchronized SparkSession get() {
    if (session == null) {
      SparkConf effective = new SparkConf();
      conf.forEach(effective::setIfMissing);
      DEFAULTS.forEach(effective::setIfMissing);
      // spark-submit names an application after its main class unless told otherwise.
      String given = effective.get("spark.app.name", Main.class.getName());
      effective.setAppName(given.equals(Main.class.getName()) ? name : given);
      session = SparkSession.builder().config(effective).getOrCreate();
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
