package org.ecglens.job.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ecglens.finished.FinishedRun;
import org.ecglens.perturbation.Order;
import org.ecglens.ratings.RatingsComparison;
import org.ecglens.report.text.PlainText;
import org.ecglens.table.ExpertsRow;
import org.ecglens.table.RatersRow;

/**
 * Whether raters agree with each other and with the objective ranking, in sentences. What a
 * sentence says rests on orders within a rater: a lenient and a strict rater who prefer the same
 * methods agree. Nothing is said of fewer than five methods, nor of what chance gives as well.
 */
public final class RatingsLines {
  private static final int NAME = 60;

  /** With four methods no order is rarer by chance than 1 in 12, either way round. */
  private static final int FEWEST_METHODS = 5;

  /** Resampling fewer records says little of others. */
  private static final int FEWEST_RECORDS = 5;

  private static final double ALPHA = 0.05;

  private RatingsLines() {}

  /**
   * Compares and writes.
   *
   * @param run folder of an evaluation
   * @return lines for the terminal
   */
  public static List<String> compared(
      SparkSession spark, String run, List<String> ratings, long seed) throws IOException {
    FinishedRun finished = FinishedRun.open(spark, run);
    RatingsComparison comparison = RatingsComparison.run(spark, finished.folder(), ratings, seed);
    List<String> lines = new ArrayList<>(of(comparison, finished.spec().verdict().metric()));
    lines.add(
        "Results: %s (ratings %d rows, raters %d rows, experts %d rows)"
            .formatted(
                run,
                comparison.ratings().size(),
                comparison.raters().size(),
                comparison.experts().size()));
    return lines;
  }

  /**
   * Lines of text from a comparison.
   *
   * @param metric by which the run's verdict compares methods
   */
  static List<String> of(RatingsComparison comparison, String metric) {
    List<String> lines = new ArrayList<>();
    if (comparison.leftOut() > 0) {
      lines.add(
          "Left out: %d ratings of %d records that the run does not have."
              .formatted(comparison.leftOut(), comparison.unknownRecords()));
    }
    boolean several = comparison.raters().stream().map(RatersRow::target).distinct().count() > 2;
    lines.add("Raters among each other");
    for (RatersRow row : comparison.raters()) {
      if (row.measure().equals(RatersRow.W_METHODS)
          && (several || !row.target().equals(RatersRow.ALL))) {
        lines.add("  " + raters(row, comparison));
      }
    }
    lines.add("Experts beside the objective ranking of the methods");
    for (ExpertsRow row : comparison.experts()) {
      if (row.metric().equals(metric) && row.order().equals(Order.MORF.label())) {
        lines.add("  " + experts(row));
      }
    }
    lines.add("");
    return lines;
  }

  /** What can be said of a question; {@code row} is any of its measures. */
  private static String raters(RatersRow row, RatingsComparison comparison) {
    RatersRow methods = measure(RatersRow.W_METHODS, row, comparison);
    RatersRow centred = measure(RatersRow.ALPHA_CENTRED, row, comparison);
    RatersRow consistency = measure(RatersRow.ICC_CONSISTENCY, row, comparison);
    String about = about(row.target(), row.question());
    if (methods.value() == null) {
      return "%s: how far the raters agree cannot be said: %s (%s)"
          .formatted(about, methods.reason(), count(methods.raters(), "rater"));
    }
    String numbers =
        "(W = %s, %s, %s%s%s, %s, %s)"
            .formatted(
                number(methods.value()),
                probability(methods.p()),
                count(methods.items(), "method"),
                beside("ICC(3,1)", consistency),
                beside("centred alpha", centred),
                count(centred.items(), "heatmap"),
                count(methods.raters(), "rater"));
    if (methods.items() < FEWEST_METHODS) {
      return "%s: whether the raters agree on the methods cannot be said from fewer than %d %s"
          .formatted(about, FEWEST_METHODS, numbers);
    }
    if (methods.p() > ALPHA) {
      return "%s: whether the raters agree on the methods cannot be said: chance gives as much %s"
          .formatted(about, numbers);
    }
    return "%s: the raters %s %s".formatted(about, agreement(centred.value()), numbers);
  }

  private static RatersRow measure(String measure, RatersRow of, RatingsComparison comparison) {
    return comparison.raters().stream()
        .filter(row -> row.target().equals(of.target()) && row.question().equals(of.question()))
        .filter(row -> row.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  private static String beside(String name, RatersRow row) {
    return row.value() == null
        ? ""
        : ", %s = %s%s".formatted(name, number(row.value()), interval(row.ciLow(), row.ciHigh()));
  }

  /**
   * Of raters whose orders of the methods are alike: Krippendorff's thresholds, 0.8, and 0.667 for
   * tentative conclusions, for ratings of single heatmaps less each rater's mean.
   */
  private static String agreement(Double alpha) {
    if (alpha != null && alpha >= 0.8) {
      return "agree well";
    }
    return alpha != null && alpha >= 0.667
        ? "agree enough for tentative conclusions"
        : "agree on the order of the methods, but little on a single heatmap";
  }

  private static String experts(ExpertsRow row) {
    String about = about(row.target(), row.question());
    if (row.tau() == null) {
      return "%s: experts and %s cannot be compared: %s"
          .formatted(about, row.metric(), row.reason());
    }
    String numbers =
        "(τ = %s%s%s, %s, %s, %s)"
            .formatted(
                number(row.tau()),
                interval(row.ciLow(), row.ciHigh()),
                row.p() == null ? "" : ", " + probability(row.p()),
                count(row.methods(), "method"),
                count(row.records(), "record"),
                count(row.raters(), "rater"));
    String doubt = doubt(row);
    return doubt == null
        ? "%s: experts and %s %s %s".formatted(about, row.metric(), experts(row.tau()), numbers)
        : "%s: whether experts and %s agree cannot be said: %s %s"
            .formatted(about, row.metric(), doubt, numbers);
  }

  /** Why nothing is said; null where the evidence carries a statement. */
  private static String doubt(ExpertsRow row) {
    if (row.methods() < FEWEST_METHODS) {
      return "there are fewer than %d methods".formatted(FEWEST_METHODS);
    }
    if (row.raters() < 2) {
      return "there is one rater";
    }
    if (row.records() < FEWEST_RECORDS) {
      return "there are fewer than %d records".formatted(FEWEST_RECORDS);
    }
    if (row.p() == null || row.p() > ALPHA) {
      return "chance gives as much";
    }
    return row.ciLow() == null || (row.ciLow() <= 0 && row.ciHigh() >= 0)
        ? "other records or raters could say the opposite"
        : null;
  }

  private static String experts(double tau) {
    if (tau >= 0.7) {
      return "agree closely";
    }
    if (tau > 0) {
      return tau >= 0.4 ? "agree in part" : "agree little";
    }
    return tau > -0.7 ? "disagree" : "rank the methods in opposite ways";
  }

  private static String about(String target, String question) {
    return "%s, '%s'"
        .formatted(
            target.equals(RatersRow.ALL) ? "All targets" : PlainText.of(target, NAME),
            PlainText.of(question, NAME));
  }

  private static String interval(Double low, Double high) {
    return low == null ? "" : ", 95 % " + number(low) + " to " + number(high);
  }

  private static String probability(double p) {
    return p < 0.001
        ? "p < 0.001"
        : String.format(Locale.ROOT, p < 0.01 ? "p = %.3f" : "p = %.2f", p);
  }

  private static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return (value < 0 && !digits.equals("0.00") ? "−" : "") + digits;
  }
}
