package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;

class WindowWidthTest {
  private static Signal signal(int samples, double rate) {
    return new Signal(new float[samples], 1, samples, List.of("V5"), rate);
  }

  @Test
  void aTimeIsAsManySamplesAsTheRateMakesOfIt() {
    WindowWidth width = WindowWidth.of("50ms");
    assertThat(width.in(signal(600, 500))).isEqualTo(25);
    assertThat(width.in(signal(5000, 250))).isEqualTo(13);
    assertThat(width.in(signal(100, 5))).isEqualTo(1);
  }

  @Test
  void withoutARateALeadIsTakenForABeat() {
    WindowWidth width = WindowWidth.of("50ms");
    for (double unknown : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
      assertThat(width.in(signal(600, unknown))).isEqualTo(25);
      assertThat(width.in(signal(1200, unknown))).isEqualTo(50);
    }
  }

  @Test
  void textsComeBack() {
    for (String text : List.of("point", "25", "50ms", "2.5ms")) {
      assertThat(WindowWidth.of(text)).hasToString(text);
    }
    assertThat(WindowWidth.of("1")).isEqualTo(WindowWidth.POINT);
    assertThat(WindowWidth.of("50.0 ms")).hasToString("50ms");
    for (String text : List.of("0", "-3", "0ms", "-1ms", "NaNms", "Infinityms", "ms", "wide", "")) {
      assertThatThrownBy(() -> WindowWidth.of(text)).as(text).isInstanceOf(UserException.class);
    }
  }
}
