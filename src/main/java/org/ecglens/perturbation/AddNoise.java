package org.ecglens.perturbation;

/**
 * Adds N(0, σ²) with σ = {@code scale} · (max x − min x), the range being that of the whole
 * unperturbed record (Storås et al., J Am Med Inform Assoc 2025;32(1):79–88). A constant record has
 * σ = 0 and stays as it is.
 *
 * @param scale σ as a share of the range, positive
 */
public record AddNoise(double scale) implements Operator {
  private static final long serialVersionUID = 1L;

  /** The reference work's σ as a share of the range. */
  public static final double DEFAULT_SCALE = 0.2;

  /** Checks the scale. */
  public AddNoise {
    PerturbationOperators.checkScale("add-noise", scale);
  }

  @Override
  public String name() {
    return "add-noise";
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public Perturber on(Signal signal) {
    double sigma = scale * signal.range();
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        int point = points[i];
        state[point] = (float) (state[point] + sigma * noise.gaussian(point));
      }
    };
  }
}
