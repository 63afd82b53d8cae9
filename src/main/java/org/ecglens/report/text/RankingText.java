package org.ecglens.report.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Pair;
import org.ecglens.stats.MethodComparison.Place;

/**
 * What a comparison of methods says, as a sentence: "for QT, integrated-gradients and deeplift are
 * not distinguishable; both beat the rest (p &lt; 0.001, n = 2,000)". Methods are distinguishable
 * where the Holm-adjusted p-value of the signed-rank test is below {@link MethodComparison#ALPHA}.
 * The p-value of several statements is the largest of theirs.
 */
public final class RankingText {
  private static final double SMALLEST = 0.001;

  private final MethodComparison comparison;
  private final List<String> methods;

  private RankingText(MethodComparison comparison) {
    this.comparison = comparison;
    this.methods = comparison.ranked().stream().map(Place::method).toList();
  }

  /**
   * The sentence, without a full stop.
   *
   * @param subject what the methods explain, such as the target
   */
  public static String of(String subject, MethodComparison comparison) {
    return "for " + subject + ", " + new RankingText(comparison).finding();
  }

  private String finding() {
    if (methods.isEmpty()) {
      return "no method can be ranked: "
          + comparison.places().stream()
              .map(Place::reason)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("none was evaluated");
    }
    if (methods.size() == 1) {
      return "%s is the only method; there is nothing to compare it with (%s)"
          .formatted(methods.get(0), count());
    }
    if (comparison.n() == 1) {
      return "a single record or subject cannot tell methods apart";
    }
    if (comparison.friedman() == null) {
      return "%s score the same in every record (%s)".formatted(list(methods), count());
    }
    String best = methods.get(0);
    List<String> equals = others(best, pair -> !pair.distinct());
    List<String> beaten = others(best, pair -> pair.better(best));
    List<String> beating = others(best, pair -> pair.distinct() && !pair.better(best));
    List<String> top = new ArrayList<>(List.of(best));
    top.addAll(equals);
    boolean alike = pairs(top).stream().noneMatch(Pair::distinct);
    boolean all = top.stream().allMatch(one -> beaten.stream().allMatch(two -> beats(one, two)));
    if (beating.isEmpty() && alike && all) {
      return plain(top, beaten);
    }
    return tangled(best, equals, beaten, beating);
  }

  /** All of the top are alike, and all of them beat all of the rest. */
  private String plain(List<String> top, List<String> rest) {
    if (rest.isEmpty()) {
      List<Pair> pairs = pairs(top);
      return "%s are not distinguishable (%s, %s)"
          .formatted(list(top), pairs.size() == 1 ? p(pairs) : smallest(pairs), count());
    }
    List<Pair> between =
        top.stream().flatMap(one -> rest.stream().map(two -> comparison.pair(one, two))).toList();
    String whom = rest.size() == 1 ? rest.get(0) : "the rest";
    String evidence = "(%s, %s)".formatted(p(between), count());
    if (top.size() == 1) {
      return "%s beats %s %s".formatted(top.get(0), whom, evidence);
    }
    return "%s are not distinguishable; %s beat %s %s"
        .formatted(list(top), top.size() == 2 ? "both" : "all of them", whom, evidence);
  }

  /** What is known of the best, and where those beside it differ all the same. */
  private String tangled(
      String best, List<String> equals, List<String> beaten, List<String> beating) {
    List<String> said = new ArrayList<>();
    if (!equals.isEmpty()) {
      said.add("is not distinguishable from " + list(equals));
    }
    if (!beaten.isEmpty()) {
      said.add("beats %s (%s)".formatted(list(beaten), p(pairs(best, beaten))));
    }
    if (!beating.isEmpty()) {
      said.add(
          "is beaten record by record by %s (%s)"
              .formatted(list(beating), p(pairs(best, beating))));
    }
    String first = "%s has the best mean rank; it %s".formatted(best, list(said));
    List<String> among =
        pairs(equals).stream()
            .filter(Pair::distinct)
            .map(
                pair ->
                    pair.better(pair.method())
                        ? "%s beats %s (%s)".formatted(pair.method(), pair.other(), p(pair))
                        : "%s beats %s (%s)".formatted(pair.other(), pair.method(), p(pair)))
            .toList();
    String second = among.isEmpty() ? "" : ", although " + list(among);
    return "%s%s; %s".formatted(first, second, count());
  }

  private List<String> others(String best, Predicate<Pair> which) {
    return methods.stream()
        .filter(method -> !method.equals(best) && which.test(comparison.pair(best, method)))
        .toList();
  }

  private boolean beats(String one, String two) {
    return comparison.pair(one, two).better(one);
  }

  private List<Pair> pairs(List<String> among) {
    return comparison.pairs().stream()
        .filter(pair -> among.contains(pair.method()) && among.contains(pair.other()))
        .toList();
  }

  private List<Pair> pairs(String best, List<String> others) {
    return others.stream().map(other -> comparison.pair(best, other)).toList();
  }

  private String count() {
    return "n = " + Numbers.grouped(comparison.n());
  }

  private static String smallest(List<Pair> pairs) {
    return pairs.stream()
        .map(Pair::pHolm)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .map(p -> "all p ≥ " + rounded(p, true))
        .orElse("no p-value");
  }

  private static String p(List<Pair> pairs) {
    return pairs.stream()
        .map(Pair::pHolm)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(RankingText::p)
        .orElse("no p-value");
  }

  private static String p(Pair pair) {
    return p(pair.pHolm());
  }

  private static String p(double p) {
    return p < SMALLEST ? "p < 0.001" : "p = " + rounded(p, false);
  }

  /** Two digits, three for small numbers; cut off where nothing smaller may be claimed. */
  private static String rounded(double p, boolean down) {
    int digits = p < 0.1 ? 3 : 2;
    double unit = Math.pow(10, digits);
    double shown = down ? Math.floor(p * unit) / unit : p;
    return String.format(Locale.ROOT, "%." + digits + "f", shown);
  }

  private static String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    int last = items.size() - 1;
    return String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
