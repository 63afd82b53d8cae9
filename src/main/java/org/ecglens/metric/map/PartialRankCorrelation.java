package org.ecglens.metric.map;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.metric.ScoreValue;

/**
 * How alike the orders of two maps are beyond what other values explain: the partial Spearman
 * correlation of |a| and |a'| given |x|, the Pearson correlation of what is left of their ranks
 * once the ranks of |x| are regressed out (Kendall and Stuart, The Advanced Theory of Statistics,
 * vol. 2, §27; Kim, Commun Stat Appl Methods 2015;22(6):665–674). It is (r_ab − r_ax·r_bx) / √((1 −
 * r_ax²)(1 − r_bx²)) with rank correlations r and average ranks on ties, and the same once more for
 * a second control. −1 to 1, symmetric in the maps.
 *
 * <p>Two maps that share a factor |x| and nothing else have a high rank correlation and a partial
 * one near 0: with normal factors that are independent of each other and of x, 0.04 to 0.12 on
 * beats, for which the plain one is 0.7. Not exactly 0, because ranks of a product are not a sum of
 * ranks.
 */
public final class PartialRankCorrelation {
  /** Name as in tables. */
  public static final String LABEL = "partial-spearman";

  /** The same with a map of other records held fixed too, as in tables. */
  public static final String BESIDE_POPULATION = LABEL + "-population";

  private static final String EXPLAINED =
      "the order of a map's |a| is that of the signal's |x|, which leaves nothing to compare";
  private static final String FLAT = "the map's |a| is the same everywhere";

  /** Below it 1 − r² is rounding. */
  private static final double NOTHING_LEFT = 1e-9;

  private PartialRankCorrelation() {}

  /**
   * Compares two maps. None where a map has no differences to compare or only those of a control.
   *
   * @param given what is held fixed; one that is constant or has the order of another is left out,
   *     and without any it is the plain rank correlation
   * @throws IllegalArgumentException if sizes differ
   */
  public static ScoreValue of(RankedMap one, RankedMap other, List<RankedMap> given) {
    List<RankedMap> variables = new ArrayList<>(List.of(one, other));
    for (RankedMap control : given) {
      if (control.size() != one.size()) {
        throw new IllegalArgumentException(
            "a control of " + control.size() + " points for maps of " + one.size());
      }
      if (!control.isFlat() && !hasOrderOf(control, variables.subList(2, variables.size()))) {
        variables.add(control);
      }
    }
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          "a map of " + other.size() + " points against one of " + one.size());
    }
    if (one.isFlat() || other.isFlat()) {
      return ScoreValue.none(one.isZero() || other.isZero() ? RankedMap.ZERO : FLAT);
    }
    double correlation = partial(variables, 0, 1, variables.size() - 2);
    return Double.isNaN(correlation) ? ScoreValue.none(EXPLAINED) : ScoreValue.of(correlation);
  }

  private static boolean hasOrderOf(RankedMap control, List<RankedMap> others) {
    return others.stream()
        .anyMatch(other -> 1 - Math.pow(control.rankCorrelation(other), 2) < NOTHING_LEFT);
  }

  /** Correlation of two variables given the first controls, which stand behind the two maps. */
  private static double partial(List<RankedMap> variables, int one, int other, int controls) {
    if (controls == 0) {
      return variables.get(one).rankCorrelation(variables.get(other));
    }
    int last = controls + 1;
    double first = partial(variables, one, last, controls - 1);
    double second = partial(variables, other, last, controls - 1);
    double leftOfFirst = 1 - first * first;
    double leftOfSecond = 1 - second * second;
    if (!(leftOfFirst > NOTHING_LEFT && leftOfSecond > NOTHING_LEFT)) {
      return Double.NaN;
    }
    double both = partial(variables, one, other, controls - 1) - first * second;
    return Math.max(-1, Math.min(1, both / Math.sqrt(leftOfFirst * leftOfSecond)));
  }
}
