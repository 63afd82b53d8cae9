package org.ecglens.plan;

import org.ecglens.net.training.Split;

/** What records were used for when networks were trained. */
public enum RecordPart {
  /** Anything. */
  ALL,
  /** Changed the weights. */
  TRAINING,
  /** Decided the learning rate and the end. */
  VALIDATION,
  /** Measured the finished network. */
  TEST;

  /**
   * The part of a split.
   *
   * @throws IllegalStateException for {@link #ALL}, which is no part
   */
  public Split.Part part() {
    return switch (this) {
      case TRAINING -> Split.Part.TRAINING;
      case VALIDATION -> Split.Part.VALIDATION;
      case TEST -> Split.Part.TEST;
      case ALL -> throw new IllegalStateException("all records are no part of a split");
    };
  }
}
