package org.ecglens.attribution;

import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.net.kernel.BackwardRule;

/**
 * (x − x′) · ∫ ∇F(x′ + α(x − x′)) dα over 0 … 1: Sundararajan, Taly and Yan, "Axiomatic attribution
 * for deep networks", 2017. The completeness gap is that of the multiplied form, whether it is
 * multiplied or not.
 *
 * @param steps nodes of the quadrature
 * @param rule of the quadrature
 * @param baseline x′
 * @param multiply whether to multiply by x − x′
 */
public record IntegratedGradients(
    int steps, Quadrature.Rule rule, Baseline baseline, boolean multiply)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "integrated-gradients",
          MethodGroup.GRADIENT,
          "mean gradient on the straight path from a baseline to the record",
          List.of(
              MethodOption.of(
                  "steps", Domain.integers(1, 10_000), "50", "50", "nodes of the quadrature"),
              MethodOption.of(
                  "rule",
                  Domain.choice(Quadrature.Rule.class),
                  "gauss-legendre",
                  "gauss-legendre",
                  "quadrature; the trapezoid needs at least 2 steps"),
              MethodOption.of(
                  "baseline", Domain.baseline(), "zero", "zero", "where the path starts"),
              MethodOption.of(
                  "multiply", Domain.flag(), "false", "true", "multiply by record minus baseline")),
          settings ->
              new IntegratedGradients(
                  settings.integer("steps"),
                  settings.choice("rule", Quadrature.Rule.class),
                  settings.baseline("baseline"),
                  settings.flag("multiply")));

  /**
   * Checks that the steps are enough for the rule.
   *
   * @throws UserException if the trapezoid is asked for with one step
   */
  public IntegratedGradients {
    if (rule == Quadrature.Rule.TRAPEZOID && steps < 2) {
      throw new UserException(
          "option integrated-gradients.steps="
              + steps
              + ": the trapezoid rule needs at least 2, for the two ends of the path");
    }
  }

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return multiply;
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    Quadrature quadrature = rule.of(steps);
    int records = batch.records();
    float[][] references = baseline.of(batch);
    // F(x′) comes from rows of the same call, ahead of the nodes that need it.
    int head = baseline.shared() ? Math.min(1, records) : records;
    if (baseline.shared()) {
      batch.common(head);
    }
    float[][] predictions = batch.predictions();
    float[][] baselinePredictions = new float[head][batch.targets().length];
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    RowSums sums =
        new RowSums(
            batch,
            steps,
            (record, target, sum) -> {
              double change =
                  (double) predictions[record][target]
                      - baselinePredictions[Math.min(record, head - 1)][target];
              attributions[record][target] =
                  Paths.attribution(
                      sum,
                      batch.signal(record),
                      references[record],
                      multiply,
                      predictions[record][target],
                      change);
            });
    batch
        .network()
        .gradients(
            Math.addExact(head, Math.multiplyExact(records, steps)),
            (row, values, offset) -> {
              if (row < head) {
                System.arraycopy(references[row], 0, values, offset, references[row].length);
                return;
              }
              int record = (row - head) / steps;
              double node = quadrature.nodes()[(row - head) % steps];
              float[] signal = batch.signal(record);
              float[] reference = references[record];
              for (int i = 0; i < signal.length; i++) {
                values[offset + i] =
                    (float) (reference[i] + node * ((double) signal[i] - reference[i]));
              }
            },
            batch.targets(),
            BackwardRule.GRADIENT,
            (row, target, gradient, prediction) -> {
              if (row < head) {
                baselinePredictions[row][target] = prediction;
                return;
              }
              int record = (row - head) / steps;
              double weight = quadrature.weights()[(row - head) % steps];
              double[] sum = sums.of(record, target);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * gradient[i];
              }
              sums.added(record, target);
            });
    return attributions;
  }
}
