package org.ecglens.testing;

import java.io.PrintWriter;
import java.io.Writer;
import org.ecglens.job.Job;
import org.ecglens.job.JobContext;
import org.ecglens.job.Result;
import picocli.CommandLine;

/** Runs jobs as the launcher does, in the session of the tests. */
public final class Commands {
  private Commands() {}

  /** Gives a job its options and runs it. */
  public static Result run(Job job, String... arguments) throws Exception {
    CommandLine command = new CommandLine(job);
    command.parseArgs(arguments);
    return job.run(
        new JobContext(SparkSessions::local, new PrintWriter(Writer.nullWriter()), false));
  }
}
