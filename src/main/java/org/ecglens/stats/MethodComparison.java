package org.ecglens.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Methods compared on the same blocks, which are records, or subjects with the mean of their
 * records. No number is NaN or infinite.
 *
 * @param n number of blocks
 * @param friedman statistic of {@link Friedman}; null where there is none
 * @param friedmanP its p-value; null where there is none
 * @param criticalDifference of mean ranks, see {@link Nemenyi}; null where there is no statistic
 * @param places one for each method, in the order of the methods
 * @param pairs one for each unordered pair, the earlier method first
 */
public record MethodComparison(
    long n,
    Double friedman,
    Double friedmanP,
    Double criticalDifference,
    List<Place> places,
    List<Pair> pairs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** From this Holm-adjusted p-value on two methods cannot be told apart. */
  public static final double ALPHA = 0.05;

  /**
   * Where a method stands.
   *
   * @param method its name
   * @param n number of blocks, 0 for a method without scores
   * @param mean of its scores
   * @param median of its scores
   * @param meanRank within blocks, from 1, the best
   * @param place 1 + number of methods with a smaller mean rank
   * @param win {@link WinRate} against the control; null where there is no control, and for itself
   * @param reason why something is null; null where nothing is
   */
  public record Place(
      String method,
      long n,
      Double mean,
      Double median,
      Double meanRank,
      Integer place,
      Double win,
      Double winLow,
      Double winHigh,
      String reason)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of a method without any score. */
    public static Place none(String method, String reason) {
      return new Place(method, 0, null, null, null, null, null, null, null, reason);
    }
  }

  /**
   * How two methods differ. Differences are in the unit of the metric, method less other; effect,
   * d_z and win rate are positive, or above ½, where the method is the better one.
   *
   * @param method the one
   * @param other the other
   * @param n number of blocks
   * @param meanDifference mean of the differences
   * @param medianDifference median of the differences
   * @param wilcoxon statistic of {@link SignedRank}
   * @param p its two-sided p-value
   * @param pHolm adjusted for all pairs of this comparison
   * @param effect rank-biserial correlation, in [−1, 1]
   * @param dz see {@link PairedDifference}
   * @param winRate share of blocks in which the method is better, a tie counting half
   * @param nemenyiP see {@link Nemenyi}
   * @param recordsNeeded see {@link PairedDifference#blocksNeeded}
   * @param reason why something is null; null where nothing is
   */
  public record Pair(
      String method,
      String other,
      long n,
      Double meanDifference,
      Double medianDifference,
      Double wilcoxon,
      Double p,
      Double pHolm,
      Double effect,
      Double dz,
      Double winRate,
      Double nemenyiP,
      Long recordsNeeded,
      String reason)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether the two can be told apart. */
    public boolean distinct() {
      return pHolm != null && pHolm < ALPHA;
    }

    /** Whether it is about these two, in any order. */
    public boolean isOf(String one, String another) {
      return (method.equals(one) && other.equals(another))
          || (method.equals(another) && other.equals(one));
    }

    /** Whether one of the two can be told to be the better one. */
    public boolean better(String one) {
      return distinct() && (effect > 0) == method.equals(one);
    }

    private Pair withHolm(Double adjusted) {
      return new Pair(
          method,
          other,
          n,
          meanDifference,
          medianDifference,
          wilcoxon,
          p,
          adjusted,
          effect,
          dz,
          winRate,
          nemenyiP,
          recordsNeeded,
          reason);
    }
  }

  /** Copies the lists. */
  public MethodComparison {
    places = List.copyOf(places);
    pairs = List.copyOf(pairs);
  }

  /**
   * Compares.
   *
   * @param methods at least one
   * @param scores {@code [method][block]}, finite, in an order of blocks that is always the same:
   *     sums are taken in it
   * @param higherIsBetter which way is better
   * @param control method that win rates are against, or null
   * @throws IllegalArgumentException if a score is NaN or infinite
   */
  public static MethodComparison of(
      List<String> methods, double[][] scores, boolean higherIsBetter, String control) {
    Friedman friedman = Friedman.of(scores, higherIsBetter);
    int blocks = scores[0].length;
    boolean tested = friedman.statistic() != null;
    Nemenyi nemenyi = tested ? new Nemenyi(methods.size(), blocks) : null;
    List<Place> places = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (blocks == 0) {
        places.add(Place.none(methods.get(i), friedman.reason()));
      } else {
        places.add(place(methods, i, scores, friedman, higherIsBetter, control));
      }
      for (int j = i + 1; j < scores.length; j++) {
        Double p = tested ? nemenyi.p(friedman.meanRanks()[i] - friedman.meanRanks()[j]) : null;
        pairs.add(pair(methods.get(i), methods.get(j), scores[i], scores[j], higherIsBetter, p));
      }
    }
    List<Double> adjusted = Holm.adjusted(pairs.stream().map(Pair::p).toList());
    for (int i = 0; i < pairs.size(); i++) {
      pairs.set(i, pairs.get(i).withHolm(adjusted.get(i)));
    }
    return new MethodComparison(
        blocks,
        friedman.statistic(),
        friedman.p(),
        tested ? nemenyi.criticalDifference() : null,
        places,
        pairs);
  }

  private static Place place(
      List<String> methods,
      int method,
      double[][] scores,
      Friedman friedman,
      boolean higherIsBetter,
      String control) {
    double rank = friedman.meanRanks()[method];
    int against = control == null ? -1 : methods.indexOf(control);
    WinRate win =
        against < 0 || against == method
            ? null
            : WinRate.of(scores[method], scores[against], higherIsBetter);
    List<String> reasons = new ArrayList<>();
    if (friedman.reason() != null) {
      reasons.add(friedman.reason());
    }
    if (against == method) {
      reasons.add("it is the control");
    } else if (win == null) {
      reasons.add("there is no control to compare with");
    }
    return new Place(
        methods.get(method),
        scores[method].length,
        StatUtils.mean(scores[method]),
        Summary.quantile(scores[method], 0.5),
        rank,
        // Sums of ranks are multiples of a half: equal ones are equal to the bit.
        1 + (int) Arrays.stream(friedman.meanRanks()).filter(other -> other < rank).count(),
        win == null ? null : win.rate(),
        win == null ? null : win.low(),
        win == null ? null : win.high(),
        reasons.isEmpty() ? null : String.join("; ", reasons));
  }

  private static Pair pair(
      String method,
      String other,
      double[] scores,
      double[] others,
      boolean higherIsBetter,
      Double nemenyiP) {
    double[] differences = new double[scores.length];
    Arrays.setAll(differences, i -> scores[i] - others[i]);
    PairedDifference difference = PairedDifference.of(differences);
    SignedRank test = SignedRank.of(differences);
    String reason = test.reason();
    if (reason == null && difference.dz() == null) {
      reason = "all differences are equal";
    } else if (reason == null && difference.dz() == 0) {
      reason = "the mean difference is zero";
    }
    return new Pair(
        method,
        other,
        scores.length,
        difference.mean(),
        difference.median(),
        test.statistic(),
        test.p(),
        null,
        oriented(test.effect(), higherIsBetter),
        oriented(difference.dz(), higherIsBetter),
        scores.length == 0 ? null : WinRate.of(scores, others, higherIsBetter).rate(),
        nemenyiP,
        difference.blocksNeeded(),
        reason);
  }

  private static Double oriented(Double value, boolean higherIsBetter) {
    // Zero less the value, so that zero stays positive.
    return value == null || higherIsBetter ? value : (Double) (0 - value);
  }

  /** The methods that were compared, the best mean rank first, equal ones in their order. */
  public List<Place> ranked() {
    return places.stream()
        .filter(place -> place.place() != null)
        .sorted(Comparator.comparing(Place::place))
        .toList();
  }

  /**
   * What is known of two methods.
   *
   * @return null if they were not compared
   */
  public Pair pair(String one, String another) {
    return pairs.stream().filter(pair -> pair.isOf(one, another)).findFirst().orElse(null);
  }
}
