package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmptyMapsTest {
  @Test
  void countsAreSaid() {
    assertThat(new EmptyMaps(6, 32, 2)).hasToString("6 of 32 maps of 2 networks");
    assertThat(new EmptyMaps(1, 16, 1)).hasToString("1 of 16 records");
    assertThat(new EmptyMaps(1, 1, 1)).hasToString("1 of 1 record");
    assertThat(new EmptyMaps(6, 32, 2).share()).isEqualTo(0.1875);
  }
}
