package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilledGapsTest {
  private static final float GAP = Float.NaN;

  private static Ecg ecg(float... signal) {
    return new Ecg(
        "a",
        null,
        "test",
        Ecg.Kind.RHYTHM,
        List.of("I", "II"),
        500,
        "uV",
        signal,
        Map.of(),
        Waves.NONE);
  }

  @Test
  void shortGapsBecomeStraightLines() {
    Ecg ecg = ecg(GAP, 1, GAP, GAP, 4, GAP, GAP, GAP, 0, 1, GAP, 3, 4, 5, 6, 7, 8, GAP);
    FilledGaps filled = FilledGaps.of(ecg, 4);
    // 4 ms are two samples; the gap of three and those at the ends stay.
    assertThat(filled.ecg().signal())
        .containsExactly(GAP, 1, 2, 3, 4, GAP, GAP, GAP, 0, 1, 2, 3, 4, 5, 6, 7, 8, GAP);
    assertThat(filled.count()).isEqualTo(2);
    assertThat(filled.samples()).isEqualTo(3);
    assertThat(filled.leads()).isEqualTo(2);
    assertThat(ecg.at(0, 2)).isNaN();
  }

  @Test
  void nothingToFillLeavesTheRecord() {
    Ecg ecg = ecg(1, GAP, GAP, GAP, 2, 3, 4, 5, 6, 7);
    assertThat(FilledGaps.of(ecg, 4).ecg()).isSameAs(ecg);
    assertThat(FilledGaps.of(ecg, 4).count()).isZero();
  }

  @Test
  void partsKeepLeadsAndLabels() {
    Ecg part = ecg(0, 1, 2, 3, 10, 11, 12, 13).part("a#t=1", 1, 3);
    assertThat(part.signal()).containsExactly(1, 2, 11, 12);
    assertThat(part.recordId()).isEqualTo("a#t=1");
    assertThat(part.leads()).containsExactly("I", "II");
  }
}
