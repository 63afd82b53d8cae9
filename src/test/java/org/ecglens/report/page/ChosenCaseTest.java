package org.ecglens.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.report.paper.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenCaseTest {
  @ParameterizedTest
  @CsvSource({
    "1, highest",
    "2, second highest",
    "3, third highest",
    "4, 4th highest",
    "11, 11th highest",
    "13, 13th highest",
    "21, 21st highest",
    "32, 32nd highest",
    "103, 103rd highest",
    "112, 112th highest"
  })
  void placesAreOrdinals(int place, String said) {
    ChosenCase chosen =
        new ChosenCase(
            new Case("r", "net", "QT"),
            Reason.BEST,
            place,
            1234,
            "aopc",
            "saliency",
            0.5,
            0.25,
            Map.of("saliency", 0.5));
    assertThat(chosen.why())
        .isEqualTo(
            "Here the score of saliency is "
                + said
                + ": 0.5 (aopc; median of 1,234 records: 0.25).");
  }
}
