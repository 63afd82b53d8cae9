package org.ecglens.error;

/** What the process tells the script or the scheduler that started it. */
public final class ExitCode {
  /** The work is done. */
  public static final int DONE = 0;

  /** No command was given. */
  public static final int USAGE = 1;

  /** A mistake in an option, a job file, a configuration value or the data. */
  public static final int USER_ERROR = 2;

  /** A mistake in ecglens. */
  public static final int BUG = 3;

  /** A quality gate fell. */
  public static final int GATE = 4;

  /** The machine, the cluster or its storage failed; the same command goes on when it is well. */
  public static final int MACHINE = 5;

  private ExitCode() {}
}
