package org.ecglens.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecglens.table.BlankingRow;
import org.junit.jupiter.api.Test;

class BlankingTableTest {
  /** P is missing in the record that is predicted worst: its errors are of other records. */
  @Test
  void eachWaveIsComparedOverItsOwnRecords() {
    List<String> lines =
        BlankingTable.lines(
            List.of(
                new BlankingRow("net", "QT", "P", 31, 0.5, 31, 4.339, 4.5),
                new BlankingRow("net", "QT", "QRS", 50, 30, 50, 9.012, 44.2),
                new BlankingRow("net", "QT", "T", 1050, 30, 1049, 9.012, 18.3)));
    assertThat(lines)
        .containsSequence(
            "  network, target              wave  records    with it    without",
            "  net, QT                      P          31      4.339      4.500 ms",
            "                               QRS        50      9.012      44.20 ms",
            "                               T       1,049      9.012      18.30 ms");
    assertThat(lines).allMatch(line -> line.length() <= 90);
  }

  @Test
  void withoutLabelsTheChangeIsShown() {
    assertThat(
            BlankingTable.lines(
                List.of(new BlankingRow("net", "score", "P", 12, 0.25, 0, null, null))))
        .contains("  net, score                   P          12          -    ±0.2500");
  }
}
