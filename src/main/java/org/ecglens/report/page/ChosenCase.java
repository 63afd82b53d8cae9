package org.ecglens.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.report.paper.Case;
import org.ecglens.report.text.Numbers;

/**
 * A case that stands for others, and why it was chosen.
 *
 * @param shown the case
 * @param reason why
 * @param place 1 for the case to which the reason applies most, 2 for the one after it, …
 * @param records among which it was chosen
 * @param metric of the scores; higher is better
 * @param method whose score decides; null for the mean over the methods
 * @param score of that method for this case
 * @param median of that score over the records
 * @param scores of this case by method
 */
public record ChosenCase(
    Case shown,
    Reason reason,
    int place,
    long records,
    String metric,
    String method,
    double score,
    double median,
    Map<String, Double> scores) {
  private static final MathContext DIGITS = new MathContext(3);
  private static final Comparator<Map.Entry<String, Double>> BY_SCORE =
      Map.Entry.comparingByValue();

  /** Why a case is looked at; in the order in which the first of each is chosen. */
  public enum Reason {
    /** Its score is close to the median. */
    TYPICAL,
    /** Its score is high. */
    BEST,
    /** Its score is low. */
    WORST,
    /** The scores of the methods lie far apart. */
    DISPUTED;

    /** Name as on pages. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the map. */
  public ChosenCase {
    scores = new TreeMap<>(scores);
  }

  /** Why it was chosen, as a sentence. */
  public String why() {
    String whose = method == null ? "the mean score of the methods" : "the score of " + method;
    String among = " (" + metric + "; median of " + Numbers.grouped(records) + " records: ";
    String rest = among + number(median) + ").";
    return switch (reason) {
      case TYPICAL ->
          "Here %s is %s to the median: %s".formatted(whose, placed("closest"), number(score))
              + rest;
      case BEST -> "Here %s is %s: %s".formatted(whose, placed("highest"), number(score)) + rest;
      case WORST -> "Here %s is %s: %s".formatted(whose, placed("lowest"), number(score)) + rest;
      case DISPUTED -> {
        Map.Entry<String, Double> least = scores.entrySet().stream().min(BY_SCORE).orElseThrow();
        Map.Entry<String, Double> most = scores.entrySet().stream().max(BY_SCORE).orElseThrow();
        yield "Here the scores of the methods lie %s apart: from %s (%s) to %s (%s); %s, %s records."
            .formatted(
                placed("furthest"),
                number(least.getValue()),
                least.getKey(),
                number(most.getValue()),
                most.getKey(),
                metric,
                Numbers.grouped(records));
      }
    };
  }

  private String placed(String superlative) {
    return switch (place) {
      case 1 -> superlative;
      case 2 -> "second " + superlative;
      case 3 -> "third " + superlative;
      default -> Numbers.ordinal(place) + " " + superlative;
    };
  }

  private static String number(double value) {
    return Numbers.plain(BigDecimal.valueOf(value).round(DIGITS).doubleValue());
  }
}
