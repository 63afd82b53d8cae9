package org.ecglens.attribution;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * Coefficients of a linear model of F in which groups of points are kept (1) or replaced (0),
 * fitted to random samples, each group kept with probability ½: Ribeiro, Singh and Guestrin, "Why
 * should I trust you? Explaining the predictions of any classifier", 2016. A sample at the cosine
 * distance d from the record has the weight exp(−d² / (2 width²)); the intercept is not penalised.
 *
 * <p>With no more than {@code samples} subsets all are evaluated. Standard errors are those of
 * least squares with residuals of any variance.
 *
 * @param samples subsets of the groups
 * @param distance what the cosine is taken of
 * @param width of the kernel
 * @param ridge α in Σ w (F − model)² + α Σ coefficients²
 * @param segmentation groups
 * @param replacement of what is not kept
 * @param divide whether the points of a group share its coefficient
 */
record Lime(
    int samples,
    Lime.Distance distance,
    double width,
    double ridge,
    Segmentation segmentation,
    Replacement replacement,
    boolean divide)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "lime",
          MethodGroup.PERTURBATION,
          "coefficients of a linear model of segments that are kept or replaced",
          List.of(
              MethodOption.of(
                  "samples",
                  Domain.integers(2, 1_000_000),
                  "1000",
                  "25",
                  "subsets of the segments; all of them where there are no more"),
              MethodOption.of(
                  "distance",
                  Domain.choice(Distance.class),
                  "segments",
                  "record",
                  "cosine between which segments are kept, or between the values of the record"),
              MethodOption.of(
                  "width", Domain.positive(), "0.25", "1.0", "width of the kernel of distances"),
              MethodOption.of(
                  "ridge",
                  Domain.notNegative(),
                  "1.0",
                  "0.01",
                  "penalty of the squares of the coefficients"),
              Segmentation.segments("1/12", "1/12"),
              Segmentation.leads("limb-precordial", "all"),
              Replacement.option("linear", "zero"),
              FeatureAblation.DIVIDE),
          settings ->
              new Lime(
                  settings.integer("samples"),
                  settings.choice("distance", Distance.class),
                  settings.number("width"),
                  settings.number("ridge"),
                  Segmentation.of(settings),
                  Replacement.of(settings),
                  settings.flag("divide")));

  /** What the distance of a sample from the record is measured in. */
  enum Distance {
    /** Which groups are kept: 1 − √(share of the groups that are). */
    SEGMENTS,
    /** The values of the points. */
    RECORD;

    @Override
    public String toString() {
      return Domain.hyphenated(this);
    }
  }

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return true;
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    ReplacedGroups groups = ReplacedGroups.of(batch, segmentation, replacement);
    int[] rows = new int[batch.records()];
    Draws[] draws = new Draws[rows.length];
    double[][] weights = new double[rows.length][];
    for (int record = 0; record < rows.length; record++) {
      int count = groups.count(record);
      GroupFit.check(name(), batch, record, count);
      boolean all = count < Integer.SIZE - 1 && 1 << count <= samples;
      rows[record] = all ? 1 << count : samples;
      draws[record] =
          all ? null : Draws.of(batch.seed(), batch.model(), batch.recordId(record), name());
      weights[record] = new double[rows[record]];
    }
    float[][] predictions = batch.predictions();
    float[][][] changed =
        groups.predictions(
            rows,
            (record, row) -> {
              BitSet set = kept(draws[record], row, groups.count(record));
              weights[record][row] = weight(set, groups.count(record));
              set.flip(0, groups.count(record));
              return set;
            },
            (record, row, values) -> {
              if (distance == Distance.RECORD) {
                weights[record][row] = kernel(1 - cosine(batch.signal(record), values));
              }
            });
    Attribution[][] attributions = new Attribution[rows.length][];
    for (int record = 0; record < rows.length; record++) {
      int count = groups.count(record);
      BitSet[] kept = new BitSet[rows[record]];
      for (int row = 0; row < kept.length; row++) {
        kept[row] = kept(draws[record], row, count);
      }
      Fit fit = new Fit(kept, weights[record], count, ridge, draws[record] != null);
      attributions[record] = new Attribution[changed[record].length];
      for (int target = 0; target < changed[record].length; target++) {
        float[] values = changed[record][target];
        double[] wide = IntStream.range(0, values.length).mapToDouble(row -> values[row]).toArray();
        double[] coefficients = fit.coefficients(wide);
        double[] errors = fit.errors(wide, coefficients);
        attributions[record][target] =
            new Attribution(
                groups.map(record, coefficients, divide),
                predictions[record][target],
                null,
                errors == null ? null : groups.map(record, errors, divide));
      }
    }
    return attributions;
  }

  /** Each group with probability ½; the binary digits of the row where all subsets are asked. */
  private static BitSet kept(Draws draws, int row, int groups) {
    if (draws == null) {
      return BitSet.valueOf(new long[] {row});
    }
    float[] uniform = new float[groups];
    draws.uniforms(row, uniform, 0, groups);
    BitSet kept = new BitSet(groups);
    for (int group = 0; group < groups; group++) {
      kept.set(group, uniform[group] < 0.5f);
    }
    return kept;
  }

  private double weight(BitSet kept, int groups) {
    return kernel(1 - Math.sqrt((double) kept.cardinality() / groups));
  }

  private double kernel(double distance) {
    return Math.exp(-distance * distance / (2 * width * width));
  }

  /** 0 where one of the two is zero. */
  private static double cosine(float[] one, float[] other) {
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += (double) one[i] * other[i];
      squares += (double) one[i] * one[i];
      others += (double) other[i] * other[i];
    }
    return squares == 0 || others == 0 ? 0 : product / Math.sqrt(squares * others);
  }

  /** β = (Σ w (z − z̄)(z − z̄)ᵀ + α)⁻¹ Σ w (z − z̄) F. */
  private static final class Fit {
    private final GroupFit samples;
    private final BitSet[] kept;
    private final double[] weights;
    private final double total;
    private final double[] means;
    private final double[][] inverse;
    private final boolean drawn;

    Fit(BitSet[] kept, double[] weights, int groups, double ridge, boolean drawn) {
      this.kept = kept;
      this.weights = weights;
      this.drawn = drawn;
      samples = new GroupFit(kept, weights, groups);
      total = samples.weight();
      means = DoubleStream.of(samples.sum()).map(sum -> sum / total).toArray();
      double[][] matrix = samples.matrix();
      for (int i = 0; i < groups; i++) {
        for (int j = 0; j < groups; j++) {
          matrix[i][j] -= total * (means[i] * means[j]);
        }
        matrix[i][i] += ridge;
      }
      inverse =
          GroupFit.inverse(matrix)
              .orElseThrow(() -> GroupFit.undetermined(DEFINITION.name(), groups));
    }

    private double mean(double[] values) {
      double sum = 0;
      for (int row = 0; row < values.length; row++) {
        sum += weights[row] * values[row];
      }
      return sum / total;
    }

    double[] coefficients(double[] values) {
      double mean = mean(values);
      // Σ w z (F − F̄): centring one factor of a product is enough.
      return GroupFit.times(
          inverse, samples.products(DoubleStream.of(values).map(value -> value - mean).toArray()));
    }

    /** Zero where nothing was drawn; null where there are no more samples than coefficients. */
    double[] errors(double[] values, double[] coefficients) {
      double[] squares = new double[coefficients.length];
      if (!drawn) {
        return squares;
      }
      int fitted = coefficients.length + 1;
      if (kept.length <= fitted) {
        return null;
      }
      double[] residuals = new double[values.length];
      Arrays.setAll(residuals, row -> values[row] - samples.value(row, coefficients));
      double intercept = mean(residuals);
      for (int row = 0; row < kept.length; row++) {
        double residual = weights[row] * (residuals[row] - intercept);
        double[] score = new double[coefficients.length];
        for (int group = 0; group < score.length; group++) {
          score[group] = residual * ((kept[row].get(group) ? 1 : 0) - means[group]);
        }
        double[] influence = GroupFit.times(inverse, score);
        for (int group = 0; group < squares.length; group++) {
          squares[group] += influence[group] * influence[group];
        }
      }
      double factor = (double) kept.length / (kept.length - fitted);
      return DoubleStream.of(squares).map(square -> Math.sqrt(factor * square)).toArray();
    }
  }
}
