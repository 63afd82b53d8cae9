package org.ecglens.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;

/** Tells a user's mistake from a bug, however deep Spark has wrapped it. */
final class Failures {
  /** How a task's exception looks where Spark kept only its text, up to the stack trace. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(org\\.ecglens\\.[\\w.$]+): (.*?)(?=\\R\\s*at |\\R\\s*Caused by: |\\R\\s*\\R|\\z)",
          Pattern.DOTALL);

  private static final int DEEPEST = 50;

  private Failures() {}

  /** The message of the user's mistake that caused a failure; nothing if it is none. */
  static Optional<String> userMessage(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof UserException) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
      Optional<String> text = fromText(cause.getMessage());
      if (text.isPresent()) {
        return text;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> fromText(String message) {
    if (message == null) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(message);
    while (matcher.find()) {
      if (isUserException(matcher.group(1))) {
        return Optional.of(matcher.group(2).strip());
      }
    }
    return Optional.empty();
  }

  private static boolean isUserException(String name) {
    try {
      return UserException.class.isAssignableFrom(
          Class.forName(name, false, Failures.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
