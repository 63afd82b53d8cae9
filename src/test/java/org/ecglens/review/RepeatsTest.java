package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {
  @ParameterizedTest
  @CsvSource({"10%, 110, 11", "50%, 11, 5", "0%, 9, 0", "0, 9, 0", "4, 9, 4", "5, 10, 5"})
  void aShareOrANumber(String written, int items, int twice) {
    assertThat(Repeats.parse(written).of(items)).isEqualTo(twice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60%", "-1", "-1%", "NaN%", "many", "1.5", "%", ""})
  void whatNoReviewCanHaveIsRefusedAtOnce(String written) {
    assertThatThrownBy(() -> Repeats.parse(written))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--repeats " + written);
  }

  @Test
  void aNumberOfMoreThanHalfIsRefused() {
    assertThatThrownBy(() -> Repeats.parse("6").of(11))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("11 heatmaps; at most 5");
  }
}
