package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final Map<String, Double> LABELS = Map.of("AF", 1.0);

  /** A logit of 3 is not 2 away from a label of 1. */
  @Test
  void aLogitHasNoErrorAgainstItsLabel() {
    assertThat(new Target(0, "AF", "logit", "AF").comparable(LABELS)).isNull();
    assertThat(new Target(0, "AF", "probability", "AF").comparable(LABELS)).isEqualTo(1);
    assertThat(new Target(0, "AF", null, "AF").comparable(LABELS)).isEqualTo(1);
    assertThat(new Target(0, "AF", null, "other").comparable(LABELS)).isNull();
  }
}
