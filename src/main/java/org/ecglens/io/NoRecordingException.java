package org.ecglens.io;

import org.ecglens.error.UserException;

/** A file that has the name of a recording and is something else, a table or a letter. */
public final class NoRecordingException extends UserException {
  private static final long serialVersionUID = 1L;

  /** As {@link UserException}: what is wrong, where, what to do. */
  public NoRecordingException(String message) {
    super(message);
  }
}
