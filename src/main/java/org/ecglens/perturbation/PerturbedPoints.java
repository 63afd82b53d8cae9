package org.ecglens.perturbation;

/**
 * The points of a record in the order in which they are perturbed.
 *
 * @param points {@code lead * samples + sample}
 * @param ends how many of them are perturbed after each step, 0 for step 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record PerturbedPoints(int[] points, int[] ends) {}
