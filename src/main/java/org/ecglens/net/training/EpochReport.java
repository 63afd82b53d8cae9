package org.ecglens.net.training;

import java.util.List;

/**
 * What an epoch brought.
 *
 * @param epoch from 1 on
 * @param trainingLoss mean over the epoch, in squared units of the target, or of its standard
 *     deviation where targets are standardised
 * @param validationLoss at its end, in the same unit
 * @param validationErrors mean absolute error of each target, in its own unit; NaN without labels
 * @param rate learning rate in this epoch
 * @param seconds it took
 * @param examplesPerSecond trained, validation not counted
 */
public record EpochReport(
    int epoch,
    double trainingLoss,
    double validationLoss,
    List<Double> validationErrors,
    double rate,
    double seconds,
    double examplesPerSecond) {
  /** Copies the list. */
  public EpochReport {
    validationErrors = List.copyOf(validationErrors);
  }
}
