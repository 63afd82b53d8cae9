package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.ecglens.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Pages in a browser, as raters use them. */
class ReviewPageTest {
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
  void build() throws IOException {
    browser.driver().get("about:blank");
    browser.requests();
    browser.complaints();
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
    assertThat(kept()).isEqualTo("2 of 20 rated · kept in this browser, not yet in a file");

    browser.driver().navigate().refresh();
    assertThat(place()).isEqualTo("Heatmap 3 of 20");
    assertThat(kept()).startsWith("2 of 20 rated");
    press(Keys.ARROW_LEFT);
    assertThat(pressedAnswers()).containsExactly("Cannot tell", "5");
    // By mouse: the last of the first question, then a repeat where there is one.
    browser.elements("fieldset").get(0).findElements(By.tagName("button")).get(4).click();
    assertThat(pressedAnswers()).containsExactly("5", "5");
    press("s");
    Path saved = awaited();
    assertThat(kept()).isEqualTo("2 of 20 rated · saved to a file");

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
      browser.await("return document.getElementById('kept').textContent.endsWith('stored')");
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
          .allMatch(url -> url.matches(Pattern.quote(server.url(rater)) + "(answers)?"));
      assertThat(browser.complaints()).isEmpty();
    }
    // What is rated while there is no server is sent when there is one again.
    press("1");
    browser.await(
        "return document.getElementById('kept').textContent.includes('cannot be reached')");
  }

  @Test
  void whatWasRatedInAnotherBrowserIsNotAskedAgain() throws Exception {
    ReviewKey.Rater rater = key.raters().get(0);
    try (ReviewServer server = ReviewServer.start(folder, "127.0.0.1", 0)) {
      browser.driver().get(server.url(rater));
      press(Keys.ENTER, "4", "2", Keys.ENTER);
      browser.await("return document.getElementById('kept').textContent.endsWith('stored')");
      browser.driver().get("about:blank");
      String second = rater.showings().get(1).code();
      SavedRatings elsewhere =
          new SavedRatings(
              SavedRatings.FORMAT,
              key.review(),
              rater.code(),
              List.of(new Answer(second, "covers", 5, 9), new Answer(second, "trust", null, 10)));
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(server.url(rater) + "answers"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(ReviewJson.STRICT.writeValueAsBytes(elsewhere)))
                  .build(),
              BodyHandlers.discarding());
      browser.driver().get(server.url(rater));
      browser.await("return document.getElementById('kept').textContent.startsWith('2 of 20')");
      assertThat(place()).isEqualTo("Heatmap 3 of 20");
      assertThat(Files.readAllLines(folder.answers(rater))).hasSize(4);
    }
  }

  @Test
  void theEndSaysStoredOnlyOfWhatIs() throws Exception {
    ReviewKey.Rater rater = key.raters().get(0);
    URI url;
    try (ReviewServer server = ReviewServer.start(folder, "127.0.0.1", 0)) {
      url = URI.create(server.url(rater));
      browser.driver().get(url.toString());
      press(Keys.ENTER);
      // Passing troubles of the server are none of the rater's.
      browser.script(
          "const real = fetch; window.fetch = () => { window.fetch = real;"
              + " return Promise.resolve(new Response('full', { status: 500 })); };");
      press("1");
      browser.await("return document.getElementById('kept').textContent.includes('full')");
      browser.await("return document.getElementById('kept').textContent.endsWith('stored')");
      toTheEnd();
      assertThat(end()).contains("Your ratings are stored.").doesNotContain("Save to a file");
    }
    press(Keys.ARROW_LEFT, "1", Keys.ARROW_RIGHT);
    browser.await("return document.querySelector('main').textContent.includes('not all stored')");
    assertThat(end()).contains("Save to a file").doesNotContain("You can close");
    assertThat(end()).contains("20 of 20 heatmaps are not fully rated");
    try (ReviewServer server = ReviewServer.start(folder, url.getHost(), url.getPort())) {
      assertThat(server.url(rater)).isEqualTo(url.toString());
      browser.await(
          "return document.querySelector('main').textContent.includes('ratings are stored')");
      assertThat(end()).doesNotContain("Save to a file");
      assertThat(Files.readAllLines(folder.answers(rater))).hasSize(2);
    }
  }

  @Test
  void whatAnotherTabHasKeptStays() {
    ReviewKey.Rater rater = key.raters().get(0);
    show(folder.page(rater));
    press(Keys.ENTER, "4");
    String shelf = "ecglens review %s %s".formatted(key.review(), rater.code());
    // Without the event that a real tab would cause, which may come too late.
    browser.script(
        "const kept = JSON.parse(localStorage.getItem(arguments[0]));"
            + "kept.answers.push({ item: arguments[1], question: 'trust', value: 2, revision: 9 });"
            + "localStorage.setItem(arguments[0], JSON.stringify(kept));",
        shelf,
        rater.showings().get(0).code());
    press(Keys.ARROW_RIGHT);
    assertThat(kept()).startsWith("1 of 20 rated");
    browser.driver().navigate().refresh();
    assertThat(kept()).startsWith("1 of 20 rated");
  }

  @Test
  void keysThatDoNothingAreLeftToTheBrowser() {
    show(folder.page(key.raters().get(0)));
    browser.script(
        "window.left = []; window.addEventListener('keydown', (event) =>"
            + " event.defaultPrevented || left.push(event.key));");
    press(Keys.ARROW_DOWN, Keys.ARROW_UP, "z", "c");
    assertThat(browser.script("return left.join()")).isEqualTo("ArrowDown,ArrowUp,z,c");
    press(Keys.ENTER, Keys.ARROW_DOWN, "c");
    assertThat(browser.script("return left.length")).isEqualTo(4L);
  }

  @Test
  void everybodyCanUseIt() throws IOException {
    show(folder.page(key.raters().get(0)));
    assertThat(browser.barriers()).isEmpty();
    press(Keys.ENTER, "4");
    browser.await("return document.getElementById('picture').naturalWidth > 0");
    assertThat(browser.barriers()).isEmpty();
    press("?");
    assertThat(browser.barriers()).isEmpty();
    press(Keys.ESCAPE);
    toTheEnd();
    assertThat(browser.barriers()).isEmpty();
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

  private static void toTheEnd() {
    for (int i = 0; i < 20; i++) {
      press(Keys.ARROW_RIGHT);
    }
    assertThat(place()).isEqualTo("The end");
  }

  private static String end() {
    return browser.element("main").getText();
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
