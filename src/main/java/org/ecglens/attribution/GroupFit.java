package org.ecglens.attribution;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.ecglens.error.UserException;

/**
 * Normal equations of a linear model of predictions in which groups of points are kept (1) or
 * replaced (0), for all targets of one record: A = Σ w z zᵀ.
 */
final class GroupFit {
  /** A matrix of 32 MB. */
  private static final int MOST_GROUPS = 2048;

  /** Pivots below this share of the largest diagonal element are rounding. */
  private static final double SINGULAR = 1e-12;

  private final BitSet[] kept;
  private final double[] weights;
  private final int groups;

  /**
   * Samples of a record.
   *
   * @param kept groups, of each sample
   * @param weights of the samples, not negative
   * @param groups their number
   */
  GroupFit(BitSet[] kept, double[] weights, int groups) {
    this.kept = kept;
    this.weights = weights;
    this.groups = groups;
  }

  /**
   * Refuses more groups than a fit can take.
   *
   * @throws UserException naming the method and what to do
   */
  static void check(String method, ExplainableBatch batch, int record, int groups) {
    if (groups > MOST_GROUPS) {
      throw new UserException(
          "%s: %s has %d groups of points, %d at most can be fitted; set longer %s.segments, or %s.leads=all"
              .formatted(method, batch.recordId(record), groups, MOST_GROUPS, method, method));
    }
  }

  /** The groups that are kept in a sample. */
  BitSet kept(int sample) {
    return kept[sample];
  }

  /** Σ w z. */
  double[] sum() {
    double[] ones = new double[kept.length];
    Arrays.fill(ones, 1);
    return products(ones);
  }

  /** Σ w z v of one value v for each sample. */
  double[] products(double[] values) {
    double[] sums = new double[groups];
    for (int sample = 0; sample < kept.length; sample++) {
      double value = weights[sample] * values[sample];
      BitSet in = kept[sample];
      for (int group = in.nextSetBit(0); group >= 0; group = in.nextSetBit(group + 1)) {
        sums[group] += value;
      }
    }
    return sums;
  }

  /** Σ w. */
  double weight() {
    return Arrays.stream(weights).sum();
  }

  /** Σ w z zᵀ. */
  double[][] matrix() {
    double[][] matrix = new double[groups][groups];
    for (int sample = 0; sample < kept.length; sample++) {
      int[] in = kept[sample].stream().toArray();
      for (int i = 0; i < in.length; i++) {
        double[] row = matrix[in[i]];
        for (int j = i; j < in.length; j++) {
          row[in[j]] += weights[sample];
        }
      }
    }
    for (int i = 0; i < groups; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
    }
    return matrix;
  }

  /** What the model says of a sample: the sum of the coefficients of the groups that are kept. */
  double value(int sample, double[] coefficients) {
    double sum = 0;
    BitSet in = kept[sample];
    for (int group = in.nextSetBit(0); group >= 0; group = in.nextSetBit(group + 1)) {
      sum += coefficients[group];
    }
    return sum;
  }

  /** The inverse of a symmetric matrix; empty where samples leave groups undetermined. */
  static Optional<double[][]> inverse(double[][] matrix) {
    double largest = 0;
    for (int i = 0; i < matrix.length; i++) {
      largest = Math.max(largest, matrix[i][i]);
    }
    try {
      return Optional.of(
          new CholeskyDecomposition(
                  new Array2DRowRealMatrix(matrix, false), 1e-12, SINGULAR * largest)
              .getSolver()
              .getInverse()
              .getData());
    } catch (NonPositiveDefiniteMatrixException e) {
      return Optional.empty();
    }
  }

  /** Says that the samples are too few for the groups. */
  static UserException undetermined(String method, int groups) {
    return new UserException(
        "%s: the samples leave the %d groups of points undetermined; raise %s.samples, or set longer %s.segments or %s.leads=all"
            .formatted(method, groups, method, method, method));
  }

  /** A matrix times a vector. */
  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += matrix[i][j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }
}
