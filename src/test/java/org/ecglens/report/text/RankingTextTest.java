package org.ecglens.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Pair;
import org.ecglens.stats.MethodComparison.Place;
import org.junit.jupiter.api.Test;

class RankingTextTest {
  @Test
  void groupsAtTheTopBeatTheRest() {
    // a and b alike, both better than c and d.
    assertThat(text(2000, 4, Map.of("ac", 1e-9, "ad", 1e-9, "bc", 1e-5, "bd", 1e-9, "cd", 0.01)))
        .isEqualTo(
            "for QT, a and b are not distinguishable; both beat the rest (p < 0.001, n = 2,000)");
    assertThat(text(30, 4, Map.of("ad", 0.01, "bd", 0.02, "cd", 0.0312)))
        .isEqualTo(
            "for QT, a, b and c are not distinguishable; all of them beat d (p = 0.031, n = 30)");
    assertThat(text(30, 3, Map.of("ab", 0.01, "ac", 0.02)))
        .isEqualTo("for QT, a beats the rest (p = 0.020, n = 30)");
  }

  @Test
  void twoMethods() {
    assertThat(text(40, 2, Map.of("ab", 0.012))).isEqualTo("for QT, a beats b (p = 0.012, n = 40)");
    assertThat(text(40, 2, Map.of()))
        .isEqualTo("for QT, a and b are not distinguishable (p = 0.40, n = 40)");
  }

  @Test
  void nothingToTellApart() {
    assertThat(text(40, 3, Map.of()))
        .isEqualTo("for QT, a, b and c are not distinguishable (all p ≥ 0.40, n = 40)");
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    assertThat(of(same, "a", "b", "c"))
        .isEqualTo("for QT, a, b and c score the same in every record (n = 2)");
    assertThat(of(new double[][] {{1}, {2}}, "a", "b"))
        .isEqualTo("for QT, a single record or subject cannot tell methods apart");
    assertThat(of(new double[][] {{1, 2, 3}}, "a"))
        .isEqualTo("for QT, a is the only method; there is nothing to compare it with (n = 3)");
    assertThat(of(new double[2][0], "a", "b"))
        .isEqualTo("for QT, no method can be ranked: no record has a score of every method");
  }

  @Test
  void whatIsNotTransitiveIsSaid() {
    // a is like b and c, but b is better than c.
    assertThat(text(100, 4, Map.of("bc", 0.004, "ad", 1e-6, "bd", 1e-6, "cd", 1e-6)))
        .isEqualTo(
            "for QT, a has the best mean rank; it is not distinguishable from b and c and beats d"
                + " (p < 0.001), although b beats c (p = 0.004); n = 100");
    // a beats c, b does not.
    assertThat(text(100, 3, Map.of("ac", 0.03)))
        .isEqualTo(
            "for QT, a has the best mean rank; it is not distinguishable from b and beats c"
                + " (p = 0.030); n = 100");
    // Mean ranks and signed ranks disagree: b beats a.
    assertThat(text(100, 2, Map.of("ba", 0.01)))
        .isEqualTo(
            "for QT, a has the best mean rank; it is beaten record by record by b (p = 0.010);"
                + " n = 100");
  }

  private static String of(double[][] scores, String... methods) {
    return RankingText.of("QT", MethodComparison.of(List.of(methods), scores, true, null));
  }

  /**
   * Methods a, b, c, …, in the order of their mean ranks.
   *
   * @param better p-values of pairs, the better one first; 0.4 of all others
   */
  private static String text(long n, int methods, Map<String, Double> better) {
    List<Place> places = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < methods; i++) {
      String one = name(i);
      places.add(new Place(one, n, 0.0, 0.0, i + 1.0, i + 1, null, null, null, null));
      for (int j = i + 1; j < methods; j++) {
        String other = name(j);
        boolean turned = better.containsKey(other + one);
        double p = better.getOrDefault(turned ? other + one : one + other, 0.4);
        pairs.add(
            new Pair(
                one, other, n, 0.0, 0.0, 1.0, p, p, turned ? -0.5 : 0.5, 0.5, 0.5, p, 10L, null));
      }
    }
    return RankingText.of("QT", new MethodComparison(n, 9.0, 0.01, 1.0, places, pairs));
  }

  private static String name(int method) {
    return String.valueOf((char) ('a' + method));
  }
}
