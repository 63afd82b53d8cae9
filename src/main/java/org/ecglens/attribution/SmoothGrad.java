package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Mean of the gradient at x + N(0, σ²): Smilkov et al., "SmoothGrad: removing noise by adding
 * noise", 2017.
 *
 * @param draws how many noisy copies
 * @param noise their σ
 * @param signed whether the mean is of the gradient; else of its absolute value
 */
public record SmoothGrad(int draws, InputNoise noise, boolean signed) implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "smoothgrad",
          MethodGroup.GRADIENT,
          "mean gradient at copies of the record with noise",
          List.of(
              MethodOption.of("draws", Domain.integers(1, 10_000), "25", "5", "copies with noise"),
              MethodOption.of(
                  "sigma",
                  Domain.notNegative(),
                  "0.02",
                  null,
                  "standard deviation of the noise as a share of the record's range"),
              MethodOption.insteadOf(
                  "sigma",
                  "sigma-absolute",
                  Domain.notNegative(),
                  null,
                  "1.0",
                  "standard deviation of the noise in the unit of the record, instead of sigma"),
              MethodOption.of(
                  "signed",
                  Domain.flag(),
                  "false",
                  "false",
                  "mean of the gradient instead of its absolute value")),
          settings ->
              new SmoothGrad(
                  settings.integer("draws"), InputNoise.of(settings), settings.flag("signed")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    NoiseDraws noisy = new NoiseDraws(batch, name(), noise);
    RowSums sums =
        new RowSums(
            batch,
            draws,
            (record, target, sum) -> {
              float[] values = new float[sum.length];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (sum[i] / draws);
              }
              attributions[record][target] =
                  new Attribution(values, predictions[record][target], null);
            });
    batch
        .network()
        .gradients(
            Math.multiplyExact(batch.records(), draws),
            (row, values, offset) -> {
              double[] copy = noisy.values(row / draws, row % draws);
              for (int i = 0; i < copy.length; i++) {
                values[offset + i] = (float) copy[i];
              }
            },
            batch.targets(),
            BackwardRule.GRADIENT,
            (row, target, gradient, prediction) -> {
              double[] sum = sums.of(row / draws, target);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += signed ? gradient[i] : Math.abs(gradient[i]);
              }
              sums.added(row / draws, target);
            });
    return attributions;
  }
}
