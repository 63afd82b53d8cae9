package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.random.Draws;

/**
 * Mean over draws of (x + ε − x′) · ∇F(u(x + ε) + (1 − u)x′) with ε ~ N(0, σ²) and one u ~ U(0, 1)
 * a draw: the expected gradients of Lundberg and Lee's SHAP; Erion et al., "Improving performance
 * of deep learning models with axiomatic attribution priors and expected gradients", 2021.
 *
 * @param draws how many
 * @param noise σ
 * @param baseline x′
 * @param multiply whether to multiply by x + ε − x′
 */
public record GradientShap(int draws, InputNoise noise, Baseline baseline, boolean multiply)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "gradient-shap",
          MethodGroup.GRADIENT,
          "mean gradient at random places between a baseline and the record with noise",
          List.of(
              MethodOption.of("draws", Domain.integers(1, 10_000), "50", "5", "random places"),
              MethodOption.of(
                  "sigma",
                  Domain.notNegative(),
                  "0.02",
                  "0.0",
                  "standard deviation of the noise as a share of the record's range"),
              MethodOption.insteadOf(
                  "sigma",
                  "sigma-absolute",
                  Domain.notNegative(),
                  null,
                  null,
                  "standard deviation of the noise in the unit of the record, instead of sigma"),
              MethodOption.of(
                  "baseline", Domain.baseline(), "zero", "zero", "where the path starts"),
              MethodOption.of(
                  "multiply",
                  Domain.flag(),
                  "false",
                  "true",
                  "multiply by record with noise minus baseline")),
          settings ->
              new GradientShap(
                  settings.integer("draws"),
                  InputNoise.of(settings),
                  settings.baseline("baseline"),
                  settings.flag("multiply")));

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
    int records = batch.records();
    float[][] references = baseline.of(batch);
    Draws[] places = new Draws[records];
    for (int record = 0; record < records; record++) {
      places[record] =
          Draws.of(batch.seed(), batch.model(), batch.recordId(record), name(), "place");
    }
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    NoiseDraws noisy = new NoiseDraws(batch, name(), noise);
    RowSums sums = RowSums.ofMeans(batch, draws, attributions);
    batch
        .network()
        .gradients(
            Math.multiplyExact(records, draws),
            (row, values, offset) -> {
              int record = row / draws;
              int draw = row % draws;
              double place = places[record].uniform(draw, 0);
              float[] reference = references[record];
              double[] copy = noisy.values(record, draw);
              for (int i = 0; i < reference.length; i++) {
                values[offset + i] = (float) (place * copy[i] + (1 - place) * reference[i]);
              }
            },
            batch.targets(),
            BackwardRule.GRADIENT,
            (row, target, gradient, prediction) -> {
              int record = row / draws;
              double[] sum = sums.of(record, target);
              if (multiply) {
                // The noise is drawn again rather than kept: a draw costs less than the memory.
                double[] copy = noisy.values(record, row % draws);
                float[] reference = references[record];
                for (int i = 0; i < sum.length; i++) {
                  sum[i] += (copy[i] - reference[i]) * gradient[i];
                }
              } else {
                for (int i = 0; i < sum.length; i++) {
                  sum[i] += gradient[i];
                }
              }
              sums.added(record, target);
            });
    return attributions;
  }
}
