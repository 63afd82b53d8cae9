package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.List;

/**
 * A number of each point of the maps of copies of the record with noise. Methods of this kind draw
 * the same noise, so that they differ in the number alone.
 */
interface NoiseMethod extends AttributionMethod {
  /** Names the noise in random draws. */
  String NOISE = "smoothgrad";

  /** Options of all methods of this kind, followed by their own. */
  static List<MethodOption> options(MethodOption... own) {
    List<MethodOption> options =
        new ArrayList<>(
            List.of(
                MethodOption.of(
                    "draws", Domain.integers(1, 10_000), "25", "5", "copies with noise"),
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
                    "of",
                    Domain.choice(PointRule.class),
                    "saliency",
                    "saliency",
                    "method whose maps of the copies are taken")));
    options.addAll(List.of(own));
    return options;
  }

  /** How many noisy copies. */
  int draws();

  /** Their σ. */
  InputNoise noise();

  /** The method whose maps are taken. */
  PointRule of();

  /** Numbers that are kept of each point while its copies pass by. */
  int kept();

  /**
   * Takes in a point of one copy's map.
   *
   * @param value of the map
   * @param draw number of the copy, from 0
   * @param sums the point's {@link #kept} numbers, {@code points} apart
   */
  void add(double value, int draw, double[] sums, int point, int points);

  /** What is made of the sums of a point over all copies. */
  double result(double[] sums, int point, int points);

  @Override
  default boolean multipliesByInput() {
    return of().method().multipliesByInput();
  }

  @Override
  default Attribution[][] attribute(ExplainableBatch batch) {
    RuleMethod method = of().method();
    int draws = draws();
    int points = batch.leads() * batch.samples();
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    NoiseDraws noisy = new NoiseDraws(batch, NOISE, noise());
    RowSums sums =
        new RowSums(
            batch,
            draws,
            kept(),
            (record, target, sum) -> {
              float[] values = new float[points];
              for (int i = 0; i < points; i++) {
                values[i] = (float) result(sum, i, points);
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
            method.rule(),
            (row, target, gradient, prediction) -> {
              int record = row / draws;
              double[] sum = sums.of(record, target);
              // The noise is drawn again rather than kept: a draw costs less than the memory.
              double[] copy = method.multipliesByInput() ? noisy.values(record, row % draws) : null;
              for (int i = 0; i < points; i++) {
                float x = copy == null ? 0 : (float) copy[i];
                add(method.point(gradient[i], x), row % draws, sum, i, points);
              }
              sums.added(record, target);
            });
    return attributions;
  }
}
