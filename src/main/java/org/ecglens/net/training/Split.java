package org.ecglens.net.training;

import java.io.Serializable;
import org.ecglens.error.UserException;
import org.ecglens.random.Draws;

/**
 * Divides records by their names, so that a record is in the same part for every network, whatever
 * other records there are.
 *
 * @param seed 123 in the reference work
 * @param trainingShare of all records
 * @param validationShare of all records; the rest is for the test
 */
public record Split(long seed, double trainingShare, double validationShare)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 60 % for training, 20 % for validation, 20 % for the test. */
  public static final Split PAPER = new Split(123, 0.6, 0.2);

  /** What a record is used for. */
  public enum Part {
    /** Changes the weights. */
    TRAINING,
    /** Decides the learning rate and when to stop. */
    VALIDATION,
    /** Measures the finished network; only these may be explained. */
    TEST
  }

  /**
   * Checks the shares.
   *
   * @throws UserException if they are not positive or exceed 1 together
   */
  public Split {
    if (!(trainingShare > 0 && validationShare > 0 && trainingShare + validationShare <= 1)) {
      throw new UserException(
          "the shares for training and validation are "
              + trainingShare
              + " and "
              + validationShare
              + "; both must be above 0 and together at most 1.");
    }
  }

  /** Where a record belongs. */
  public Part part(String recordId) {
    double place = Draws.of(seed, "split", recordId).uniform(0, 0);
    return place < trainingShare
        ? Part.TRAINING
        : place < trainingShare + validationShare ? Part.VALIDATION : Part.TEST;
  }
}
