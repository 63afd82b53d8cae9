package org.ecglens.attribution;

/**
 * Mean of the gradient at x + N(0, σ²): Smilkov et al., "SmoothGrad: removing noise by adding
 * noise", 2017.
 *
 * @param draws how many noisy copies
 * @param noise their σ
 * @param of the method whose maps are averaged; the gradient in the paper
 * @param signed whether the mean is of the map; else of its absolute value
 */
public record SmoothGrad(int draws, InputNoise noise, PointRule of, boolean signed)
    implements NoiseMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          NOISE,
          MethodGroup.GRADIENT,
          "mean gradient at copies of the record with noise",
          NoiseMethod.options(
              MethodOption.of(
                  "signed",
                  Domain.flag(),
                  "false",
                  "false",
                  "mean of the gradient instead of its absolute value")),
          settings ->
              new SmoothGrad(
                  settings.integer("draws"),
                  InputNoise.of(settings),
                  settings.choice("of", PointRule.class),
                  settings.flag("signed")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public int kept() {
    return 1;
  }

  @Override
  public void add(double value, int draw, double[] sums, int point, int points) {
    sums[point] += signed ? value : Math.abs(value);
  }

  @Override
  public double result(double[] sums, int point, int points) {
    return sums[point] / draws;
  }
}
