package org.ecglens.attribution;

/**
 * Variance of the gradient at x + N(0, σ²), over the draws: Adebayo et al., "Local explanation
 * methods for deep neural networks lack sensitivity to parameter values", 2018.
 *
 * @param draws how many noisy copies
 * @param noise their σ
 * @param of the method whose maps vary; the gradient in the paper
 * @param signed whether the variance is that of the map; else of its absolute value
 */
public record VarGrad(int draws, InputNoise noise, PointRule of, boolean signed)
    implements NoiseMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "vargrad",
          MethodGroup.GRADIENT,
          "variance of the gradient at copies of the record with noise",
          NoiseMethod.options(
              MethodOption.of(
                  "signed",
                  Domain.flag(),
                  "true",
                  "false",
                  "variance of the gradient instead of that of its absolute value")),
          settings ->
              new VarGrad(
                  settings.integer("draws"),
                  InputNoise.of(settings),
                  settings.choice("of", PointRule.class),
                  settings.flag("signed")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  /** The first copy's value, and sums of the differences to it and of their squares. */
  @Override
  public int kept() {
    return 3;
  }

  @Override
  public void add(double value, int draw, double[] sums, int point, int points) {
    double taken = signed ? value : Math.abs(value);
    if (draw == 0) {
      sums[point] = taken;
    }
    double difference = taken - sums[point];
    sums[points + point] += difference;
    sums[2 * points + point] += difference * difference;
  }

  @Override
  public double result(double[] sums, int point, int points) {
    double mean = sums[points + point] / draws;
    return Math.max(0, sums[2 * points + point] / draws - mean * mean);
  }
}
