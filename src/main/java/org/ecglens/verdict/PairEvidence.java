package org.ecglens.verdict;

/**
 * How two methods compare.
 *
 * @param method one
 * @param other another
 * @param meanDifference score of one less that of the other, by the deciding metric
 * @param p of their paired comparison, corrected for the number of pairs; null where there is none
 */
public record PairEvidence(String method, String other, Double meanDifference, Double p) {

  /** Whether it is about these two, in any order. */
  boolean isOf(String one, String two) {
    return (method.equals(one) && other.equals(two)) || (method.equals(two) && other.equals(one));
  }
}
