package org.ecglens.report.page;

import com.github.mustachejava.DefaultMustacheFactory;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report as one HTML file that needs nothing else: styles, scripts, the charting library and
 * the data are in it, and its content security policy lets it load nothing and run no other script.
 */
public final class ReportPage {
  /** What every page of this class has near its beginning. */
  static final String GENERATOR = "<meta name=\"generator\" content=\"ecglens report\">";

  private static final String CHARTS = "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private static final String FOLDER = "org/ecglens/report/page/";

  /** Before anything is drawn. */
  private static final List<String> EARLY = List.of("theme.js");

  /** In the order in which they run, which is that of the sections. */
  private static final List<String> SCRIPTS =
      List.of(
          "frame.js",
          "tables.js",
          "controls.js",
          "charts.js",
          "curves.js",
          "gallery-case.js",
          "gallery-paper.js",
          "gallery-steps.js",
          "gallery.js",
          "ranking.js",
          "agreement.js",
          "checks.js",
          "sanity.js",
          "localisation.js",
          "cost.js",
          "experts.js",
          "quarantine.js",
          "provenance.js",
          "start.js");

  private static final List<String> STYLES = List.of("page.css", "gallery.css");

  private ReportPage() {}

  /** The page. */
  public static String html(ReportData data) {
    String theme = script(EARLY);
    String charts = Inline.resource(CHARTS);
    String script = script(SCRIPTS);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("generator", GENERATOR);
    values.put(
        "policy",
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
            + " form-action 'none'; script-src "
            + Stream.of(theme, charts, script)
                .map(Inline::source)
                .collect(Collectors.joining(" ")));
    values.put(
        "style",
        STYLES.stream()
            .map(name -> Inline.resource(FOLDER + name))
            .collect(Collectors.joining("\n")));
    values.put("theme", theme);
    values.put("charts", charts);
    values.put("script", script);
    values.put("data", Inline.json(data));
    values.put("verdict", VerdictValues.of(data.verdict()));
    StringWriter page = new StringWriter();
    new DefaultMustacheFactory(FOLDER).compile("page.html").execute(page, values);
    return page.toString();
  }

  /** Each file has its own names, and none of them is a name of the window. */
  private static String script(List<String> names) {
    return names.stream()
        .map(name -> "{\n" + Inline.resource(FOLDER + name) + "}\n")
        .collect(Collectors.joining("", "(() => {\n'use strict';\n", "})();\n"));
  }
}
