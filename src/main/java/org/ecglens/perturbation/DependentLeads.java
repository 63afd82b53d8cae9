package org.ecglens.perturbation;

/**
 * What becomes of the leads III, aVR, aVL and aVF, which follow from I and II, where windows of a
 * record that has all six are perturbed.
 */
public enum DependentLeads {
  /**
   * They are no features of their own and follow a change of I or II, so that a perturbed record
   * stays one that electrodes could have recorded.
   */
  FOLLOW,
  /** They are perturbed like any other lead. */
  FREE
}
