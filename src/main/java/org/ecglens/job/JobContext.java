package org.ecglens.job;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.ecglens.Ecglens;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.run.Destination;

/**
 * What a job is given.
 *
 * @param spark starts or returns the session; jobs that need no Spark do not call it
 * @param out the user's terminal
 * @param interactive whether {@code out} is a terminal that can show a moving progress bar
 */
public record JobContext(Supplier<SparkSession> spark, PrintWriter out, boolean interactive) {

  /** The library that jobs call; starts Spark when it is needed. */
  public Ecglens ecglens() {
    return Ecglens.on(spark);
  }

  /** A folder for a run that the user hears of. */
  Destination destination(String folder, boolean overwrite) {
    return new Destination(folder, overwrite, out, interactive);
  }

  /** The folder that the user names. */
  Destination destination(OutputOptions output) {
    return destination(output.out, output.overwrite);
  }
}
