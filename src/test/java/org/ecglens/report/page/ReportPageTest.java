package org.ecglens.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.verdict.GroupVerdict;
import org.ecglens.verdict.Interaction;
import org.ecglens.verdict.Verdict;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void policyNamesExactlyTheScriptsOfThePage() throws Exception {
    String page = ReportPage.html(sample("QT"));
    List<String> hashes = new ArrayList<>();
    Matcher scripts = SCRIPT.matcher(page);
    while (scripts.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      hashes.add("sha256-" + Base64.getEncoder().encodeToString(digest));
    }
    assertThat(hashes).hasSize(3);
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    String text = policy.group(1).replace("&#39;", "'").replace("&#61;", "=");
    assertThat(text).startsWith("default-src 'none';").doesNotContain("http", "unsafe-eval");
    assertThat(text.substring(text.indexOf("script-src")))
        .isEqualTo("script-src '" + String.join("' '", hashes) + "'");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String page = ReportPage.html(sample("QT"));
    String markup = SCRIPT.matcher(page).replaceAll("");
    assertThat(markup).doesNotContain("http://", "https://", "src=", "@import", "url(");
    assertThat(markup).contains("<meta name=\"generator\" content=\"ecglens report\">");
  }

  @Test
  void hostileNamesStayText() throws Exception {
    String hostile = "</script><script>window.hacked=1</script>{{data}}&quot;'\"\u2028<!--";
    String page = ReportPage.html(sample(hostile));
    assertThat(page).doesNotContain("window.hacked=1</script>").doesNotContain("\u2028");
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;window.hacked&#61;1&lt;/script&gt;{{data}}");
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    assertThat(data.group(1)).doesNotContain("<", ">", "&");
    JsonNode read = new ObjectMapper().readTree(data.group(1));
    assertThat(read.at("/verdict/targets/0/target").asText()).isEqualTo(hostile);
    assertThat(read.at("/tables/curves/rows/0/1").asText()).isEqualTo(hostile);
  }

  @Test
  void groupsAreWrittenOut() {
    ReportData data = sample("QT");
    Verdict whole = data.verdict();
    Verdict grouped =
        new Verdict(
            null,
            List.of(),
            whole.mode(),
            whole.preset(),
            whole.operators(),
            whole.records(),
            whole.thresholds(),
            List.of(
                whole
                    .targets()
                    .get(0)
                    .with(
                        List.of(
                            new GroupVerdict(
                                "age:60",
                                "< 60",
                                44,
                                44,
                                List.of("saliency"),
                                List.of(),
                                List.of(),
                                null,
                                "weak",
                                null)),
                        List.of(
                            new Interaction(
                                "age:60", 0.01, 0.02, 0.1, List.of("< 60", "≥ 60"), null)))));
    String page =
        ReportPage.html(
            new ReportData(
                data.run(),
                grouped,
                data.manifest(),
                data.tables(),
                data.checks(),
                data.quarantine(),
                data.gallery()));
    assertThat(page)
        .contains("<h4>Groups of records</h4>")
        .contains("<li>age &lt; 60, 44 records: saliency (weak)</li>")
        .contains("methods&#39; differences depend on the group (p &#61; 0.020, 10.0 %")
        .contains("<p class=\"evidence\">Groups were looked at after all records;");
    assertThat(ReportPage.html(data)).doesNotContain("Groups of records", "Groups were looked at");
  }

  @Test
  void theVerdictIsWrittenOut() {
    String page =
        ReportPage.html(
            SampleReport.of(List.of("J", "QT"), 2, SampleReport.ALL_METHODS, "corrected"));
    String text = SCRIPT.matcher(page).replaceAll("").replaceAll("(?s)<style>.*?</style>", "");
    text = text.replaceAll("<[^>]*>", " ").replace("&#61;", "=").replaceAll("\\s+", " ");
    assertThat(text)
        .contains(
            "1,000,000 records taken in · 4 networks · corrected mode, disturbed by add-noise")
        .contains(
            "QT 80 records, 2 networks (QT-1, QT-2), 1 operator, mean error 3.50 ms; by aopc.")
        .contains("Recommended saliency Strength: weak; more would need two operators.")
        .contains("Undecided input-x-gradient; about 400 records would decide")
        .contains("deconvolution : worse than the random order (p = 0.012)")
        .contains("guided-grad-cam is unsound: the same map for every record")
        .contains("None of them Reason: 2 of 3 methods may be the best.");
  }

  private static ReportData sample(String target) {
    return SampleReport.of(List.of(target), 1, SampleReport.ALL_METHODS, "corrected");
  }
}
