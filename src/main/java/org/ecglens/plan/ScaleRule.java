package org.ecglens.plan;

/** What errors of a target are divided by in corrected mode. */
public enum ScaleRule {
  /**
   * 1 for probabilities and logits; else the interquartile range of the labels, where enough
   * records have one and they are not yes or no; else that of the network's own predictions.
   */
  AUTO,
  /** The interquartile range of the labels, however few have one. */
  LABELS,
  /** The interquartile range of the network's own predictions. */
  PREDICTIONS,
  /** 1: changes stay in the target's unit. */
  ONE,
  /** The standard deviation of the network's own predictions, for example of logits. */
  SD
}
