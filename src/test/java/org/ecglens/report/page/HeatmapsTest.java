package org.ecglens.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.ecg.Ecg;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.paper.PaperStrip;
import org.ecglens.report.paper.PerturbationTrack;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;
import org.ecglens.testing.Browser;
import org.ecglens.verdict.SampleVerdicts;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.ecglens.verdict.Unsound;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** The section of heatmaps in a browser, against the values that its data was made of. */
class HeatmapsTest {
  private static final ExplainedEcg BEAT =
      ExplainedRecords.explained(new SyntheticEcg(3, Ecg.Kind.MEDIAN).record(0), "QT");
  private static final ExplainedEcg RHYTHM =
      ExplainedRecords.explained(new SyntheticEcg(3, Ecg.Kind.RHYTHM).record(1), "QT");
  private static final int V5 = 10;

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingIsComplainedOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hoverReadsTimeAmplitudeAndTheAttributionOfBothMethods() throws Exception {
    open(BEAT, RHYTHM);
    PaperStrip strip = strip(BEAT.ecg(), V5);
    // Beside the cursor a pixel is less than a sample wide: read what the page says it hit.
    hover("#gallery-left svg", strip.x(300.5), strip.y());
    String time = text(".gallery-time");
    int sample = (int) Math.round(Integer.parseInt(time.replaceAll(" ms.*", "")) / 2.0);
    assertThat(sample).isBetween(297, 304);
    assertThat(text(".gallery-lead")).isEqualTo("V5");
    assertThat(text(".gallery-amplitude"))
        .isEqualTo(number("%.2f", BEAT.ecg().at(V5, sample) / 1000) + " mV");
    int point = V5 * 600 + sample;
    assertThat(text(".gallery-left"))
        .isEqualTo("saliency " + number("%+.2f", shown(BEAT, 0, point)));
    assertThat(text(".gallery-right"))
        .isEqualTo("smoothgrad " + number("%.2f", shown(BEAT, 1, point)));
    // Without signs the same value is a size.
    browser.element("#gallery-signed").click();
    browser.element("#gallery-left .gallery-paper").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
    assertThat(text(".gallery-time")).isEqualTo("2 ms");
    assertThat(text(".gallery-left"))
        .isEqualTo("saliency " + number("%.2f", Math.abs(shown(BEAT, 0, 1))));
  }

  @Test
  void arrowKeysMoveInTimeAndBetweenLeads() throws Exception {
    open(BEAT);
    WebElement paper = browser.element("#gallery-right .gallery-paper");
    paper.sendKeys(Keys.ARROW_RIGHT);
    assertThat(text(".gallery-lead") + " " + text(".gallery-time")).isEqualTo("I 0 ms");
    paper.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertThat(text(".gallery-lead") + " " + text(".gallery-time")).isEqualTo("aVR 4 ms");
    paper.sendKeys(Keys.END, Keys.ARROW_UP);
    assertThat(text(".gallery-lead") + " " + text(".gallery-time")).isEqualTo("I 1198 ms");
    paper.sendKeys(Keys.ESCAPE);
    assertThat(text(".gallery-readout")).startsWith("Point at the ECG");
  }

  @Test
  void theSliderMarksPointsAndMovesThePredictions() throws Exception {
    open(BEAT);
    assertThat(text("#gallery-prediction-left")).contains("saliency 400.0 ms");
    assertThat(marks("left")).isZero();
    browser.element("#gallery-slider").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(text(".gallery-step")).isEqualTo("step 2 of 5, 4 points");
    assertThat(text("#gallery-prediction-left")).contains("saliency 380.0 ms (−20.0 ms)");
    assertThat(text("#gallery-prediction-right")).contains("smoothgrad 402.0 ms (+2.00 ms)");
    assertThat(marks("left")).isEqualTo(4);
    // The first point is sample 100 of the first lead.
    PaperStrip strip = strip(BEAT.ecg(), 0);
    String first =
        String.format(Locale.ROOT, "M%.2f %.2f", strip.x(100), strip.y(BEAT.ecg().at(0, 100)));
    assertThat(browser.element("#gallery-left .gallery-mark").getDomAttribute("d"))
        .startsWith(first.substring(0, first.length() - 1));
    assertThat(
            browser.script(
                "return echarts.getInstanceByDom(document.querySelector('.gallery-chart .chart'))"
                    + ".getOption().series[0].data.map(p => p[1]).join()"))
        .isEqualTo("400,390,380,370,360,350");
  }

  @Test
  void playRunsToTheLastStep() throws Exception {
    open(BEAT);
    browser.element(".gallery-play").click();
    browser.await("return document.querySelector('#gallery-slider').value === '5'");
    browser.await("return document.querySelector('.gallery-play').textContent === 'Play'");
    assertThat(text("#gallery-prediction-left")).contains("350.0 ms");
  }

