package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckThresholdsTest {
  @Test
  void namesReplaceSingleNumbers() {
    assertThat(CheckThresholds.DEFAULT.with(Map.of("same-map", 0.9, "fewest", 7.0)))
        .isEqualTo(new CheckThresholds(7, 0.2, 0.5, 0.9, 0.75, 0.5));
    assertThat(CheckThresholds.DEFAULT.with(CheckThresholds.DEFAULT.values()))
        .isEqualTo(CheckThresholds.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fewest | 1 | fewest is 1; it must be at least 2.",
        "fewest | 2.5 | fewest is 2.5; it must be a whole number of at least 2.",
        "fewest | 1e300 | it must be a whole number",
        "same-map | 1.1 | same-map is 1.1; it must be from 0 to 1.0.",
        "noise-floor | 0.8 | noise-floor is 0.8; it must be from 0 to 0.75.",
        "kept-floor | NaN | kept-floor is NaN",
        "kept-flor | 0.1 | Unknown --check-threshold 'kept-flor'. Did you mean 'kept-floor'?",
      })
  void numbersOutOfRangeAreRefused(String name, double value, String problem) {
    assertThatThrownBy(() -> CheckThresholds.DEFAULT.with(Map.of(name, value)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(problem);
  }
}
