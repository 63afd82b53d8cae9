package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.review.ReviewCollection;
import org.ecglens.review.SelfAgreement;

/** How far raters are, and how far they agree with themselves, in sentences. */
final class ReviewLines {
  private ReviewLines() {}

  /** Lines of text from a collection. */
  static List<String> of(ReviewCollection collection) {
    List<String> lines = new ArrayList<>();
    for (ReviewCollection.Progress rater : collection.raters()) {
      String unsure = rater.unsure() == 0 ? "" : ", 'cannot tell' " + rater.unsure() + " times";
      lines.add(
          "%s: %d of %d heatmaps rated%s"
              .formatted(rater.rater(), rater.done(), rater.all(), unsure));
      for (SelfAgreement one : collection.agreement()) {
        if (one.rater().equals(rater.rater())) {
          lines.add("  '%s', rated twice: %s".formatted(one.question(), text(one)));
        }
      }
    }
    lines.add("");
    return lines;
  }

  private static String text(SelfAgreement one) {
    if (one.exact() == null) {
      return "none yet";
    }
    String kappa =
        one.kappa().value() == null
            ? "weighted kappa cannot be said: " + one.kappa().reason()
            : String.format(Locale.ROOT, "weighted kappa %.2f", one.kappa().value())
                .replace('-', '−');
    return String.format(
        Locale.ROOT, "%d, the same %.0f %%, %s", one.pairs().size(), 100 * one.exact(), kappa);
  }
}
