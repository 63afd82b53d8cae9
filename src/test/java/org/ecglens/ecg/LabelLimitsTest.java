package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelLimitsTest {
  @Test
  void codesOfDevicesAreNoMeasures() {
    assertThat(
            LabelLimits.impossible(
                Map.of(
                    "PR",
                    32_938.0,
                    "QRS",
                    88.0,
                    "p_axis",
                    -999.0,
                    "QRS_axis",
                    4096.0,
                    "rate",
                    60.0)))
        .isEqualTo(
            Map.of(
                "PR",
                "32938 ms is not between 40 and 800",
                "p_axis",
                "-999 degrees is not between -180 and 360",
                "QRS_axis",
                "4096 degrees is not between -180 and 360"));
    assertThat(LabelLimits.impossible(Map.of("QT", Double.NaN, "rate", -1.0, "T", 32_767.0)))
        .containsOnlyKeys("QT", "rate", "T");
  }

  @Test
  void theLimitsThemselvesAndOtherLabelsAreKept() {
    LabelLimits.all()
        .forEach(
            (label, limits) -> {
              assertThat(LabelLimits.impossible(Map.of(label, limits.low()))).isEmpty();
              assertThat(LabelLimits.impossible(Map.of(label, limits.high()))).isEmpty();
            });
    assertThat(LabelLimits.impossible(Map.of("dx:426783006", 1.0, "strat_fold", -5.0))).isEmpty();
  }

  @Test
  void docsHaveTheLimits() throws IOException {
    String page = Files.readString(Path.of("docs/formats.md"));
    LabelLimits.all()
        .forEach(
            (label, limits) ->
                assertThat(page)
                    .contains(
                        "| `%s` | %s | %,.0f | %,.0f |"
                            .formatted(label, limits.unit(), limits.low(), limits.high())));
  }
}
