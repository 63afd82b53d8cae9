package org.ecglens.job;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is given.
 *
 * @param spark starts or returns the session; jobs that need no Spark do not call it
 * @param out the user's terminal
 * @param interactive whether {@code out} is a terminal that can show a moving progress bar
 * @param options every option's effective value, for the manifest
 * @param arguments the command line as given
 */
public record JobContext(
    Supplier<SparkSession> spark,
    PrintWriter out,
    boolean interactive,
    Map<String, String> options,
    List<String> arguments) {}
