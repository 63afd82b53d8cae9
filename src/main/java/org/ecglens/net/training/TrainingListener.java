package org.ecglens.net.training;

/** Hears how a training goes, and can end it. Called on the training thread. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A step was made.
   *
   * @param epoch from 1 on
   * @param batch from 1 on
   * @param batches of this epoch
   * @param loss of the batch
   */
  default void batch(int epoch, int batch, int batches, double loss) {}

  /** An epoch has ended and its checkpoint is written. */
  default void epoch(EpochReport report) {}

  /** Asked before each step: whether to stop, leaving the last checkpoint. */
  default boolean cancelled() {
    return false;
  }
}
