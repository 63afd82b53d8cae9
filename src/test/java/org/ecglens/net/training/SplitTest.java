package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void sharesAreKeptAndDependOnTheNameAndTheSeedOnly() {
    Map<Split.Part, Integer> counts = new EnumMap<>(Split.Part.class);
    for (int i = 0; i < 10_000; i++) {
      counts.merge(Split.PAPER.part("record-" + i), 1, Integer::sum);
    }
    assertThat(counts.get(Split.Part.TRAINING)).isCloseTo(6000, within(200));
    assertThat(counts.get(Split.Part.VALIDATION)).isCloseTo(2000, within(160));
    assertThat(counts.get(Split.Part.TEST)).isCloseTo(2000, within(160));

    Split other = new Split(124, 0.6, 0.2);
    long moved =
        IntStream.range(0, 1000)
            .filter(i -> Split.PAPER.part("record-" + i) != other.part("record-" + i))
            .count();
    // 1 − (0.6² + 0.2² + 0.2²) of independent placements differ.
    assertThat(moved).isCloseTo(560L, within(60L));
  }

  @Test
  void sharesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new Split(1, 0.8, 0.3))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("0.8 and 0.3");
  }
}
