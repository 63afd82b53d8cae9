package org.ecglens.review;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * What stands behind the pictures of a review. It is the organiser's alone.
 *
 * @param format of the file
 * @param review code of the review
 * @param run folder of the run that was reviewed
 * @param seed of the orders
 * @param questions what is asked
 * @param raters who rates what
 */
public record ReviewKey(
    String format,
    String review,
    String run,
    long seed,
    List<Question> questions,
    List<Rater> raters) {
  static final String FORMAT = "ecglens review key 1";

  private static final int TOKEN_BYTES = 16;
  private static final int CODE_BYTES = 8;

  /** Copies the lists. */
  public ReviewKey {
    questions = List.copyOf(questions);
    raters = List.copyOf(raters);
  }

  /**
   * One rater.
   *
   * @param code all that is known of the person
   * @param token opens this rater's page of the server
   * @param showings in the order of showing
   */
  public record Rater(String code, String token, List<Showing> showings) {
    /** Copies the list. */
    public Rater {
      showings = List.copyOf(showings);
    }
  }

  /**
   * A picture before a rater.
   *
   * @param code all that the rater's page knows of it
   * @param record id of the record
   * @param target what the network predicts
   * @param method that made the heatmap
   * @param repeat whether the rater has rated it before
   */
  public record Showing(String code, String record, String target, String method, boolean repeat) {
    /** What is shown. */
    ReviewItem.Id item() {
      return new ReviewItem.Id(record, target, method);
    }
  }

  /**
   * Draws orders from the seed, and codes from what nobody can compute: who has a page, the program
   * and the run still does not know which method is behind a code.
   *
   * @param run folder of the run
   * @param seed the same gives the same orders for the same items
   * @param questions what is asked
   * @param items in any order
   * @param raters how many
   * @param repeats how many items come twice, at most half of them
   * @param secrets of codes and tokens
   */
  static ReviewKey draw(
      String run,
      long seed,
      List<Question> questions,
      List<ReviewItem> items,
      int raters,
      int repeats,
      SecureRandom secrets) {
    List<ReviewItem> sorted =
        items.stream()
            .sorted(
                Comparator.comparing(ReviewItem::record)
                    .thenComparing(ReviewItem::target)
                    .thenComparing(ReviewItem::method))
            .toList();
    String review = secret(secrets, CODE_BYTES);
    List<Rater> all =
        IntStream.rangeClosed(1, raters)
            .mapToObj(
                number -> {
                  String code = "rater-" + number;
                  List<Showing> showings = new ArrayList<>();
                  for (ReviewOrder.Place place :
                      ReviewOrder.of(sorted.size(), repeats, Draws.of(seed, "review", code))) {
                    ReviewItem item = sorted.get(place.item());
                    showings.add(
                        new Showing(
                            secret(secrets, CODE_BYTES),
                            item.record(),
                            item.target(),
                            item.method(),
                            place.repeat()));
                  }
                  return new Rater(code, secret(secrets, TOKEN_BYTES), showings);
                })
            .toList();
    return new ReviewKey(FORMAT, review, run, seed, questions, all);
  }

  private static String secret(SecureRandom secrets, int bytes) {
    byte[] value = new byte[bytes];
    secrets.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }
}
