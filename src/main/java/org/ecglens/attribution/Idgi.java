package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Changes of the output on the straight path from a baseline to the record, each shared out among
 * the points by their squared gradient at its start: Σ over steps j of (F(x_{j+1}) − F(x_j)) · g_j²
 * / Σ g_j². Yang, Wang and Bilgic, "IDGI: a framework to eliminate explanation noise from
 * integrated gradients", 2023. Complete but for steps at whose start the gradient is 0 everywhere.
 *
 * @param steps of the path, of equal length
 * @param baseline x′
 */
public record Idgi(int steps, Baseline baseline) implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "idgi",
          MethodGroup.GRADIENT,
          "changes of the output on the path from a baseline, shared out by squared gradients",
          List.of(
              MethodOption.of("steps", Domain.integers(1, 10_000), "50", "50", "steps of the path"),
              MethodOption.of(
                  "baseline", Domain.baseline(), "zero", "zero", "where the path starts")),
          settings -> new Idgi(settings.integer("steps"), settings.baseline("baseline")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int records = batch.records();
    int points = batch.leads() * batch.samples();
    int places = steps + 1;
    float[][] references = baseline.of(batch);
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    double[][] first = new double[records][batch.targets().length];
    double[][] last = new double[records][batch.targets().length];
    // Of each point its share of the step that has begun, behind its sum.
    RowSums sums =
        new RowSums(
            batch,
            places,
            2,
            (record, target, sum) -> {
              float[] values = new float[points];
              double total = 0;
              for (int i = 0; i < points; i++) {
                total += sum[i];
                values[i] = (float) sum[i];
              }
              double change = last[record][target] - first[record][target];
              attributions[record][target] =
                  new Attribution(values, last[record][target], total - change);
            });
    batch
        .network()
        .gradients(
            Math.multiplyExact(records, places),
            (row, values, offset) -> {
              double place = (double) (row % places) / steps;
              float[] signal = batch.signal(row / places);
              float[] reference = references[row / places];
              for (int i = 0; i < points; i++) {
                values[offset + i] =
                    (float) (reference[i] + place * ((double) signal[i] - reference[i]));
              }
            },
            batch.targets(),
            BackwardRule.GRADIENT,
            (row, target, gradient, prediction) -> {
              int record = row / places;
              double[] sum = sums.of(record, target);
              if (row % places == 0) {
                first[record][target] = prediction;
              } else {
                double change = prediction - last[record][target];
                for (int i = 0; i < points; i++) {
                  sum[i] += change * sum[points + i];
                }
              }
              last[record][target] = prediction;
              share(gradient, sum, points);
              sums.added(record, target);
            });
    return attributions;
  }

  /** Squares of the gradient over their sum; 0 where the gradient is 0 everywhere. */
  private static void share(float[] gradient, double[] shares, int from) {
    double total = 0;
    for (float g : gradient) {
      total += (double) g * g;
    }
    for (int i = 0; i < gradient.length; i++) {
      shares[from + i] = total > 0 ? (double) gradient[i] * gradient[i] / total : 0;
    }
  }
}
