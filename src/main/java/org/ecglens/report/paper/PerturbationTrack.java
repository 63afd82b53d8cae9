package org.ecglens.report.paper;

import java.io.Serializable;

/**
 * How a prediction moves while a record's most relevant points are perturbed one after the other.
 *
 * @param points {@code lead * samples + sample} of the perturbed points in their order
 * @param ends how many of {@code points} are perturbed after each step; 0 for step 0
 * @param predictions after each step, in the target's unit; means over the noise draws
 */
@SuppressWarnings("ArrayRecordComponent")
public record PerturbationTrack(int[] points, int[] ends, double[] predictions)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
