package org.ecglens.model;

/** Why a record cannot be put before a network. */
public final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Says what is wrong.
   *
   * @param reason a short name to count by
   * @param detail field, what was found, what was expected
   */
  public Misfit(String reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** A short name to count by. */
  public String reason() {
    return reason;
  }
}
