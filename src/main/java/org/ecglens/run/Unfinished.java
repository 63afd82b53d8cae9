package org.ecglens.run;

import java.util.Optional;
import java.util.stream.Stream;
import org.ecglens.error.Causes;

/**
 * How far a run was when it ended before its time; it is suppressed in the exception that ended it.
 */
public final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A run of which something is done, in words without a full stop. */
  public Unfinished(String done) {
    super(done, null, false, false);
  }

  /** What was done of the run that a failure ended; nothing if it was none, or is not known. */
  public static Optional<String> of(Throwable failure) {
    return Causes.of(failure)
        .flatMap(cause -> Stream.of(cause.getSuppressed()))
        .filter(Unfinished.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst();
  }
}
