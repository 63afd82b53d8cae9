package org.ecglens.error;

/**
 * A mistake that the user can mend: in a file, a record, a configuration value or an option. It
 * ends the run with exit code 2 and its message alone, without a stack trace; any other exception
 * is a bug and ends it with exit code 3.
 *
 * <p>The message says what is wrong, where (file, field, value) and what to do.
 */
public class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake described by a complete sentence. */
  public UserException(String message) {
    super(message);
  }

  /** A mistake described by a complete sentence, with the failure that showed it. */
  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
