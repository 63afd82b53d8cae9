package org.ecglens.stats;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Intraclass correlation: of the two-way random model for absolute agreement ICC(2,1), of a single
 * rater, and ICC(2,k), of the mean of k raters, and for consistency ICC(3,1), of a single rater
 * whose leniency does not count (Shrout and Fleiss, Psychol Bull 1979;86(2):420–428; interval:
 * their F-based one; p: of the F test for differences between items). Range (−∞, 1]; 1 is
 * agreement, 0 or less none. Only items that all raters have rated count.
 */
public final class IntraclassCorrelation {
  private static final double HIGH = 0.975;

  /** Rounding of a residual, relative to the largest rating. */
  private static final double ROUNDING = 1e-13;

  private final int n;
  private final int k;
  private final double items;
  private final double raters;
  private final double residual;

  private IntraclassCorrelation(double[][] values) {
    n = values.length;
    k = values[0].length;
    double largest = 0;
    double grand = 0;
    double[] ofRater = new double[k];
    double[] ofItem = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        largest = Math.max(largest, Math.abs(values[i][j]));
        ofItem[i] += values[i][j] / k;
        ofRater[j] += values[i][j] / n;
      }
      grand += ofItem[i] / n;
    }
    double mean = grand;
    double itemSquares = k * squares(ofItem, mean);
    double raterSquares = n * squares(ofRater, mean);
    double residualSquares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        double rest = values[i][j] - ofItem[i] - ofRater[j] + mean;
        residualSquares += rest * rest;
      }
    }
    double nothing = ROUNDING * ROUNDING * largest * largest;
    items = unlessRounding(itemSquares / (n - 1), nothing);
    raters = unlessRounding(raterSquares / (k - 1), nothing);
    residual = unlessRounding(residualSquares / ((n - 1.0) * (k - 1)), nothing);
  }

  private static double squares(double[] means, double mean) {
    return Arrays.stream(means).map(value -> (value - mean) * (value - mean)).sum();
  }

  private static double unlessRounding(double square, double nothing) {
    return square <= nothing ? 0 : square;
  }

  /** ICC(2,1): how reliable the rating of one rater is. */
  public static Concordance single(RaterMatrix ratings) {
    return of(ratings, false);
  }

  /** ICC(2,k): how reliable the mean over the raters is. */
  public static Concordance average(RaterMatrix ratings) {
    return of(ratings, true);
  }

  /** ICC(3,1): how reliable the order and the differences are that one rater gives. */
  public static Concordance consistency(RaterMatrix ratings) {
    return of(
        ratings,
        squares -> squares.items + (squares.k - 1) * squares.residual,
        IntraclassCorrelation::consistencyInterval);
  }

  private static Concordance of(RaterMatrix ratings, boolean average) {
    return of(
        ratings,
        squares -> average ? squares.averageVariance() : squares.singleVariance(),
        squares -> squares.interval(average));
  }

  private static Concordance of(
      RaterMatrix ratings,
      ToDoubleFunction<IntraclassCorrelation> variance,
      Function<IntraclassCorrelation, ResampledInterval> interval) {
    if (ratings.active() < 2) {
      return Concordance.none(ratings.items(), ratings.active(), "there is one rater");
    }
    RaterMatrix used = ratings.complete();
    if (used.items() < 2) {
      return Concordance.none(
          used.items(), ratings.active(), "fewer than two items have ratings by all raters");
    }
    if (used.constant()) {
      return Concordance.none(used.items(), used.raters(), "all ratings are equal");
    }
    IntraclassCorrelation squares = new IntraclassCorrelation(used.values());
    double denominator = variance.applyAsDouble(squares);
    if (denominator <= 0) {
      return Concordance.none(
          used.items(), used.raters(), "the estimated variance of the ratings is not positive");
    }
    double value = (squares.items - squares.residual) / denominator;
    return Concordance.of(value, squares.p(), used.items(), used.raters())
        .with(interval.apply(squares));
  }

  private double singleVariance() {
    return items + (k - 1) * residual + k * (raters - residual) / n;
  }

  private double averageVariance() {
    return items + (raters - residual) / n;
  }

  private double p() {
    return residual == 0
        ? 0
        : 1 - f(n - 1.0, (n - 1.0) * (k - 1)).cumulativeProbability(items / residual);
  }

  private ResampledInterval interval(boolean average) {
    if (singleVariance() <= 0) {
      return none("the variance of a single rating is not positive");
    }
    double icc = (items - residual) / singleVariance();
    // Shrout and Fleiss' degrees of freedom, times the residual squared so that it may be 0.
    double a = k * icc * raters;
    double b = (n * (1 + (k - 1) * icc) - k * icc) * residual;
    double degrees = (n - 1.0) * (k - 1) * (a + b) * (a + b) / ((n - 1.0) * a * a + b * b);
    if (!(degrees > 0)) {
      return none("the raters agree exactly");
    }
    double upper = f(n - 1.0, degrees).inverseCumulativeProbability(HIGH);
    double lower = f(degrees, n - 1.0).inverseCumulativeProbability(HIGH);
    double rest = k * raters + ((double) k * n - k - n) * residual;
    double low = n * (items - upper * residual) / (upper * rest + n * items);
    double high = n * (lower * items - residual) / (rest + n * lower * items);
    if (average) {
      low = stepUp(low);
      high = stepUp(high);
    }
    return Double.isFinite(low) && Double.isFinite(high) && low <= high
        ? new ResampledInterval(low, high, null)
        : none("too little is known of differences between raters");
  }

  private ResampledInterval consistencyInterval() {
    if (residual == 0) {
      return none("the raters agree exactly");
    }
    double f = items / residual;
    double rest = (n - 1.0) * (k - 1);
    double low = f / f(n - 1.0, rest).inverseCumulativeProbability(HIGH);
    double high = f * f(rest, n - 1.0).inverseCumulativeProbability(HIGH);
    return new ResampledInterval((low - 1) / (low + k - 1), (high - 1) / (high + k - 1), null);
  }

  /** Spearman and Brown: reliability of k raters from that of one. */
  private double stepUp(double single) {
    double variance = 1 + single * (k - 1);
    return variance > 0 ? k * single / variance : Double.NaN;
  }

  private static ResampledInterval none(String reason) {
    return new ResampledInterval(null, null, "no interval: " + reason);
  }

  private static FDistribution f(double numerator, double denominator) {
    return new FDistribution(null, numerator, denominator);
  }
}
