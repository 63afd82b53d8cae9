package org.ecglens.metric.map;

import org.ecglens.metric.ScoreValue;

/**
 * How badly a map predicts what the network does when its input is perturbed: the least of Σ_k (β
 * I_k·Φ − d_k)² / Σ_k d_k² over factors β, with drops d_k = F(x) − F(x − I_k) (Yeh et al., "On the
 * (in)fidelity and sensitivity of explanations", NeurIPS 2019, with the scaling of its authors'
 * code; divided by the mean squared drop it has no unit). 0 to 1, lower is better: 0 is a map
 * proportional to the truth, 1 one that predicts nothing. β may be negative, so a map of opposite
 * sign scores as well.
 *
 * <p>It is 1 − (Σ dot·drop)² / (Σ dot² Σ drop²): perturbations are added one by one and not kept.
 * Not thread-safe.
 */
public final class Infidelity {
  private long count;
  private double dots;
  private double products;
  private double drops;

  /**
   * Adds a perturbation.
   *
   * @param dot I_k·Φ(x)
   * @param drop F(x) − F(x − I_k), in the target's unit
   */
  public void add(double dot, double drop) {
    count++;
    dots += dot * dot;
    products += dot * drop;
    drops += drop * drop;
  }

  /** Adds the perturbations of another. */
  public void add(Infidelity other) {
    count += other.count;
    dots += other.dots;
    products += other.products;
    drops += other.drops;
  }

  /**
   * The infidelity; 1 for a map that is orthogonal to all perturbations, such as a zero map. None
   * where the prediction never changed.
   */
  public ScoreValue outcome() {
    if (count == 0) {
      return ScoreValue.none("nothing was perturbed");
    }
    if (drops == 0) {
      return ScoreValue.none("the prediction does not change under perturbation");
    }
    return ScoreValue.of(dots == 0 ? 1 : Math.max(0, 1 - products / dots * (products / drops)));
  }
}
