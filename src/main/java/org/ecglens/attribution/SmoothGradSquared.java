package org.ecglens.attribution;

/**
 * Mean of the squared gradient at x + N(0, σ²): Hooker et al., "A benchmark for interpretability
 * methods in deep neural networks", 2019, as SmoothGrad².
 *
 * @param draws how many noisy copies
 * @param noise their σ
 * @param of the method whose maps are squared and averaged; the gradient in the paper
 */
public record SmoothGradSquared(int draws, InputNoise noise, PointRule of) implements NoiseMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "smoothgrad-squared",
          MethodGroup.GRADIENT,
          "mean squared gradient at copies of the record with noise",
          NoiseMethod.options(),
          settings ->
              new SmoothGradSquared(
                  settings.integer("draws"),
                  InputNoise.of(settings),
                  settings.choice("of", PointRule.class)));

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
    sums[point] += value * value;
  }

  @Override
  public double result(double[] sums, int point, int points) {
    return sums[point] / draws;
  }
}
