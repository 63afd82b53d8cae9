package org.ecglens.perturbation;

import org.ecglens.random.Draws;

/**
 * Random numbers of one repeat, keyed by the point they are for: a point's number depends neither
 * on its rank nor on the rows computed beside it.
 */
public final class PerturbationNoise {
  private final Draws draws;
  private final long repeat;

  /** The numbers of one repeat. */
  public PerturbationNoise(Draws draws, long repeat) {
    this.draws = draws;
    this.repeat = repeat;
  }

  /** Standard normal. */
  public double gaussian(int point) {
    return draws.gaussian(repeat, point);
  }

  /** Uniform on [0, 1). */
  public double uniform(int point) {
    return draws.uniform(repeat, point);
  }
}
