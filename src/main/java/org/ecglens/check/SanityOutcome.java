package org.ecglens.check;

/**
 * Whether a method passes a check.
 *
 * @param outcome {@link #PASS}, {@link #FAIL}, or null
 * @param reason null where the method passes, or where nothing was to be decided
 */
public record SanityOutcome(String outcome, String reason) {
  /** The map is what the check asks for. */
  public static final String PASS = "pass";

  /** The map is surely something else. */
  public static final String FAIL = "fail";

  /** Nothing was to be decided. */
  public static final SanityOutcome UNDECIDED = new SanityOutcome(null, null);

  /** The method passes. */
  static SanityOutcome pass() {
    return new SanityOutcome(PASS, null);
  }

  /** The method fails. */
  static SanityOutcome fail(String reason) {
    return new SanityOutcome(FAIL, reason);
  }

  /** It cannot be decided. */
  static SanityOutcome undecided(String reason) {
    return new SanityOutcome(null, reason);
  }

  /** Whether the method fails. */
  public boolean fails() {
    return FAIL.equals(outcome);
  }

  /** Whether the method passes. */
  public boolean passes() {
    return PASS.equals(outcome);
  }
}
