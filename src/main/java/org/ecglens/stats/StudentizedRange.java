package org.ecglens.stats;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The studentized range of k independent normal values with infinite degrees of freedom: the
 * largest less the smallest of k standard normal values (Tukey, The Problem of Multiple
 * Comparisons, 1953).
 *
 * @param k number of values, at least 2
 */
public record StudentizedRange(int k) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Beyond it the normal density is nothing in double precision. */
  private static final double LIMIT = 37;

  /** The integrand is smooth on the scale of one, so that the trapezoid rule is exact at this. */
  private static final double STEP = 1.0 / 16;

  private static final double LARGEST = 100;
  private static final double ACCURACY = 1e-10;
  private static final int EVALUATIONS = 200;

  /**
   * Checks k.
   *
   * @throws IllegalArgumentException if there are fewer than two values
   */
  public StudentizedRange {
    if (k < 2) {
      throw new IllegalArgumentException("a range of " + k + " values");
    }
  }

  /**
   * Probability of a larger range than q: k ∫ φ(z) (Φ(z)^(k−1) − (Φ(z) − Φ(z − q))^(k−1)) dz, by
   * the trapezoid rule; the difference of powers is taken without cancellation, so that small
   * probabilities keep their digits.
   *
   * @param q the range; 1 is returned for zero and below
   * @return in [0, 1]
   */
  public double exceedance(double q) {
    if (q <= 0) {
      return 1;
    }
    double sum = 0;
    for (double z = -LIMIT; z <= LIMIT; z += STEP) {
      double below = NORMAL.cumulativeProbability(z);
      double share = NORMAL.cumulativeProbability(z - q) / below;
      double missed = -StrictMath.expm1((k - 1) * StrictMath.log1p(-share));
      sum += NORMAL.density(z) * StrictMath.pow(below, k - 1) * missed;
    }
    return Math.min(1, k * STEP * sum);
  }

  /**
   * The range that is exceeded with a probability.
   *
   * @param probability in (0, 1)
   */
  public double critical(double probability) {
    return new BrentSolver(ACCURACY, ACCURACY)
        .solve(EVALUATIONS, q -> exceedance(q) - probability, 0, LARGEST);
  }
}
