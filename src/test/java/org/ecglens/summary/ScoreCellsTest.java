package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreCellsTest {
  @Test
  void whatIsAbsentHasTheMostFrequentReason() {
    ScoreCells cells =
        new ScoreCells(
            "QT",
            List.of(),
            List.of(),
            List.of(),
            Map.of("net", "no record has a score with this network", "odd", "0 of 3 records"));
    assertThat(
            cells
                .explained(Map.of("net", Map.of("no scale", 9L, "no label to compare with", 2L)))
                .absent())
        .containsEntry("net", "no record has a score with this network (no scale)")
        .containsEntry("odd", "0 of 3 records");
  }
}
