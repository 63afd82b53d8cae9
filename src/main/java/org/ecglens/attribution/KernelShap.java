package org.ecglens.attribution;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.ecglens.random.Draws;

/**
 * Shapley values of groups of points as the weighted least squares fit Σ φ of the kept groups to
 * F(x with the others replaced) − F(x′), under Σφ = F(x) − F(x′): Lundberg and Lee, "A unified
 * approach to interpreting model predictions", 2017. A coalition of k of M groups has the weight (M
 * − 1) / (C(M, k) k (M − k)).
 *
 * <p>With no more than {@code samples} coalitions all are evaluated and the values are exact. Else
 * sizes are drawn in proportion to the weight of all coalitions of the size, and each coalition
 * comes with its complement (Covert and Lee, "Improving KernelSHAP: practical Shapley value
 * estimation via linear regression", 2021). Standard errors are those of least squares with
 * residuals of any variance, pair by pair; where the coalitions leave some values open, these are
 * the least ones, and there are no standard errors.
 *
 * @param samples coalitions beside the empty and the whole one
 * @param segmentation groups
 * @param replacement of what is not in a coalition; x′ has all groups replaced
 * @param divide whether the points of a group share its value
 */
record KernelShap(int samples, Segmentation segmentation, Replacement replacement, boolean divide)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "kernel-shap",
          MethodGroup.PERTURBATION,
          "Shapley values of segments, from predictions of random coalitions of them",
          List.of(
              MethodOption.of(
                  "samples",
                  Domain.integers(2, 1_000_000),
                  "1000",
                  "25",
                  "coalitions; all of them where there are no more"),
              Segmentation.segments("1/12", "1/12"),
              Segmentation.leads("limb-precordial", "all"),
              Replacement.option("linear", "zero"),
              FeatureAblation.DIVIDE),
          settings ->
              new KernelShap(
                  settings.integer("samples"),
                  Segmentation.of(settings),
                  Replacement.of(settings),
                  settings.flag("divide")));

  /** Decides what coalitions leave open, for the least values; changes no other digit. */
  private static final double LEAST_NORM = 1e-9;

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
    Coalitions[] coalitions = new Coalitions[batch.records()];
    int[] rows = new int[coalitions.length];
    for (int record = 0; record < rows.length; record++) {
      coalitions[record] = coalitions(batch, record, groups.count(record));
      rows[record] = coalitions[record].count() + 1;
    }
    float[][] predictions = batch.predictions();
    // Row 0 is x′.
    float[][][] changed =
        groups.predictions(
            rows,
            (record, row) -> {
              BitSet replaced = row == 0 ? new BitSet() : coalitions[record].members(row - 1);
              replaced.flip(0, groups.count(record));
              return replaced;
            });
    Attribution[][] attributions = new Attribution[rows.length][];
    for (int record = 0; record < rows.length; record++) {
      Fit fit = new Fit(coalitions[record], groups.count(record));
      attributions[record] = new Attribution[changed[record].length];
      for (int target = 0; target < changed[record].length; target++) {
        attributions[record][target] =
            attribution(groups, record, fit, predictions[record][target], changed[record][target]);
      }
    }
    return attributions;
  }

  private Attribution attribution(
      ReplacedGroups groups, int record, Fit fit, double prediction, float[] changed) {
    double change = prediction - changed[0];
    double[] values =
        IntStream.range(1, changed.length)
            .mapToDouble(row -> (double) changed[row] - changed[0])
            .toArray();
    double[] shapley = fit.shapley(values, change);
    double[] errors = fit.errors(values, shapley);
    return new Attribution(
        groups.map(record, shapley, divide),
        prediction,
        DoubleStream.of(shapley).sum() - change,
        errors == null ? null : groups.map(record, errors, divide));
  }

  private Coalitions coalitions(ExplainableBatch batch, int record, int groups) {
    GroupFit.check(name(), batch, record, groups);
    if (groups < Integer.SIZE - 1 && 1 << groups <= samples + 2) {
      return new All(groups);
    }
    int pairs = samples / 2;
    if (pairs + 1 < groups) {
      throw GroupFit.undetermined(name(), groups);
    }
    return new Pairs(
        groups,
        pairs,
        Draws.of(batch.seed(), batch.model(), batch.recordId(record), name(), "size"),
        Draws.of(batch.seed(), batch.model(), batch.recordId(record), name(), "members"));
  }

  /** Coalitions that are evaluated. */
  private interface Coalitions {
    int count();

    /** The groups in a coalition, a set of the caller's. */
    BitSet members(int coalition);

    double weight(int coalition);

    /** Whether coalitions 2i and 2i + 1 are drawn, as complements; else they are all there are. */
    boolean drawn();
  }

  /** All but the empty and the whole one. */
  private record All(int groups) implements Coalitions {
    @Override
    public int count() {
      return (1 << groups) - 2;
    }

    @Override
    public BitSet members(int coalition) {
      return BitSet.valueOf(new long[] {coalition + 1L});
    }

    @Override
    public double weight(int coalition) {
      int size = Integer.bitCount(coalition + 1);
      return (groups - 1.0)
          / (CombinatoricsUtils.binomialCoefficientDouble(groups, size) * size * (groups - size));
    }

    @Override
    public boolean drawn() {
      return false;
    }
  }

  /** Drawn ones, each followed by its complement. */
  private record Pairs(int groups, int pairs, Draws sizes, Draws members) implements Coalitions {
    @Override
    public int count() {
      return 2 * pairs;
    }

    @Override
    public BitSet members(int coalition) {
      int pair = coalition / 2;
      int[] order = members.permutation(groups, pair);
      BitSet set = new BitSet(groups);
      IntStream.of(order).limit(size(pair)).forEach(set::set);
      if (coalition % 2 == 1) {
        set.flip(0, groups);
      }
      return set;
    }

    /** Size k with a probability in proportion to 1 / (k (M − k)). */
    private int size(int pair) {
      double total = 0;
      for (int size = 1; size < groups; size++) {
        total += 1.0 / ((double) size * (groups - size));
      }
      double place = sizes.uniform(pair, 0) * total;
      int size = 1;
      double sum = 1.0 / (groups - 1.0);
      while (sum <= place && size < groups - 1) {
        size++;
        sum += 1.0 / ((double) size * (groups - size));
      }
      return size;
    }

    @Override
    public double weight(int coalition) {
      return 1;
    }

    @Override
    public boolean drawn() {
      return true;
    }
  }

  /**
   * Least squares under a sum: φ = P b + u Δ / 1ᵀu with u = A⁻¹1, P = A⁻¹ − u uᵀ / 1ᵀu, b = Σ w z
   * v.
   */
  private static final class Fit {
    private final int groups;
    private final boolean drawn;
    private final int count;
    private final GroupFit samples;
    private final double[][] projection;
    private final double[] shares;
    private final boolean determined;

    Fit(Coalitions coalitions, int groups) {
      this.groups = groups;
      this.drawn = coalitions.drawn();
      this.count = coalitions.count();
      BitSet[] members = new BitSet[count];
      Arrays.setAll(members, coalitions::members);
      double[] weights = new double[count];
      Arrays.setAll(weights, coalitions::weight);
      samples = new GroupFit(members, weights, groups);
      projection = new double[groups][groups];
      shares = new double[groups];
      if (groups == 1) {
        shares[0] = 1;
        determined = true;
        return;
      }
      double[][] matrix = samples.matrix();
      Optional<double[][]> exact = GroupFit.inverse(matrix);
      determined = exact.isPresent();
      double[][] inverse = exact.orElseGet(() -> leastNorm(matrix));
      double[] ones = new double[groups];
      Arrays.fill(ones, 1);
      double[] sums = GroupFit.times(inverse, ones);
      double total = DoubleStream.of(sums).sum();
      for (int i = 0; i < groups; i++) {
        shares[i] = sums[i] / total;
        for (int j = 0; j < groups; j++) {
          projection[i][j] = inverse[i][j] - sums[i] * sums[j] / total;
        }
      }
    }

    private static double[][] leastNorm(double[][] matrix) {
      double trace = 0;
      for (int i = 0; i < matrix.length; i++) {
        trace += matrix[i][i];
      }
      for (int i = 0; i < matrix.length; i++) {
        matrix[i][i] += LEAST_NORM * trace / matrix.length;
      }
      return GroupFit.inverse(matrix)
          .orElseThrow(() -> GroupFit.undetermined(DEFINITION.name(), matrix.length));
    }

    double[] shapley(double[] values, double change) {
      double[] shapley = GroupFit.times(projection, samples.products(values));
      for (int group = 0; group < groups; group++) {
        shapley[group] += shares[group] * change;
      }
      return shapley;
    }

    /** Zero where nothing was drawn; null where the pairs do no more than determine the values. */
    double[] errors(double[] values, double[] shapley) {
      double[] squares = new double[groups];
      if (!drawn) {
        return squares;
      }
      int pairs = count / 2;
      int free = groups - 1;
      if (!determined || pairs <= free) {
        return null;
      }
      for (int pair = 0; pair < pairs; pair++) {
        // z e + (1 − z) e′ of a coalition and its complement.
        double[] score = new double[groups];
        Arrays.fill(score, values[2 * pair + 1] - samples.value(2 * pair + 1, shapley));
        double own = values[2 * pair] - samples.value(2 * pair, shapley);
        double other = score[0];
        samples.kept(2 * pair).stream().forEach(group -> score[group] += own - other);
        double[] influence = GroupFit.times(projection, score);
        for (int group = 0; group < groups; group++) {
          squares[group] += influence[group] * influence[group];
        }
      }
      double factor = (double) pairs / (pairs - free);
      return DoubleStream.of(squares).map(square -> Math.sqrt(factor * square)).toArray();
    }
  }
}
