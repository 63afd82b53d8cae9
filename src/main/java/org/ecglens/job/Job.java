package org.ecglens.job;

/**
 * One command: declared by its picocli options, validated before any data is read, run once. Each
 * command is one final class in this package, named by a job file's {@code job:} line.
 */
public interface Job {
  /**
   * Checks the options and does the work.
   *
   * @throws org.ecglens.error.UserException if an option, a file or the data is wrong; nothing
   *     half-written stays behind
   */
  Result run(JobContext context) throws Exception;
}