  @Test
  void twoMethodsStandSideBySideAndEitherCanBeChanged() throws Exception {
    open(BEAT);
    Select left = new Select(browser.element("#gallery-left select"));
    Select right = new Select(browser.element("#gallery-right select"));
    // The recommended one and one that is worse.
    assertThat(left.getFirstSelectedOption().getText()).isEqualTo("saliency – recommended");
    assertThat(right.getFirstSelectedOption().getText()).isEqualTo("smoothgrad – worse");
    assertThat(text("#gallery-left .gallery-score")).isEqualTo("aopc 0.50 in this record");
    List<String> before = heat("left");
    assertThat(before).isNotEqualTo(heat("right"));
    left.selectByValue("smoothgrad");
    assertThat(heat("left")).isEqualTo(heat("right")).isNotEqualTo(before);
    assertThat(text("#gallery-prediction-left")).contains("smoothgrad");
  }

  @Test
  void viewsShowOneLeadOrTheMeanOfAll() throws Exception {
    open(BEAT);
    assertThat(heatColours("left")).anyMatch(colour -> colour.equals("#b35806"));
    Select view = new Select(browser.element("#heatmaps .choices select"));
    view.selectByValue("averaged");
    // A mean of sizes has no sign: purple, no orange.
    assertThat(heatColours("left")).contains("#88419d").doesNotContain("#b35806");
    view.selectByValue("single");
    assertThat(browser.element("#gallery-left svg").getDomAttribute("class"))
        .contains("gallery-close");
    assertThat(text("#gallery-left .gallery-name")).isEqualTo("V5");
    browser.element("#gallery-left .gallery-paper").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertThat(text(".gallery-lead")).isEqualTo("V5");
  }

