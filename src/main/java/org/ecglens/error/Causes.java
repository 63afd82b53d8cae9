package org.ecglens.error;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failures behind a failure; Spark wraps what happened in tasks several times. */
public final class Causes {
  /** Chains can be rings. */
  private static final int DEEPEST = 50;

  private Causes() {}

  /** A failure, its cause, the cause of that, and so on. */
  public static Stream<Throwable> of(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  /** Classes and messages of them, a line each, as far as messages are lines. */
  public static String text(Throwable failure) {
    return of(failure).map(cause -> cause + "\n").collect(Collectors.joining());
  }
}
