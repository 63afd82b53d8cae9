package org.ecglens.job.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.ecglens.review.Review;
import org.ecglens.review.ReviewCollection;
import org.ecglens.review.ReviewFolder;
import org.ecglens.review.ReviewItem;
import org.ecglens.review.ReviewKey;
import org.ecglens.review.ReviewServer;
import org.ecglens.review.SelfAgreement;

/** The text of a review for its organiser: the files built, the addresses, the raters' progress. */
public final class ReviewLines {
  private ReviewLines() {}

  /**
   * What was built.
   *
   * @param served whether the pages are served next
   * @param out folder of the review as the user wrote it
   */
  public static List<String> of(
      ReviewFolder folder, Review.Built built, List<ReviewItem> items, boolean served, String out) {
    List<String> lines = new ArrayList<>();
    if (built.setAside() != null) {
      lines.add("Key and answers of the review that was there: " + built.setAside());
    }
    lines.add(
        "%d heatmaps of %d records, %d targets and %d methods; each rater sees %d, of which %d twice."
            .formatted(
                items.size(),
                items.stream().map(ReviewItem::record).distinct().count(),
                items.stream().map(ReviewItem::target).distinct().count(),
                items.stream().map(ReviewItem::method).distinct().count(),
                items.size() + built.twice(),
                built.twice()));
    lines.add("For the raters: " + folder.path().resolve(ReviewFolder.RATERS) + ", one page each");
    lines.add("For you alone: " + folder.path().resolve(ReviewFolder.ORGANISER));
    lines.add("");
    if (!served) {
      lines.add("Stored as they rate: jobs/submit review --serve --out " + out);
    }
    lines.add(
        "From their files:    jobs/submit review --collect --out " + out + " --answers FILES");
    return lines;
  }

  /** Serves the pages until the process is interrupted, and prints their addresses. */
  public static List<String> served(
      ReviewFolder folder, String host, int port, PrintWriter terminal) {
    ReviewServer server = ReviewServer.start(folder, host, port);
    Thread atExit = new Thread(server::close, "review-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    terminal.println("Serving " + folder.path() + ". Give each rater one of these addresses:");
    for (ReviewKey.Rater rater : server.raters()) {
      terminal.println(
          "  %s  %s  (%d of %d rated)"
              .formatted(
                  rater.code(), server.url(rater), server.done(rater), rater.showings().size()));
    }
    terminal.println(
        "Ratings are stored as they are made. Ctrl-C stops; the same command goes on.");
    terminal.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      server.close();
    }
    return List.of("Stopped.");
  }

  /** What was collected, and what to do next. */
  public static List<String> of(ReviewFolder folder, ReviewCollection collection) {
    List<String> lines = new ArrayList<>(of(collection));
    Path ratings = folder.path().resolve(ReviewFolder.RATINGS);
    String run = folder.key().run();
    lines.add("Repeats: " + folder.path().resolve(ReviewFolder.REPEATS));
    lines.add("Results: %s (%d ratings)".formatted(ratings, collection.ratings()));
    lines.add("Next: jobs/submit ratings --run %s --ratings %s".formatted(run, ratings));
    return lines;
  }

  /** Lines of text from a collection. */
  private static List<String> of(ReviewCollection collection) {
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
