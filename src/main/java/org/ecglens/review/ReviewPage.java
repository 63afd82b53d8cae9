package org.ecglens.review;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.ecglens.report.page.Inline;

/**
 * The page of a rater: one file that needs no other. It holds pictures in the order of showing
 * under codes that say nothing; it loads nothing and, from disk, sends nothing.
 */
final class ReviewPage {
  /** What the server puts in the place of {@link #ALONE}. */
  static final String SERVED = "connect-src 'self'";

  /** By which the page knows that there is no server. */
  static final String ALONE = "connect-src 'none'";

  private static final String FOLDER = "org/ecglens/review/";

  /** In the order in which they run. */
  private static final List<String> SCRIPTS =
      List.of("answers.js", "keeping.js", "pictures.js", "view.js", "keys.js", "main.js");

  private final ReviewKey key;
  private final Questionnaire questionnaire;
  private final Map<ReviewItem.Id, ReviewItem> items;
  private final Mustache page = new DefaultMustacheFactory(FOLDER).compile("page.html");

  /**
   * Takes what all pages share.
   *
   * @param items every item of the key
   */
  ReviewPage(ReviewKey key, Questionnaire questionnaire, List<ReviewItem> items) {
    this.key = key;
    this.questionnaire = questionnaire;
    this.items = items.stream().collect(Collectors.toMap(ReviewItem::id, item -> item));
  }

  /** A picture as the page's scripts know it. */
  record Sheet(String code, String target, String prediction) {}

  /** A picture: SVG, zipped, in letters. */
  record Picture(String code, String picture) {}

  /** All that the page's scripts know. */
  record Data(
      String format,
      String review,
      String rater,
      String introduction,
      List<Question> questions,
      List<Sheet> items) {}

  /** Writes the page of a rater. */
  void write(ReviewKey.Rater rater, Writer writer) throws IOException {
    String style = Inline.resource(FOLDER + "review.css");
    String script =
        SCRIPTS.stream()
            .map(name -> Inline.resource(FOLDER + name))
            .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "policy",
        "default-src 'none'; "
            + ALONE
            + "; img-src data: blob:; base-uri 'none'; form-action 'none'; style-src "
            + Inline.source(style)
            + "; script-src "
            + Inline.source(script));
    values.put("style", style);
    values.put("script", script);
    values.put(
        "data",
        Inline.json(
            new Data(
                SavedRatings.FORMAT,
                key.review(),
                rater.code(),
                questionnaire.introduction(),
                key.questions(),
                rater.showings().stream().map(this::sheet).toList())));
    Iterable<Picture> pictures = () -> rater.showings().stream().map(this::picture).iterator();
    values.put("pictures", pictures);
    page.execute(writer, values).flush();
  }

  private Sheet sheet(ReviewKey.Showing showing) {
    return new Sheet(
        showing.code(), questionnaire.target(showing.target()), item(showing).prediction());
  }

  /** A third of the size: a page of a hundred pictures can be sent by mail. */
  private Picture picture(ReviewKey.Showing showing) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(item(showing).picture().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(showing.code(), Base64.getEncoder().encodeToString(packed.toByteArray()));
  }

  private ReviewItem item(ReviewKey.Showing showing) {
    return items.get(showing.item());
  }
}
