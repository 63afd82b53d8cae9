package org.ecglens.perturbation;

/**
 * What the network says while one record is perturbed.
 *
 * @param recordId the record
 * @param method attribution method, {@link #NO_METHOD} for the random order, which depends on none
 * @param target position in the list of asked-for targets
 * @param order of perturbation
 * @param operator name of the operator
 * @param repeat number of the noise draw, from 0
 * @param steps 0, 1, …; step 0 is the unperturbed record
 * @param predictions of the target's output after each step, in its unit; NaN or infinite where the
 *     network says so
 */
@SuppressWarnings("ArrayRecordComponent")
public record RecordCurve(
    String recordId,
    String method,
    int target,
    Order order,
    String operator,
    int repeat,
    int[] steps,
    double[] predictions) {
  /** Method of curves in random order: one for all methods. */
  public static final String NO_METHOD = "none";
}
