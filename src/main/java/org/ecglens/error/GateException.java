package org.ecglens.error;

/**
 * A quality gate fell: what was asked of the results is not so. It ends the run with exit code 4.
 */
public final class GateException extends UserException {
  private static final long serialVersionUID = 1L;

  /** A complete sentence: what was found, and what was asked. */
  public GateException(String message) {
    super(message);
  }
}
