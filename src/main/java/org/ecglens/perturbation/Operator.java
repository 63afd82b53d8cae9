package org.ecglens.perturbation;

import java.io.Serializable;

/**
 * What is done to a point to take its information away. One immutable class per operator; its
 * constants are its constructor's arguments, and {@link PerturbationOperators} builds it from a
 * name and options. A run that continues compares operators by {@code toString}, which a record
 * has.
 */
public interface Operator extends Serializable {

  /** Name as on the command line and in tables, for example {@code add-noise}. */
  String name();

  /**
   * Whether {@link PerturbationNoise} is never asked, so that repeats of the same order are the
   * same.
   */
  boolean deterministic();

  /** Prepares for a record: what depends on the record alone is computed here, once. */
  Perturber on(Signal signal);

  /** An operator before one record. */
  @FunctionalInterface
  interface Perturber {
    /**
     * Perturbs the points of one step in place.
     *
     * @param points in the order of perturbation; those before {@code from} are perturbed already,
     *     so an operator that fills gaps knows how far they reach
     * @param from first point of this step
     * @param to behind the last point of this step
     * @param state the record as perturbed so far, {@code [lead * samples + sample]}
     * @param noise numbers of this repeat
     */
    void perturb(int[] points, int from, int to, float[] state, PerturbationNoise noise);
  }
}
