package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * Area under the first steps of the curve by the trapezoid rule over steps 0, …, n, one step being
 * 1 wide whatever it perturbs (Storås et al., J Am Med Inform Assoc 2025;32(1):79–88, n = 5, 10,
 * 15, 25). Range [0, ∞); in MoRF order higher is better. None where the curve has fewer steps.
 *
 * @param steps n, positive
 */
public record Auc(int steps) implements Metric {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "auc-" + steps;
  }

  @Override
  public Direction direction() {
    return Direction.HIGHER;
  }

  @Override
  public boolean appliesTo(Order order) {
    return true;
  }

  @Override
  public ScoreValue score(Evidence evidence) {
    CurveValues curve = evidence.own().curve();
    if (curve.values() == null) {
      return ScoreValue.none(curve.reason());
    }
    if (curve.lastStep() < steps) {
      return ScoreValue.none(
          "the curve has " + curve.lastStep() + " steps, " + steps + " are needed");
    }
    double area = 0;
    for (int step = 1; step <= steps; step++) {
      area += (curve.values()[step - 1] + curve.values()[step]) / 2;
    }
    return ScoreValue.of(area);
  }
}
