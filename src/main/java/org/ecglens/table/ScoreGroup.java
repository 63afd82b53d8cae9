package org.ecglens.table;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Scores that are comparable over methods.
 *
 * @param model name, {@link #ALL_MODELS} for the mean over the models of a target
 * @param target name
 * @param preset of the methods' constants
 * @param mode of the curves
 * @param order of perturbation
 * @param operator of perturbation
 * @param metric name
 */
public record ScoreGroup(
    String model,
    String target,
    String preset,
    String mode,
    String order,
    String operator,
    String metric)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for the models of a target together. */
  public static final String ALL_MODELS = "*";

  /** Values of a row that begins with the columns of the group. */
  Object[] values(Object... more) {
    return Stream.concat(
            Stream.of(model, target, preset, mode, order, operator, metric), Arrays.stream(more))
        .toArray();
  }
}
