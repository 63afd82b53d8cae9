package org.ecglens.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.ecglens.random.Draws;

/**
 * Kendall's τ-b between two rankings of the same things, with correction for ties (Kendall,
 * Biometrika 1945;33(3):239–251). Range [−1, 1]. p is two-sided: exact where no ranking has ties
 * and there are at most 33 things, else from the normal distribution with the variance for ties
 * (Kendall, Rank Correlation Methods 1970), which is rough for fewer than ten.
 */
public final class KendallTau {
  private static final int MOST_EXACT = 33;

  /** Means that differ by rounding alone are ties. */
  private static final double DIGITS = 1e12;

  private KendallTau() {}

  /**
   * Computes τ-b of two samples of equal length.
   *
   * @param one finite
   * @param other finite
   * @return without a value for fewer than two things, and where all of them are equal in a ranking
   */
  public static Concordance of(double[] one, double[] other) {
    int n = one.length;
    if (n < 2) {
      return Concordance.none(n, 2, "a ranking needs at least two methods");
    }
    double[] x = positive(one);
    double[] y = positive(other);
    double tau = coefficient(x, y);
    if (Double.isNaN(tau)) {
      return Concordance.none(n, 2, "all methods are equal in one of the rankings");
    }
    return Concordance.of(tau, p(x, y), n, 2);
  }

  /**
   * Compares the raters' ranking of methods with that of a score. The raters' mean of a method is
   * over raters in a record, then over records; the score's is over the same records.
   *
   * @param ratings {@code [rater][record][method]}, NaN where a rater has not rated
   * @param scores {@code [record][method]}; only where there is a rating
   * @param draws what the bootstrap is for
   * @return τ-b, its p and the interval from resampling records and raters, both random factors; of
   *     a single rater, from resampling records alone. {@code items} is the number of methods
   */
  public static Concordance ofRatings(double[][][] ratings, double[][] scores, Draws draws) {
    int[] all = IntStream.range(0, scores.length).toArray();
    int[] raters = IntStream.range(0, ratings.length).toArray();
    double[][] experts = overRaters(ratings, raters, scores.length);
    int[] methods =
        scores.length == 0
            ? new int[0]
            : IntStream.range(0, scores[0].length)
                .filter(
                    method -> Arrays.stream(experts).anyMatch(row -> !Double.isNaN(row[method])))
                .toArray();
    Concordance tau =
        of(means(experts, all, methods, experts), means(scores, all, methods, experts));
    if (tau.value() == null) {
      return tau;
    }
    return tau.with(
        ResampledInterval.of(
            scores.length,
            ratings.length,
            draws,
            Summary.RESAMPLES,
            (records, others) -> {
              double[][] drawn = overRaters(ratings, others, scores.length);
              double[] x = means(drawn, records, methods, drawn);
              double[] y = means(scores, records, methods, drawn);
              int[] there = IntStream.range(0, x.length).filter(i -> !Double.isNaN(x[i])).toArray();
              return there.length < 2
                  ? Double.NaN
                  : coefficient(
                      Arrays.stream(there).mapToDouble(i -> x[i]).toArray(),
                      Arrays.stream(there).mapToDouble(i -> y[i]).toArray());
            }));
  }

  /** Mean over some raters, {@code [record][method]}; NaN where none of them has rated. */
  private static double[][] overRaters(double[][][] ratings, int[] raters, int records) {
    double[][] means = new double[records][];
    for (int record = 0; record < records; record++) {
      int methods = ratings[0][record].length;
      means[record] = new double[methods];
      for (int method = 0; method < methods; method++) {
        double sum = 0;
        int n = 0;
        for (int rater : raters) {
          double value = ratings[rater][record][method];
          if (!Double.isNaN(value)) {
            sum += value;
            n++;
          }
        }
        means[record][method] = n == 0 ? Double.NaN : sum / n;
      }
    }
    return means;
  }

  /** NaN where all values of a sample are equal: the library divides 0 by 0. */
  private static double coefficient(double[] x, double[] y) {
    double tau = new KendallsCorrelation().correlation(x, y);
    return Double.isNaN(tau) ? tau : Math.max(-1, Math.min(1, tau));
  }

  /** Means over the records that are rated; NaN for a method without any. */
  private static double[] means(double[][] values, int[] records, int[] methods, double[][] rated) {
    double[] means = new double[methods.length];
    for (int i = 0; i < methods.length; i++) {
      double sum = 0;
      long n = 0;
      for (int record : records) {
        if (!Double.isNaN(rated[record][methods[i]])) {
          sum += values[record][methods[i]];
          n++;
        }
      }
      means[i] = n == 0 ? Double.NaN : rounded(sum / n);
    }
    return means;
  }

  static double rounded(double mean) {
    if (mean == 0) {
      return 0;
    }
    double unit = StrictMath.pow(10, Math.ceil(StrictMath.log10(Math.abs(mean)))) / DIGITS;
    return unit == 0 ? mean : Math.rint(mean / unit) * unit;
  }

  /** The library takes −0 for less than 0. */
  private static double[] positive(double[] values) {
    return Arrays.stream(values).map(value -> value + 0.0).toArray();
  }

  private static double p(double[] x, double[] y) {
    int n = x.length;
    double score = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        score += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
      }
    }
    double[] tiesX = ties(x);
    double[] tiesY = ties(y);
    if (tiesX[0] == 0 && tiesY[0] == 0 && n <= MOST_EXACT) {
      return exact(n, score);
    }
    double pairs = n * (n - 1.0);
    double variance =
        (pairs * (2 * n + 5) - tiesX[2] - tiesY[2]) / 18
            + tiesX[0] * tiesY[0] / (2 * pairs)
            + (n > 2 ? tiesX[1] * tiesY[1] / (9 * pairs * (n - 2)) : 0);
    double z = Math.abs(score) / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z));
  }

  /** Σ t (t − 1), Σ t (t − 1) (t − 2) and Σ t (t − 1) (2 t + 5) over the groups of ties. */
  private static double[] ties(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] sums = new double[3];
    int first = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[first]) {
        double t = i - first;
        sums[0] += t * (t - 1);
        sums[1] += t * (t - 1) * (t - 2);
        sums[2] += t * (t - 1) * (2 * t + 5);
        first = i;
      }
    }
    return sums;
  }

  /** Twice the share of permutations with at most as many inversions, or as many pairs in order. */
  private static double exact(int n, double score) {
    int pairs = n * (n - 1) / 2;
    int fewer = (int) ((pairs - Math.abs(score)) / 2);
    double[] shares = {1};
    for (int size = 2; size <= n; size++) {
      double[] next = new double[size * (size - 1) / 2 + 1];
      for (int inversions = 0; inversions < next.length; inversions++) {
        for (int more = 0; more < size; more++) {
          int before = inversions - more;
          if (before >= 0 && before < shares.length) {
            next[inversions] += shares[before] / size;
          }
        }
      }
      shares = next;
    }
    return Math.min(1, 2 * Arrays.stream(shares, 0, fewer + 1).sum());
  }
}
