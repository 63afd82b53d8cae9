package org.ecglens.review;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.ecglens.UserException;

/**
 * Makes a review.
 *
 * @param run folder of the run
 * @param seed of the orders
 * @param questionnaire what raters are told and asked
 * @param raters how many
 * @param repeats how many items each rater sees twice
 */
public record Review(String run, long seed, Questionnaire questionnaire, int raters, int repeats) {

  /** A new review in a folder. */
  public record Built(ReviewKey key, Path setAside) {}

  /**
   * How many items come twice.
   *
   * @param written a share as {@code 10%}, or a number
   * @throws UserException if it is neither, or more than half of the items
   */
  public static int repeats(String written, int items) {
    double repeats;
    try {
      repeats =
          written.endsWith("%")
              ? Math.rint(
                  Double.parseDouble(written.substring(0, written.length() - 1)) / 100 * items)
              : Integer.parseInt(written);
    } catch (NumberFormatException e) {
      throw new UserException(
          "--repeats " + written + " is neither a share like 10% nor a number of heatmaps.", e);
    }
    if (!(repeats >= 0 && 2 * repeats <= items)) {
      throw new UserException(
          "--repeats %s of %d heatmaps; from none to half of them can come twice."
              .formatted(written, items));
    }
    return (int) repeats;
  }

  /**
   * Writes key, pages and what to do with them.
   *
   * @param items what is rated
   */
  public Built build(ReviewFolder folder, List<ReviewItem> items) {
    // Codes must not follow from the seed, which others may guess.
    ReviewKey key =
        ReviewKey.draw(
            run, seed, questionnaire.questions(), items, raters, repeats, new SecureRandom());
    return new Built(
        key, folder.write(key, new ReviewPage(key, questionnaire, items)::write, readme(key)));
  }

  private static String readme(ReviewKey key) {
    return String.format(
        Locale.ROOT,
        """
        A blinded review of heatmaps (%s)

        raters/     one page for each rater; opens in any browser, needs no network.
                    Give each rater one of them, and note elsewhere who got which.
        organiser/  key.json says which record and method is behind each picture, and holds the
                    tokens of the server. Keep this folder: without it ratings mean nothing, and a
                    rater who sees it is no longer blinded.

        Either send the pages, and get back the files that raters save:
          jobs/submit review --collect --out THIS_FOLDER --answers FILES
        or let raters work on this computer or in your network, and store ratings as they are made:
          jobs/submit review --serve --out THIS_FOLDER
          jobs/submit review --collect --out THIS_FOLDER
        """,
        key.review());
  }
}
