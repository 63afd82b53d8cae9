package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadTest {
  @ParameterizedTest
  @CsvSource({
    "avr, aVR",
    "AVR, aVR",
    "aVr, aVR",
    "i, I",
    "iii, III",
    "v1, V1",
    "' V6 ', V6",
    "Lead II, II",
    "lead_avf, aVF",
    "MLII, MLII",
    "Vx, Vx",
    "leader, leader"
  })
  void anySpellingBecomesTheUsualOne(String written, String name) {
    assertThat(Lead.name(written)).isEqualTo(name);
  }

  @Test
  void derivedLeadsObeyEinthovenAndGoldberger() {
    // Electrode potentials: the leads' definitions, not the formulas under test.
    double right = 3.25;
    double left = -1.5;
    double foot = 7.75;
    double first = left - right;
    double second = foot - right;
    assertThat(Lead.derived("III", first, second)).isCloseTo(foot - left, within(1e-12));
    assertThat(Lead.derived("aVR", first, second))
        .isCloseTo(right - (left + foot) / 2, within(1e-12));
    assertThat(Lead.derived("aVL", first, second))
        .isCloseTo(left - (right + foot) / 2, within(1e-12));
    assertThat(Lead.derived("aVF", first, second))
        .isCloseTo(foot - (right + left) / 2, within(1e-12));
  }

  @Test
  void otherLeadsAreNotDerived() {
    assertThat(Lead.isDerived("V1")).isFalse();
    assertThatThrownBy(() -> Lead.derived("V1", 0, 0)).hasMessageContaining("V1");
  }
}
