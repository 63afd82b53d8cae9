package org.ecglens.review;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.ecglens.error.UserException;

/**
 * Makes a review.
 *
 * @param run folder of the run
 * @param seed of the orders
 * @param questionnaire what raters are told and asked
 * @param raters how many
 * @param repeats how many items each rater sees twice
 */
public record Review(
    String run, long seed, Questionnaire questionnaire, int raters, Repeats repeats) {

  /**
   * A new review in a folder.
   *
   * @param twice how many items each rater sees twice
   * @param setAside where key and answers of the review before are now; null if there was none
   */
  public record Built(int twice, Path setAside) {}

  /**
   * Writes key, pages and what to do with them.
   *
   * @param items what is rated
   * @throws UserException if there are none, or too few for the repeats
   */
  public Built build(ReviewFolder folder, List<ReviewItem> items) {
    if (items.isEmpty()) {
      throw new UserException(
          "Run %s: no method has a finite heatmap for any of the chosen records; there is nothing to review. Choose others with --ids or --methods."
              .formatted(run));
    }
    int twice = repeats.of(items.size());
    // Codes must not follow from the seed, which others may guess.
    ReviewKey key =
        ReviewKey.draw(
            run, seed, questionnaire.questions(), items, raters, twice, new SecureRandom());
    return new Built(
        twice, folder.write(key, new ReviewPage(key, questionnaire, items)::write, readme(key)));
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
