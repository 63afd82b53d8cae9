package org.ecglens.job.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ecglens.finished.FinishedRun;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.ratings.RatingsComparison;
import org.ecglens.report.text.PlainText;
import org.ecglens.run.RunFolder;
import org.ecglens.table.ExpertsRow;
import org.ecglens.table.RatersRow;

/** Whether raters agree with each other and with the objective ranking, in sentences. */
public final class RatingsLines {
  private static final int NAME = 60;

  private RatingsLines() {}

  /**
   * Compares and writes.
   *
   * @param run folder of an evaluation
   * @return lines for the terminal
   */
  public static List<String> compared(
      SparkSession spark, String run, List<String> ratings, long seed) throws IOException {
    RunFolder folder = FinishedRun.open(spark, run).folder();
    RatingsComparison comparison = RatingsComparison.run(spark, folder, ratings, seed);
    List<String> lines = new ArrayList<>(of(comparison));
    lines.add(
        "Results: %s (ratings %d rows, raters %d rows, experts %d rows)"
            .formatted(
                run,
                comparison.ratings().size(),
                comparison.raters().size(),
                comparison.experts().size()));
    return lines;
  }

  /** Lines of text from a comparison. */
  static List<String> of(RatingsComparison comparison) {
    List<String> lines = new ArrayList<>();
    if (comparison.leftOut() > 0) {
      lines.add(
          "Left out: %d ratings of %d records that the run does not have."
              .formatted(comparison.leftOut(), comparison.unknownRecords()));
    }
    boolean several = comparison.raters().stream().map(RatersRow::target).distinct().count() > 2;
    lines.add("Raters among each other");
    for (RatersRow row : comparison.raters()) {
      if (row.measure().equals(RatersRow.ALPHA_ORDINAL)
          && (several || !row.target().equals(RatersRow.ALL))) {
        lines.add("  " + raters(row));
      }
    }
    lines.add("Experts beside the objective ranking of the methods");
    for (String mode : comparison.modes()) {
      String metric = Scoring.deciding(Mode.of(mode));
      for (ExpertsRow row : comparison.experts()) {
        if (row.metric().equals(metric) && row.order().equals(Order.MORF.label())) {
          lines.add("  " + experts(row, raters(row, comparison)));
        }
      }
    }
    lines.add("");
    return lines;
  }

  private static String raters(RatersRow row) {
    String about = about(row.target(), row.question());
    return row.value() == null
        ? "%s: how far the raters agree cannot be said: %s (%s)"
            .formatted(about, row.reason(), count(row.raters(), "rater"))
        : "%s: the raters %s (ordinal alpha = %s%s, %s, %s)"
            .formatted(
                about,
                raters(row.value()),
                number(row.value()),
                interval(row.ciLow(), row.ciHigh()),
                count(row.items(), "heatmap"),
                count(row.raters(), "rater"));
  }

  /** Krippendorff's thresholds: 0.8, and 0.667 for tentative conclusions. */
  private static String raters(double alpha) {
    if (alpha >= 0.8) {
      return "agree well";
    }
    if (alpha >= 0.667) {
      return "agree enough for tentative conclusions";
    }
    return alpha > 0
        ? "agree too little to rely on their ratings"
        : "agree no better than by chance";
  }

  private static String experts(ExpertsRow row, long raters) {
    String about = about(row.target(), row.question());
    return row.tau() == null
        ? "%s: experts and %s cannot be compared: %s".formatted(about, row.metric(), row.reason())
        : "%s: experts and %s %s (τ = %s%s, %s, %s, %s)"
            .formatted(
                about,
                row.metric(),
                experts(row.tau()),
                number(row.tau()),
                interval(row.ciLow(), row.ciHigh()),
                count(row.methods(), "method"),
                count(row.records(), "record"),
                count(raters, "rater"));
  }

  private static String experts(double tau) {
    if (tau >= 0.7) {
      return "agree closely";
    }
    if (tau >= 0.4) {
      return "agree in part";
    }
    if (tau >= 0.1) {
      return "agree little";
    }
    if (tau > -0.1) {
      return "do not agree";
    }
    return tau > -0.4 ? "disagree" : "rank the methods in opposite ways";
  }

  private static long raters(ExpertsRow row, RatingsComparison comparison) {
    return comparison.ratings().stream()
        .filter(
            rating ->
                rating.target().equals(row.target()) && rating.question().equals(row.question()))
        .map(rating -> rating.rater())
        .distinct()
        .count();
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

  private static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return (value < 0 && !digits.equals("0.00") ? "−" : "") + digits;
  }
}
