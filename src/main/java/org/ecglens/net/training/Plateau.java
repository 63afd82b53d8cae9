package org.ecglens.net.training;

/**
 * A learning rate that is lowered when a loss no longer falls, as PyTorch's ReduceLROnPlateau does
 * it: a loss counts as lower if it is by more than 1 part in 10,000.
 *
 * @param rate now
 * @param best lowest loss so far
 * @param bad epochs since then, or since the rate was last lowered
 */
record Plateau(double rate, double best, int bad) {
  private static final double THRESHOLD = 1e-4;

  /** Changes of the rate below this are not made. */
  private static final double LEAST_CHANGE = 1e-8;

  static Plateau start(double rate) {
    return new Plateau(rate, Double.POSITIVE_INFINITY, 0);
  }

  Plateau after(double loss, double factor, int patience) {
    if (loss < best * (1 - THRESHOLD)) {
      return new Plateau(rate, loss, 0);
    }
    if (bad < patience) {
      return new Plateau(rate, best, bad + 1);
    }
    double lower = rate * factor;
    return new Plateau(rate - lower > LEAST_CHANGE ? lower : rate, best, 0);
  }
}
