package org.ecglens.job;

import java.util.List;

/**
 * The output of a job when it is done.
 *
 * @param exit 0, or 4 when a quality gate fell
 * @param lines text for the terminal: tables, counts, where the results are
 */
public record Result(int exit, List<String> lines) {
  /** Copies the lines. */
  public Result {
    lines = List.copyOf(lines);
  }

  /** Success. */
  public static Result done(List<String> lines) {
    return new Result(0, lines);
  }
}
