package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecglens.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Pages in a browser, as raters use them. */
class ReviewPageTest {
  private static final String QUESTIONS = "fieldset";

  @TempDir static Path downloads;
  @TempDir Path out;
  private static Browser browser;
  private ReviewFolder folder;
  private ReviewKey key;

  @BeforeAll
  static void open() {
    browser = Browser.start(downloads);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void build() {
    folder = SampleReview.build(out.resolve("review"), SampleReview.items());
    key = folder.key();
  }

  @Test
  void aPageFromDiskRatesKeepsAndSaves() throws Exception {
    ReviewKey.Rater rater = key.raters().get(0);
    show(folder.page(rater));
    press(Keys.ENTER);
    assertThat(place()).isEqualTo("Heatmap 1 of 20");
    browser.await("return document.getElementById('picture').naturalWidth > 0");
    assertThat(browser.element("legend").getText())
        .isEqualTo(
            "Does the coloured area cover what you would look at to measure the %s?"
                .formatted(
                    rater.showings().get(0).target().equals("QT") ? "QT interval" : "PR interval"));
    press("4", "2", Keys.ENTER);
    press("c", "5", Keys.ARROW_RIGHT);
    // Back to the first, and another opinion.
    press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, "3", Keys.ARROW_DOWN, "2", "u");
    assertThat(place()).isEqualTo("Heatmap 3 of 20");
    assertThat(kept()).isEqualTo("2 of 20 rated · Kept in this browser, not yet in a file");

    browser.driver().navigate().refresh();
    assertThat(place()).isEqualTo("Heatmap 3 of 20");
    assertThat(kept()).startsWith("2 of 20 rated");
    press(Keys.ARROW_LEFT);
    assertThat(pressedAnswers()).containsExactly("Cannot tell", "5");
    // By mouse: the last of the first question, then a repeat where there is one.
    browser
        .elements(QUESTIONS)
        .get(0)
        .findElements(org.openqa.selenium.By.tagName("button"))
        .get(4)
        .click();
    assertThat(pressedAnswers()).containsExactly("5", "5");
    press("s");
    Path saved = awaited();
    assertThat(kept()).isEqualTo("2 of 20 rated · Saved to a file");

    JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(saved));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("format", "review", "rater", "answers");
    ReviewCollection collection = ReviewCollection.write(folder, List.of(saved));
    assertThat(collection.raters().get(0).done()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.path().resolve("ratings.csv")))
        .containsExactly(
            "record,target,method,rater,question,value",
            row(rater, 0, "covers", 3),
            row(rater, 0, "trust", 2),
            row(rater, 1, "covers", 5),
            row(rater, 1, "trust", 5));
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void twoReviewsInOneBrowserDoNotMix() {
    show(folder.page(key.raters().get(0)));
    press(Keys.ENTER, "1", "1");
    ReviewFolder other = SampleReview.build(out.resolve("other"), SampleReview.bare());
    show(other.page(other.key().raters().get(0)));
    assertThat(kept()).isEqualTo("0 of 20 rated");
    show(folder.page(key.raters().get(1)));
    assertThat(kept()).isEqualTo("0 of 20 rated");
    show(folder.page(key.raters().get(0)));
    assertThat(kept()).startsWith("1 of 20 rated");
  }

  @Test
  void aServedPageStoresWhatItIsTold() throws Exception {
    ReviewKey.Rater rater = key.raters().get(1);
    try (ReviewServer server = ReviewServer.start(folder, "127.0.0.1", 0)) {
      browser.driver().get(server.url(rater));
      press(Keys.ENTER, "4", "2", Keys.ENTER, "5", "c");
      browser.await("return document.getElementById('kept').textContent.endsWith('Stored')");
      assertThat(Files.readAllLines(folder.answers(rater))).hasSize(4);
      assertThat(server.done(rater)).isEqualTo(2);
      // Another browser, as it were.
      browser.script("localStorage.clear()");
      browser.driver().get(server.url(rater));
      browser.await("return document.getElementById('kept').textContent.startsWith('2 of 20')");
      assertThat(place()).isEqualTo("Heatmap 3 of 20");
      List<String> requests = browser.requests();
      assertThat(requests)
          .isNotEmpty()
          .allMatch(
              url -> url.matches(java.util.regex.Pattern.quote(server.url(rater)) + "(answers)?"));
      assertThat(browser.complaints()).isEmpty();
    }
    // What is rated while there is no server is sent when there is one again.
    press("1");
    browser.await(
        "return document.getElementById('kept').textContent.includes('cannot be reached')");
    browser.complaints();
    browser.script("localStorage.clear()");
    browser.driver().get("about:blank");
  }

  @Test
  void everybodyCanUseIt() throws IOException {
    show(folder.page(key.raters().get(0)));
    assertThat(browser.barriers()).isEmpty();
    picture("beginning");
    press(Keys.ENTER, "4");
    browser.await("return document.getElementById('picture').naturalWidth > 0");
    assertThat(browser.barriers()).isEmpty();
    picture("heatmap");
    press("?");
    assertThat(browser.barriers()).isEmpty();
    picture("keys");
    press(Keys.ESCAPE);
    for (int i = 0; i < 20; i++) {
      press(Keys.ARROW_RIGHT);
    }
    assertThat(place()).isEqualTo("The end");
    assertThat(browser.barriers()).isEmpty();
    picture("end");
  }

  private void picture(String name) throws IOException {
    String shots = System.getProperty("shots");
    if (shots != null) {
      browser.screenshot(Path.of(shots, name + ".png"));
    }
  }

  private static String row(ReviewKey.Rater rater, int place, String question, int value) {
    ReviewKey.Showing showing = rater.showings().get(place);
    return "%s,%s,%s,%s,%s,%d"
        .formatted(
            showing.record().startsWith("\"") ? "\"\"\"quoted\"\", 'id'\"" : showing.record(),
            showing.target(),
            showing.method(),
            rater.code(),
            question,
            value);
  }

  private static void show(Path page) {
    browser.open(page);
    browser.script("document.activeElement.blur()");
  }

  private static void press(CharSequence... keys) {
    browser.driver().switchTo().activeElement().sendKeys(keys);
  }

  private static String place() {
    return browser.element("#place").getText();
  }

  private static String kept() {
    return browser.element("#kept").getText();
  }

  private static List<String> pressedAnswers() {
    return browser.elements("fieldset button[aria-pressed=true]").stream()
        .map(element -> element.getText())
        .toList();
  }

  private static Path awaited() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (var files = Files.list(downloads)) {
        List<Path> found = files.filter(file -> file.toString().endsWith(".json")).toList();
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing was saved");
  }
}
