package org.ecglens.run;

import java.util.Optional;

/**
 * How far a run was when it ended before its time; it is suppressed in the exception that ended it.
 */
public final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 50;

  /** A run of which something is done, in words without a full stop. */
  public Unfinished(String done) {
    super(done, null, false, false);
  }

  /** What was done of the run that a failure ended; nothing if it was none, or is not known. */
  public static Optional<String> of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      for (Throwable suppressed : cause.getSuppressed()) {
        if (suppressed instanceof Unfinished unfinished) {
          return Optional.of(unfinished.getMessage());
        }
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
