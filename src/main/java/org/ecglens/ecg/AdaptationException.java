package org.ecglens.ecg;

import java.util.Optional;
import org.ecglens.UserException;

/** A record does not fit a network, and no allowed step makes it fit. */
public final class AdaptationException extends UserException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String found;
  private final String expected;
  private final AdaptationStep step;

  AdaptationException(
      String recordId, String field, String found, String expected, AdaptationStep step) {
    super(
        "record "
            + recordId
            + ": "
            + field
            + ": found "
            + found
            + ", expected "
            + expected
            + (step == null ? "" : "; allow the step \"" + step.word() + "\" to adapt it"));
    this.field = field;
    this.found = found;
    this.expected = expected;
    this.step = step;
  }

  /** Column of the records table that does not fit. */
  public String field() {
    return field;
  }

  /** What the record has there. */
  public String found() {
    return found;
  }

  /** What the network takes. */
  public String expected() {
    return expected;
  }

  /** The step that would make it fit, if there is one. */
  public Optional<AdaptationStep> step() {
    return Optional.ofNullable(step);
  }
}
