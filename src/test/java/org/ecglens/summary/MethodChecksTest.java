package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.table.SummaryRow;
import org.ecglens.verdict.MethodCheck;
import org.ecglens.verdict.MethodCheck.Outcome;
import org.ecglens.verdict.Thresholds;
import org.junit.jupiter.api.Test;

class MethodChecksTest {
  private final List<SummaryRow> summary = new ArrayList<>();

  private void add(String model, String method, String metric, Double mean, Double median) {
    summary.add(
        new SummaryRow(
            model,
            "QT",
            method,
            "paper",
            "corrected",
            "none",
            "none",
            metric,
            mean == null ? 0 : 20,
            mean,
            null,
            median,
            null,
            null));
  }

  private MethodCheck check(String method, String name, String... made) {
    return MethodChecks.of(List.of(), summary, List.of(made), Thresholds.DEFAULT).stream()
        .filter(check -> check.method().equals(method) && check.check().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The mean over networks decides of empty maps, the median over networks of gaps. */
  @Test
  void oneNumberOverAllNetworksDecides() {
    for (double share : new double[] {0, 0.05, 0.55}) {
      add("net" + share, "m", "no-order", share, 0.0);
      add("net" + share, "m", "completeness-gap", 0.5, share);
    }
    MethodCheck empty = check("m", "empty-maps");
    assertThat(empty.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(empty.value()).isEqualTo(0.2);
    assertThat(empty.limit()).isEqualTo(0.05);
    assertThat(empty.networks()).isEqualTo(3);
    assertThat(empty.reason())
        .isEqualTo("the map is zero or constant in 12 of 60 maps of 3 networks");
    MethodCheck complete = check("m", "completeness", "completeness");
    assertThat(complete.outcome()).isEqualTo(Outcome.PASS);
    assertThat(complete.value()).isEqualTo(0.05);
    assertThat(complete.reason()).isNull();
  }

  @Test
  void emptyMapsUpToTheLimitAreNoFault() {
    add("net", "m", "no-order", 0.05, 0.0);
    MethodCheck empty = check("m", "empty-maps");
    assertThat(empty.outcome()).isEqualTo(Outcome.PASS);
    assertThat(empty.value()).isEqualTo(0.05);
    assertThat(empty.reason()).isNull();
  }

  @Test
  void aPromiseOfASumIsNeeded() {
    add("net", "m", "no-order", 0.0, 0.0);
    add("net", "sums", "no-order", 0.0, 0.0);
    add("net", "sums", "completeness-gap", null, null);
    assertThat(check("m", "completeness", "completeness").outcome())
        .isEqualTo(Outcome.NOT_PROMISED);
    assertThat(check("sums", "completeness", "completeness").outcome())
        .isEqualTo(Outcome.UNDECIDED);
    assertThat(check("sums", "completeness").outcome()).isEqualTo(Outcome.NOT_MADE);
    assertThat(check("sums", "robustness", "robustness").outcome()).isEqualTo(Outcome.NOT_MADE);
  }

  @Test
  void controlsOtherThanRandomAreNotThere() {
    for (String method : List.of("m", "random", "slope", "population:m", "smoothed:m")) {
      add("net", method, "no-order", 0.0, 0.0);
    }
    assertThat(MethodChecks.of(List.of(), summary, List.of(), Thresholds.DEFAULT))
        .hasSize(2 * MethodChecks.ALL.size())
        .extracting(MethodCheck::method)
        .containsOnly("m", "random");
  }
}
