package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Browser;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Experts are asked, rate in a browser and are heard in the report, as an organiser does it. */
@Tag("slow")
class ReviewIT {
  private static final String JUDGE = Launcher.root().resolve("jobs/judge.yaml").toString();

  private static final Pattern TAU = Pattern.compile("R, '([a-z]+)': [^(]*\\(τ = ([−0-9.]+), ");

  @TempDir private Path folder;

  @Test
  void expertsRateAndAreHeard() throws Exception {
    assertThat(
            run(
                JUDGE,
                "--synthetic=6",
                "--networks=R-1",
                "--methods=saliency,input-x-gradient,deeplift,random",
                "--iterations=5",
                "--repeats=1",
                "--checks=none",
                "--out=judged"))
        .contains("Which explanation can be trusted? 6 records")
        .endsWith("Report: judged/report/index.html\n");
    assertThat(
            run(
                "review",
                "--run=judged/evaluation",
                "--out=review",
                "--raters=2",
                "--cases=5",
                "--repeats=2",
                "--seed=7"))
        .contains("20 heatmaps of 5 records, 1 targets and 4 methods; each rater sees 22");
    Path saved = Files.createDirectories(folder.resolve("saved"));
    rate(1, saved);
    rate(2, saved);
    assertThat(run("review", "--collect", "--out=review", "--answers=saved"))
        .contains("rater-1", "rater-2", "22 of 22");
    List<String> rows = Files.readAllLines(folder.resolve("review/ratings.csv"));
    assertThat(rows.get(0)).isEqualTo("record,target,method,rater,question,value");
    // 20 heatmaps, 2 raters, 2 questions.
    assertThat(rows).hasSize(1 + 80);
    assertThat(Files.readAllLines(folder.resolve("review/repeats.csv"))).hasSize(1 + 8);
    String ratings = run("ratings", "--run=judged/evaluation", "--ratings=review/ratings.csv");
    assertThat(ratings).contains("Experts beside the objective ranking");
    assertThat(run("report", "--run=judged/evaluation", "--out=judged/report"))
        .endsWith("Report: judged/report/index.html\n");

    // What ratings says on the terminal stands in the report.
    List<MatchResult> taus = TAU.matcher(ratings).results().toList();
    assertThat(taus).hasSize(2);
    try (Browser browser = Browser.start(folder)) {
      browser.open(folder.resolve("judged/report/index.html"));
      List<String> shown =
          browser.elements("#experts tr").stream().map(row -> row.getText()).toList();
      for (MatchResult tau : taus) {
        assertThat(shown)
            .anyMatch(text -> text.startsWith("aopc " + tau.group(1) + " " + tau.group(2) + " "));
      }
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).isEmpty();
    }
  }

  /** Rates by keys, with a reload on the way, and saves. */
  private void rate(int rater, Path saved) throws Exception {
    Path page = folder.resolve("review/raters/rater-" + rater + ".html");
    try (Browser browser = Browser.start(saved)) {
      browser.open(page);
      press(browser, Keys.ENTER);
      for (int item = 0; item < 22; item++) {
        if (item == 11) {
          browser.driver().navigate().refresh();
          browser.await("return document.getElementById('picture') !== null");
          assertThat(browser.element("#place").getText()).isEqualTo("Heatmap 12 of 22");
        }
        press(browser, String.valueOf(1 + (rater * item) % 5));
        press(browser, String.valueOf(1 + (rater + item) % 5));
        press(browser, Keys.ENTER);
      }
      assertThat(browser.element("main").getText()).contains("All 22 heatmaps are rated");
      press(browser, "s");
      Path file = await(saved, rater);
      assertThat(Files.readString(file)).doesNotContain("saliency", "deeplift", "synth-", "judged");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).isEmpty();
    }
  }

  private static void press(Browser browser, CharSequence key) {
    browser.driver().switchTo().activeElement().sendKeys(key);
  }

  private static Path await(Path saved, int rater) throws Exception {
    for (int i = 0; i < 200; i++) {
      try (Stream<Path> files = Files.list(saved)) {
        List<Path> found =
            files
                .filter(file -> file.getFileName().toString().endsWith("rater-" + rater + ".json"))
                .collect(Collectors.toList());
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing was saved in " + saved);
  }

  private String run(String... words) {
    Outcome outcome = new Launcher(folder).run(words);
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    return outcome.out();
  }
}
