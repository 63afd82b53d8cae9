package org.ecglens.perturbation;

/**
 * The straight line of {@link LinearInterpolation} with N(0, σ²) added, σ = {@code scale} · (max x
 * − min x) over the whole unperturbed record: a perfect line would itself tell where points are
 * missing (after Rong et al., A consistent and efficient evaluation strategy for attribution
 * methods, ICML 2022, who impute images so).
 *
 * @param scale σ as a share of the range, positive
 */
public record NoisyLinearInterpolation(double scale) implements Operator {
  private static final long serialVersionUID = 1L;

  /** σ as a share of the range, as for images there. */
  public static final double DEFAULT_SCALE = 0.01;

  /** Checks the scale. */
  public NoisyLinearInterpolation {
    PerturbationOperators.checkScale("noisy-linear-interpolation", scale);
  }

  @Override
  public String name() {
    return "noisy-linear-interpolation";
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public Perturber on(Signal signal) {
    return Gaps.fill(signal, scale * signal.range());
  }
}
