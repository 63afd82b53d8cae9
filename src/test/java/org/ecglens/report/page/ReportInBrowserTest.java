package org.ecglens.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ecglens.testing.Browser;
import org.ecglens.verdict.Deviation;
import org.ecglens.verdict.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The report as a reader has it before them. */
class ReportInBrowserTest {
  private static final String CHART =
      "const chart = echarts.getInstanceByDom(document.querySelector(arguments[0] + ' .chart'));";

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

  @BeforeEach
  void desktop() {
    width(1280);
    scripts(true);
  }

  @Test
  void sevenTargetsAndFourNetworks() throws Exception {
    ReportData data = sample(SampleReport.SEVEN, 4);
    open(data);
    assertThat(browser.elements("main > section")).hasSize(11);
    assertThat(browser.elements(".verdict")).hasSize(7);
    checkCurves(data, "J", "J-1", "morf");
    new Select(browser.element("#target select")).selectByVisibleText("QRS");
    checkCurves(data, "QRS", "QRS-1", "morf");
    select("curves", 0, "QRS-3");
    select("curves", 1, "least relevant first");
    checkCurves(data, "QRS", "QRS-3", "lerf");
    checkRanking(data, "QRS", "*");
    checkMatrix(data, "QRS", "QRS-1");
    checkSanity(data, "QRS", "QRS-1");
    checkCost(data, "QRS", "QRS-1");
    checkShares(data, "QRS", "QRS-1");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void oneNetworkInBothThemes() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    open(data);
    assertThat(browser.elements("#target select")).isEmpty();
    checkCurves(data, "QT", "QT-1", "morf");
    assertThat(browser.element("#agreement").getText()).contains("it takes two networks");
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    Object before = theme();
    assertThat(browser.barriers()).isEmpty();
    browser.element("#theme").click();
    assertThat(theme()).isNotEqualTo(before);
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = false; })");
    assertThat(browser.barriers()).isEmpty();
    browser.driver().navigate().refresh();
    assertThat(theme()).as("kept over a reload").isNotEqualTo(before);
    browser.element("#theme").click();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aPhoneShowsAllOfItsWidth() throws Exception {
    width(390);
    open(sample(SampleReport.SEVEN, 4));
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  @Test
  void theVerdictNeedsNoScript() throws Exception {
    scripts(false);
    open(sample(SampleReport.SEVEN, 2));
    assertThat(browser.element("#verdict").getText())
        .contains("2 networks (QT-1, QT-2)")
        .contains("saliency")
        .contains("deconvolution: worse than the random order")
        .contains("complete without it");
    assertThat(browser.element("#theme").isDisplayed()).isFalse();
  }

  @Test
  void hostileNamesAreShownAndNotRun() throws Exception {
    String hostile = "<img src=x onerror=hacked=1></script><script>hacked=1</script>{{a}}\"'`${1}";
    List<String> methods = List.of("saliency", "<b>" + hostile, "__proto__", "random");
    open(SampleReport.of(List.of(hostile, "QT"), 2, methods, "corrected"));
    assertThat(browser.script("return typeof hacked")).isEqualTo("undefined");
    assertThat(browser.elements("img")).isEmpty();
    assertThat(browser.element(".verdict h3").getText()).startsWith(hostile);
    hover("curves");
    hover("agreement");
    browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    browser.await("return document.querySelector('#quarantine details table') !== null");
    assertThat(browser.element("#quarantine details").getText()).contains("lead " + hostile);
    assertThat(browser.script("return typeof hacked")).isEqualTo("undefined");
    assertThat(browser.elements("img, main b b")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isEmpty();
  }

  @Test
  void keysTakeMethodsOffAndOpenTables() throws Exception {
    open(sample(List.of("QT"), 1));
    WebElement saliency = browser.element("#curves .legend button");
    assertThat(saliency.getText()).isEqualTo("saliency");
    assertThat(lines("curves")).hasSize(12);
    saliency.sendKeys(Keys.SPACE);
    assertThat(saliency.getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(lines("curves")).hasSize(11).doesNotContainKey("saliency");
    browser.element("#curves details summary").sendKeys(Keys.ENTER);
    browser.await("return document.querySelectorAll('#curves details tbody tr').length === 13");
  }

  @Test
  void whatIsNotThereSaysHowToGetIt() throws Exception {
    open(SampleReport.empty());
    for (String section :
        List.of("curves", "ranking", "agreement", "sanity", "localisation", "cost", "experts")) {
      assertThat(browser.elements("#" + section + " .hint")).as(section).isNotEmpty();
      assertThat(browser.elements("#" + section + " .chart")).as(section).isEmpty();
    }
    assertThat(browser.element("#experts .hint").getText())
        .contains("jobs/submit review --run runs/sample");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theRandomOrderAloneIsNoCurve() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    PageTable curves = data.tables().get("curves");
    List<List<Object>> random =
        curves.rows().stream().filter(row -> cell(curves, row, "order").equals("random")).toList();
    open(with(data, "curves", PageTable.of(curves.columns(), random)));
    assertThat(browser.element("#curves .hint").getText()).contains("no curve of a method for QT");
    assertThat(browser.elements("#curves .chart")).isEmpty();
    assertThat(browser.elements("main > section")).hasSize(11);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aSectionThatFailsSaysSoAndLeavesTheOthers() throws Exception {
    ReportData data = sample(List.of("QT", "R"), 1);
    PageTable broken =
        PageTable.of(
            List.of("target", "check", "metric"),
            List.of(
                List.of("QT", "cascading", "partial-spearman"),
                List.of("R", "cascading", "partial-spearman")));
    open(with(data, "sanity", broken));
    assertThat(browser.element("#sanity .hint").getText()).contains("could not be drawn");
    assertThat(browser.complaints()).isNotEmpty().allMatch(text -> text.contains("TypeError"));
    assertThat(browser.elements("#cost .chart, #provenance table")).hasSizeGreaterThan(1);
    new Select(browser.element("#target select")).selectByVisibleText("R");
    checkCost(data, "R", "R-1");
    assertThat(browser.complaints()).hasSize(1);
  }

  @Test
  void everyCheckSaysWhatItFound() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    open(data);
    assertThat(check("guided-grad-cam"))
        .extracting(cell -> cell.split("\n", -1)[0])
        .containsExactly("sound", "fails", "sound", "not promised", "sound");
    assertThat(check("grad-cam").subList(0, 3)).allMatch(cell -> cell.startsWith("cannot be said"));
    assertThat(check("deeplift").get(3)).contains("sound").contains("1.2 %, limit 5.0 %");
    PageTable sanity = data.tables().get("sanity");
    List<Object> alike =
        rows(data, "sanity", "method", "saliency", "check", "input-dependence").get(0);
    String value =
        "%s (%s to %s)"
            .formatted(
                fixed(cell(sanity, alike, "mean")),
                fixed(cell(sanity, alike, "ci_low")),
                fixed(cell(sanity, alike, "ci_high")));
    assertThat(check("saliency").get(1)).isEqualTo("sound\n" + value + "\nlimit 0.31");
    assertThat(check("guided-grad-cam").get(1)).endsWith("\nlimit 0.61");
    assertThat(check("grad-cam").get(1)).endsWith("\nlimits 0.31 and 0.61");
    assertThat(browser.element("#sanity h4 + ul").getText())
        .isEqualTo("guided-grad-cam: does not depend on the record: alike");
    openDetails();
    assertThat(browser.element("#sanity details ul").getText())
        .startsWith("grad-cam: depends on the network: the interval holds the limit; ");
    for (Map.Entry<String, Integer> table :
        Map.of(
                "Depends on the network: values",
                2 * 11,
                "Depends on the record: values",
                11,
                "Withstands slight noise: values",
                4 * 11,
                "Says something: values",
                11)
            .entrySet()) {
      assertThat(values(table.getKey())).as(table.getKey()).hasSize(table.getValue());
    }
    assertThat(values("Depends on the record: values").get(0))
        .contains("saliency sound " + value + " 0.61 0.31 9");
    assertThat(values("Depends on the network: values"))
        .anyMatch(row -> row.startsWith("saliency permuted sound"))
        .anyMatch(row -> row.startsWith("saliency drawn anew sound"))
        .anyMatch(row -> row.startsWith("input-x-gradient") && row.contains("0.07 (0.11)"));
    Object own =
        cell(sanity, rows(data, "sanity", "metric", "partial-spearman-population").get(0), "mean");
    assertThat(values("Depends on the network: values").get(0)).contains(" " + fixed(own) + " (");
    assertThat(values("Withstands slight noise: values"))
        .anyMatch(row -> row.startsWith("saliency mains hum at 50 Hz"));
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void checksOfSeveralNetworksCountThem() throws Exception {
    open(sample(List.of("QT"), 4));
    assertThat(check("guided-grad-cam").get(1))
        .matches("fails\nfails in 4 of 4 networks\nvalues 0\\.\\d\\d to 0\\.\\d\\d");
    assertThat(check("deeplift").get(1)).startsWith("sound\nin 4 of 4 networks\nvalues ");
    assertThat(check("grad-cam").get(1)).startsWith("cannot be said\nin 4 of 4 networks\n");
    openDetails();
    assertThat(values("Says something: values")).hasSize(5 * 11);
    assertThat(values("Depends on the record: values")).hasSize(11);
    browser
        .element("#sanity details .choices")
        .findElement(By.cssSelector("[value='QT-3']"))
        .click();
    assertThat(browser.element("#sanity details .choices + div caption").getText())
        .endsWith("given the size of the signal, network QT-3");
    assertThat(browser.complaints()).isEmpty();
  }

  /** The cells of a method in the table of checks. */
  private static List<String> check(String method) {
    return browser.elements("#sanity .checks tbody tr").stream()
        .filter(row -> row.getText().startsWith(method))
        .findFirst()
        .orElseThrow()
        .findElements(By.cssSelector("td"))
        .stream()
        .map(WebElement::getText)
        .toList();
  }

  /** Rows of the table under a summary. */
  private static List<String> values(String summary) {
    return browser.elements("#sanity details").stream()
        .filter(details -> details.getText().startsWith(summary))
        .findFirst()
        .orElseThrow()
        .findElements(By.cssSelector("tbody tr"))
        .stream()
        .map(WebElement::getText)
        .toList();
  }

  private static void openDetails() {
    browser.script("document.querySelectorAll('#sanity details').forEach(d => { d.open = true; })");
    browser.await(
        "return [...document.querySelectorAll('#sanity details')].every(d => d.children.length > 1)");
  }

  private static String fixed(Object value) {
    return String.format(Locale.ROOT, "%.2f", (Double) value).replace('-', '−');
  }

  @Test
  void deviationsFromAProtocolAreNamed() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    String digest = "0123456789abcdef".repeat(4);
    Verdict none = data.verdict();
    open(
        new ReportData(
            data.run(),
            new Verdict(
                digest,
                List.of(new Deviation("--margin", "0.1", "0.2")),
                none.mode(),
                none.preset(),
                none.operators(),
                none.records(),
                none.thresholds(),
                none.targets()),
            data.manifest(),
            data.tables(),
            data.checks(),
            data.quarantine(),
            data.gallery()));
    assertThat(browser.element("#provenance").getText()).contains(digest);
    assertThat(browser.element("#deviations").getText())
        .isEqualTo("--margin: registered 0.1, used 0.2");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void bandsOfManyMethodsAreDrawnWhereTheyAreLookedAt() throws Exception {
    open(sample(List.of("QT"), 1));
    assertThat(bands()).containsExactlyInAnyOrder("saliency", "random order");
    Object height = height();
    browser.script("document.querySelectorAll('#curves .legend button')[7].focus()");
    assertThat(bands()).containsExactlyInAnyOrder("saliency", "random order", "deeplift");
    assertThat(height()).as("the axis holds still").isEqualTo(height);
    browser.element("#curves .legend .all").click();
    for (int i = 5; i < 9; i++) {
      browser.elements("#curves .legend button").get(i).click();
    }
    browser.script("document.activeElement.blur()");
    assertThat(bands())
        .containsExactlyInAnyOrder("gradient-shap", "smoothgrad", "deeplift", "grad-cam");
    hover("curves");
    assertThat(browser.elements("#curves .tip td.number"))
        .hasSize(4)
        .allMatch(value -> value.getText().matches("[0-9.·⁻]+ \\(.* to .*\\)"));
  }

  /** The heatmaps are of the run's first operator, and so is what a section shows first. */
  @Test
  void theFirstOperatorOfTheRunIsShownFirst() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    PageTable curves = data.tables().get("curves");
    List<String> columns = new ArrayList<>(curves.columns());
    columns.add("operator");
    List<List<Object>> rows = new ArrayList<>();
    for (String operator : List.of("aardvark", "add-noise")) {
      for (List<Object> row : curves.rows()) {
        List<Object> own = new ArrayList<>(row);
        own.add(operator);
        rows.add(own);
      }
    }
    open(with(data, "curves", PageTable.of(columns, rows)));
    Select operators = new Select(browser.elements("#curves .choices select").get(0));
    assertThat(operators.getFirstSelectedOption().getText()).isEqualTo("add-noise");
    assertThat(operators.getOptions()).extracting(WebElement::getText).last().isEqualTo("aardvark");
  }

  /** Ranks of blurred maps and of maps of other records are in the table; a phone has it alone. */
  @Test
  void theDiagramIsOfMethodsAndPlainControls() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    PageTable ranking = data.tables().get("ranking");
    List<List<Object>> rows = new ArrayList<>(ranking.rows());
    int method = ranking.columns().indexOf("method");
    for (List<Object> row : ranking.rows()) {
      List<Object> derived = new ArrayList<>(row);
      derived.set(method, "population:" + row.get(method));
      rows.add(derived);
    }
    open(with(data, "ranking", PageTable.of(ranking.columns(), rows)));
    assertThat(series("#ranking", "methods"))
        .extracting(point -> point.get("name"))
        .containsExactlyInAnyOrderElementsOf(
            ranking.rows().stream().map(row -> row.get(method)).toList());
    assertThat(browser.elements("#ranking tbody tr")).hasSize(rows.size());
    assertThat(outside("#ranking")).isEmpty();
    width(390);
    assertThat(browser.element("#ranking .chart").isDisplayed()).isFalse();
  }

  @Test
  void smallValuesHaveRoomAtTheAxis() throws Exception {
    ReportData data = sample(List.of("QT"), 1);
    PageTable curves = data.tables().get("curves");
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : curves.rows()) {
      List<Object> small = new ArrayList<>(row);
      for (String column : List.of("mean", "ci_low", "ci_high")) {
        int at = curves.columns().indexOf(column);
        small.set(at, -8e-5 * (Double) row.get(at));
      }
      rows.add(small);
    }
    open(with(data, "curves", PageTable.of(curves.columns(), rows)));
    assertThat(browser.element("#curves .chart").getText()).contains("−8·10⁻⁵", "−6·10⁻⁵");
    assertThat(outside("#curves")).isEmpty();
  }

  /** Texts of a chart that are cut at its edges. */
  private static List<?> outside(String section) {
    return (List<?>)
        browser.script(
            """
            const chart = document.querySelector(arguments[0] + ' .chart');
            const box = chart.getBoundingClientRect();
            return [...chart.querySelectorAll('svg text')].filter((text) => {
              const own = text.getBoundingClientRect();
              return own.left < box.left || own.right > box.right || own.top < box.top || own.bottom > box.bottom;
            }).map((text) => text.textContent);
            """,
            section);
  }

  @Test
  void whatWasLeftOutDoesNotExceedWhatWasRead() throws Exception {
    open(sample(List.of("QT"), 2));
    assertThat(browser.element("#quarantine caption").getText())
        .isEqualTo("1,234 records not used, or not by every network; 1,000,000 records were read");
  }

  @Test
  void paperModeSpeaksOfErrors() throws Exception {
    open(SampleReport.of(List.of("QT"), 1, SampleReport.ALL_METHODS, "paper"));
    assertThat(browser.element("#curves .direction").getText())
        .startsWith("↑ Higher is better")
        .contains("error as large as the label");
  }

  private static void checkCurves(ReportData data, String target, String model, String order) {
    Map<String, List<List<Number>>> lines = lines("curves");
    assertThat(lines.keySet())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.concat(
                    SampleReport.ALL_METHODS.stream(), java.util.stream.Stream.of("random order"))
                .toList());
    lines.forEach(
        (name, points) -> {
          boolean random = name.equals("random order");
          List<List<Object>> rows =
              rows(
                  data,
                  "curves",
                  "model",
                  model,
                  "target",
                  target,
                  "method",
                  random ? "none" : name,
                  "order",
                  random ? "random" : order);
          assertPoints(points, rows, "step", "mean", data.tables().get("curves"));
        });
  }

  private static void checkSanity(ReportData data, String target, String model) {
    lines("sanity")
        .forEach(
            (name, points) ->
                assertPoints(
                    points.subList(1, points.size()),
                    rows(
                        data,
                        "sanity",
                        "model",
                        model,
                        "target",
                        target,
                        "method",
                        name,
                        "check",
                        "cascading",
                        "metric",
                        "partial-spearman"),
                    "depth",
                    "mean",
                    data.tables().get("sanity")));
  }

  private static void assertPoints(
      List<List<Number>> points, List<List<Object>> rows, String x, String y, PageTable table) {
    assertThat(points).hasSameSizeAs(rows).isNotEmpty();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(points.get(i).get(0).intValue()).isEqualTo(cell(table, rows.get(i), x));
      assertThat(points.get(i).get(1).doubleValue())
          .isCloseTo((Double) cell(table, rows.get(i), y), within(1e-12));
    }
  }

  private static void checkRanking(ReportData data, String target, String model) {
    List<Map<String, Object>> methods = series("#ranking", "methods");
    List<List<Object>> rows = rows(data, "ranking", "model", model, "target", target);
    assertThat(methods).hasSameSizeAs(rows);
    for (List<Object> row : rows) {
      Object name = cell(data.tables().get("ranking"), row, "method");
      List<?> value =
          (List<?>)
              methods.stream()
                  .filter(method -> name.equals(method.get("name")))
                  .findFirst()
                  .orElseThrow()
                  .get("value");
      assertThat(((Number) value.get(0)).doubleValue())
          .isEqualTo(cell(data.tables().get("ranking"), row, "mean_rank"));
    }
    checkBars(data, rows);
  }

  /** Two methods are under one bar exactly where their ranks differ by less than the difference. */
  private static void checkBars(ReportData data, List<List<Object>> rows) {
    PageTable table = data.tables().get("ranking");
    @SuppressWarnings("unchecked")
    List<List<Number>> bars =
        (List<List<Number>>)
            browser.script(
                CHART + "return chart.getOption().series.find(s => s.name === 'alike').data",
                "#ranking");
    double critical = (Double) cell(table, rows.get(0), "critical_difference");
    for (List<Object> one : rows) {
      for (List<Object> other : rows) {
        double low = (Double) cell(table, one, "mean_rank");
        double high = (Double) cell(table, other, "mean_rank");
        if (low < high) {
          assertThat(
                  bars.stream()
                      .anyMatch(
                          bar ->
                              bar.get(0).doubleValue() <= low && high <= bar.get(1).doubleValue()))
              .isEqualTo(high - low < critical);
        }
      }
    }
  }

  private static void checkMatrix(ReportData data, String target, String model) {
    List<Map<String, Object>> cells = series("#agreement", null);
    List<List<Object>> rows = rows(data, "agreement", "model", model, "target", target);
    assertThat(cells).hasSize(2 * rows.size());
    for (List<Object> row : rows) {
      PageTable table = data.tables().get("agreement");
      long x = SampleReport.ALL_METHODS.indexOf(cell(table, row, "method"));
      long y = SampleReport.ALL_METHODS.indexOf(cell(table, row, "other"));
      assertThat(cells)
          .filteredOn(
              cell ->
                  (cell(cell, 0) == x && cell(cell, 1) == y)
                      || (cell(cell, 0) == y && cell(cell, 1) == x))
          .hasSize(2)
          .allMatch(cell -> cell(cell, 2) == (Double) cell(table, row, "mean"));
    }
  }

  private static void checkShares(ReportData data, String target, String model) {
    List<Map<String, Object>> cells = series("#localisation .lead", null);
    List<List<Object>> rows =
        rows(
            data, "localisation", "model", model, "target", target, "region", "lead", "name", "V1");
    assertThat(cells).filteredOn(cell -> cell(cell, 0) == 2).hasSameSizeAs(rows);
    for (List<Object> row : rows) {
      PageTable table = data.tables().get("localisation");
      long y = SampleReport.ALL_METHODS.indexOf(cell(table, row, "method"));
      assertThat(cells)
          .filteredOn(cell -> cell(cell, 0) == 2 && cell(cell, 1) == y)
          .singleElement()
          .matches(cell -> cell(cell, 2) == (Double) cell(table, row, "mean"));
    }
  }

  private static void checkCost(ReportData data, String target, String model) {
    List<Map<String, Object>> points = series("#cost", null);
    assertThat(points).hasSize(SampleReport.ALL_METHODS.size());
    for (int i = 0; i < points.size(); i++) {
      String method = SampleReport.ALL_METHODS.get(i);
      List<Object> cost = rows(data, "cost", "model", model, "method", method).get(0);
      List<Object> score =
          rows(data, "summary", "model", model, "target", target, "method", method, "order", "morf")
              .get(0);
      assertThat(cell(points.get(i), 0))
          .isEqualTo(cell(data.tables().get("cost"), cost, "milliseconds"));
      assertThat(cell(points.get(i), 1))
          .isEqualTo(cell(data.tables().get("summary"), score, "mean"));
    }
  }

  private static double cell(Map<String, Object> point, int index) {
    return ((Number) ((List<?>) point.get("value")).get(index)).doubleValue();
  }

  private static Object cell(PageTable table, List<Object> row, String column) {
    return row.get(table.columns().indexOf(column));
  }

  /** Rows of a table by pairs of column and value. */
  private static List<List<Object>> rows(ReportData data, String name, String... where) {
    PageTable table = data.tables().get(name);
    return table.rows().stream()
        .filter(
            row -> {
              for (int i = 0; i < where.length; i += 2) {
                if (!Objects.equals(cell(table, row, where[i]), where[i + 1])) {
                  return false;
                }
              }
              return true;
            })
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, List<List<Number>>> lines(String section) {
    return (Map<String, List<List<Number>>>)
        browser.script(
            CHART
                + "return Object.fromEntries(chart.getOption().series"
                + ".filter(s => s.type === 'line').map(s => [s.name, s.data]))",
            "#" + section);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> series(String section, String name) {
    return (List<Map<String, Object>>)
        browser.script(
            CHART
                + "return chart.getOption().series"
                + ".find(s => !arguments[1] || s.name === arguments[1]).data"
                + ".map(d => ({name: d.name, value: d.value}))",
            section,
            name);
  }

  /** Upper end of the axis of the curves. */
  private static Object height() {
    return browser.script(
        CHART + "return chart.getModel().getComponent('yAxis').axis.scale.getExtent()[1]",
        "#curves");
  }

  /** Names of the bands of the curves. */
  private static Object[] bands() {
    return ((List<?>)
            browser.script(
                CHART
                    + "return chart.getOption().series"
                    + ".filter(s => s.type === 'custom' && !['names', 'extent'].includes(s.name))"
                    + ".map(s => s.name)",
                "#curves"))
        .toArray();
  }

  private static ReportData with(ReportData data, String name, PageTable table) {
    Map<String, PageTable> tables = new HashMap<>(data.tables());
    tables.put(name, table);
    return new ReportData(
        data.run(),
        data.verdict(),
        data.manifest(),
        tables,
        data.checks(),
        data.quarantine(),
        data.gallery());
  }

  private static void select(String section, int number, String text) {
    new Select(browser.elements("#" + section + " .choices select").get(number))
        .selectByVisibleText(text);
  }

  private static void hover(String chart) {
    browser.script(
        CHART + "chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 1})",
        "#" + chart);
    browser.await("return document.querySelector('#" + chart + " .tip td') !== null");
  }

  private static Object theme() {
    return browser.script("return document.documentElement.dataset.theme");
  }

  private static void open(ReportData data) throws Exception {
    Path page = folder.resolve("index.html");
    Files.writeString(page, ReportPage.html(data));
    browser.complaints();
    browser.requests();
    browser.open(page);
  }

  private static ReportData sample(List<String> targets, int networks) {
    return SampleReport.of(targets, networks, SampleReport.ALL_METHODS, "corrected");
  }

  private static void width(int pixels) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }

  private static void scripts(boolean on) {
    browser
        .driver()
        .executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }
}