  @Test
  void aLeadThatIsNotOnThePaperIsNotShownAlone() throws Exception {
    // The paper holds 24 leads; V5 is the one after next.
    List<String> leads = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      leads.add(i == 25 ? "V5" : "X" + i);
    }
    Ecg ecg =
        new Ecg(
            "30 leads",
            null,
            "made",
            Ecg.Kind.MEDIAN,
            leads,
            500,
            "uV",
            new float[30 * 200],
            Map.of(),
            null);
    open(ExplainedRecords.explained(ecg, "QT"));
    new Select(browser.element("#heatmaps .choices select")).selectByValue("single");
    assertThat(text("#gallery-left .gallery-name")).isEqualTo("X0");
    new Select(browser.element("#heatmaps .choices select")).selectByValue("averaged");
    assertThat(heat("left")).isNotEmpty();
    assertThat(browser.elements("#quarantine, #provenance")).hasSize(2);
  }

  @Test
  void recordsCanBeChosenWithTheSentenceWhy() throws Exception {
    open(BEAT, RHYTHM);
    assertThat(browser.elements(".gallery-records button"))
        .extracting(WebElement::getText)
        .containsExactly("Typical", "Best");
    browser.elements(".gallery-records button").get(1).click();
    assertThat(text(".gallery-about"))
        .contains("Best record " + RHYTHM.ecg().recordId())
        .contains("Here the score of saliency is highest: 0.5")
        .contains("Network net predicts QT 400.0 ms; measured: 395.5 ms (+4.50 ms).");
    // Of the ten perturbed points of a rhythm those outside the stretch of their lead are counted.
    browser.element("#gallery-slider").sendKeys(Keys.END);
    assertThat(text("#gallery-prediction-left")).contains("perturbed points are not on the paper");
  }

  @Test
  void itIsAccessibleInBothThemesAndFitsAPhone() throws Exception {
    open(BEAT, RHYTHM);
    assertThat(browser.barriers()).isEmpty();
    browser.element("#theme").click();
    assertThat(browser.barriers()).isEmpty();
    browser.element("#theme").click();
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    try {
      browser.await("return document.documentElement.clientWidth === 390");
      browser.await("return document.documentElement.scrollWidth === 390");
      // One paper above the other.
      assertThat(browser.element("#gallery-right").getRect().x)
          .isEqualTo(browser.element("#gallery-left").getRect().x);
    } finally {
      browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** A probability hardly moves: neighbouring ticks differ in their fourth digit. */
  @Test
  void ticksOfTheSliderDiffer() throws Exception {
    ExplainedEcg small =
        new ExplainedEcg(
            BEAT.ecg(),
            "net",
            "QT",
            null,
            0.459,
            null,
            BEAT.maps().stream()
                .map(
                    map ->
                        new MethodMap(
                            map.method(),
                            map.attribution(),
                            new PerturbationTrack(
                                map.track().points(),
                                map.track().ends(),
                                Arrays.stream(map.track().predictions())
                                    .map(value -> 0.459 + (value - 400) * 1e-6)
                                    .toArray())))
                .toList());
    open(small);
    List<?> ticks =
        (List<?>)
            browser.script(
                "return [...document.querySelectorAll('.gallery-chart svg text')]"
                    + ".map(t => t.textContent).filter(t => t.startsWith('0.45'))");
    assertThat(ticks).hasSizeGreaterThan(2).doesNotHaveDuplicates();
  }

  @Test
  void theLeadingMethodsAreOpenedBeforeUnsoundOnes() throws Exception {
    TargetVerdict target =
        SampleVerdicts.of(
            "QT",
            null,
            List.of("smoothgrad"),
            List.of(),
            List.of(new Unsound("saliency", List.of("the same map for every record"))),
            "aopc-over-random",
            List.of("net"));
    open(
        GalleryData.of(List.of(ExplainedRecords.chosen(BEAT, Reason.DISPUTED)), List.of(BEAT)),
        target);
    assertThat(
            new Select(browser.element("#gallery-left select")).getFirstSelectedOption().getText())
        .isEqualTo("smoothgrad – undecided");
    assertThat(
            new Select(browser.element("#gallery-right select")).getFirstSelectedOption().getText())
        .isEqualTo("saliency – unsound");
  }

  @Test
  void aPageWithoutHeatmapsSaysWhyInOneLine() throws Exception {
    open(GalleryData.none("Made with --gallery 0 <b>."));
    assertThat(text("#heatmaps .hint")).isEqualTo("Made with --gallery 0 <b>.");
    assertThat(browser.elements("#heatmaps figure")).isEmpty();
  }

  private static void open(ExplainedEcg... explained) throws IOException {
    Reason[] reasons = Reason.values();
    open(
        GalleryData.of(
            Stream.iterate(0, i -> i + 1)
                .limit(explained.length)
                .map(i -> ExplainedRecords.chosen(explained[i], reasons[i]))
                .toList(),
            List.of(explained)));
  }

  private static void open(GalleryData gallery) throws IOException {
    TargetVerdict target =
        SampleVerdicts.of(
            "QT",
            "saliency",
            List.of(),
            List.of(new Worse("smoothgrad", "worse than saliency (p < 0.001)")),
            List.of(),
            "aopc-over-random",
            List.of("net"));
    open(gallery, target);
  }

  private static void open(GalleryData gallery, TargetVerdict target) throws IOException {
    PageTable empty = PageTable.of(List.of(), List.of());
    Map<String, PageTable> tables = new HashMap<>();
    for (Table<?> table : Tables.ALL) {
      tables.put(table.folder(), empty);
    }
    ReportData data =
        new ReportData(
            new RunFacts("run", "aopc", Map.of(), Map.of()),
            new Verdict(
                null,
                List.of(),
                "corrected",
                "paper",
                List.of("add-noise"),
                80,
                Thresholds.DEFAULT,
                List.of(target)),
            JsonNodeFactory.instance.objectNode(),
            tables,
            List.of(),
            new QuarantinePage(0, empty, empty),
            gallery);
    Path page = folder.resolve("index.html");
    Files.writeString(page, ReportPage.html(data));
    browser.open(page);
  }

  private static PaperStrip strip(Ecg ecg, int lead) {
    return EcgPaper.of(ecg).rows().stream()
        .flatMap(List::stream)
        .filter(strip -> strip.lead() == lead)
        .findFirst()
        .orElseThrow();
  }

  /** Moves the mouse to a place in millimetres. */
  private static void hover(String svg, double x, double y) {
    WebElement node = browser.element(svg);
    new Actions(browser.driver()).scrollToElement(node).perform();
    List<?> at =
        (List<?>)
            browser.script(
                """
                const p = new DOMPoint(arguments[1], arguments[2])
                  .matrixTransform(arguments[0].getScreenCTM());
                return [Math.round(p.x), Math.round(p.y)];
                """,
                node,
                x,
                y);
    new Actions(browser.driver())
        .moveToLocation(((Number) at.get(0)).intValue(), ((Number) at.get(1)).intValue())
        .perform();
  }

  private static String text(String selector) {
    return browser.element(selector).getText();
  }

  private static long marks(String side) {
    return browser
        .element("#gallery-" + side + " .gallery-mark")
        .getDomAttribute("d")
        .chars()
        .filter(c -> c == 'M')
        .count();
  }

  private static List<String> heat(String side) {
    return browser.elements("#gallery-" + side + " .gallery-heat path").stream()
        .map(path -> path.getDomAttribute("d"))
        .toList();
  }

  private static List<String> heatColours(String side) {
    return browser.elements("#gallery-" + side + " .gallery-heat path").stream()
        .map(path -> path.getDomAttribute("stroke"))
        .toList();
  }

  /** The value that a page shows, as the page rounds it: to 1/127. */
  private static double shown(ExplainedEcg explained, int map, int point) {
    float[] attribution = explained.maps().get(map).attribution();
    double top = GalleryDataTest.top(attribution);
    double value = Math.max(-1, Math.min(1, attribution[point] / top));
    return Math.round(value * 127) / 127.0;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value).replace('-', '−');
  }
}
