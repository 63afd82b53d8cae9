package org.ecglens.metric.map;

import org.ecglens.metric.ScoreValue;

/**
 * How far a method's map moves when its input is disturbed a little: ‖Φ(x + δ_k) − Φ(x)‖₂ / ‖Φ(x)‖₂
 * over disturbances δ_k (Yeh et al., "On the (in)fidelity and sensitivity of explanations", NeurIPS
 * 2019). Disturbed maps are added one by one and not kept. Not thread-safe.
 */
public final class Sensitivity {
  private final float[] map;
  private final double norm;
  private int count;
  private double largest;
  private double sum;

  /**
   * Starts without disturbances.
   *
   * @param map Φ(x), finite
   */
  public Sensitivity(float[] map) {
    this.map = map.clone();
    double squares = 0;
    for (float value : map) {
      squares += (double) value * value;
    }
    norm = Math.sqrt(squares);
  }

  /**
   * Adds a disturbance.
   *
   * @param disturbed Φ(x + δ_k); one that is not finite leaves no outcome
   */
  public void add(float[] disturbed) {
    if (disturbed.length != map.length) {
      throw new IllegalArgumentException(
          "a map of " + disturbed.length + " points against one of " + map.length);
    }
    double squares = 0;
    for (int point = 0; point < map.length; point++) {
      double difference = (double) disturbed[point] - map[point];
      squares += difference * difference;
    }
    double moved = Math.sqrt(squares);
    count++;
    largest = Math.max(largest, moved);
    sum += moved;
  }

  /** Largest over the disturbances; 0 to ∞, lower is better. None for a zero map. */
  public ScoreValue max() {
    return relative(largest);
  }

  /** Mean over the disturbances; 0 to ∞, lower is better. None for a zero map. */
  public ScoreValue average() {
    return relative(sum / count);
  }

  private ScoreValue relative(double moved) {
    if (count == 0) {
      return ScoreValue.none("the input was not disturbed");
    }
    return norm == 0 ? ScoreValue.none(RankedMap.ZERO) : ScoreValue.of(moved / norm);
  }
}
