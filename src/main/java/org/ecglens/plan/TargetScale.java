package org.ecglens.plan;

/**
 * What errors of a target are divided by.
 *
 * @param value positive, in the target's unit; null where there is nothing to divide by
 * @param kind what the value is
 * @param reason why it is that, for a reader
 */
public record TargetScale(Double value, Kind kind, String reason) {

  /** What a scale is. */
  public enum Kind {
    /** Interquartile range of the labels. */
    LABELS,
    /** Standard deviation of the labels, whose interquartile range is 0. */
    LABELS_SD,
    /** Interquartile range of the predictions. */
    PREDICTIONS,
    /** Standard deviation of the predictions. */
    PREDICTIONS_SD,
    /** 1. */
    ONE,
    /** Nothing: the network says the same of every record. */
    NONE
  }
}
