package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class InputRequirementTest {
  /** I, II, V1 and V2 of two samples, V2 without a valid one. */
  private static final InputRecord RECORD =
      new InputRecord(
          "r",
          "rhythm",
          List.of("I", "lead II", "V1", "V2"),
          500,
          2,
          "uV",
          new float[] {1, 2, 3, 5, 7, 7, Float.NaN, Float.NaN},
          Map.of(),
          Waves.NONE,
          null,
          List.of());

  private static float[] fitted(List<String> leads) throws Misfit {
    return new InputRequirement(
            leads == null ? 4 : leads.size(), 2, leads, 500.0, "uV", null, List.of("leads"))
        .fit(RECORD)
        .signal();
  }

  @Test
  void anInvalidLeadMattersOnlyWhereItIsNeeded() throws Misfit {
    assertThat(fitted(List.of("V1", "II"))).containsExactly(7, 7, 3, 5);
    assertThat(fitted(List.of("III"))).containsExactly(2, 3);
    for (List<String> leads : List.of(List.of("II", "v2"), List.of("I", "II", "V1", "V2"))) {
      assertThatThrownBy(() -> fitted(leads))
          .isInstanceOf(Misfit.class)
          .hasMessage("signal: lead V2, sample 0 is NaN");
    }
    assertThatThrownBy(() -> fitted(null)).hasMessageContaining("lead V2");
  }

  @Test
  void whatIsNeededMustVary() {
    assertThatThrownBy(() -> fitted(List.of("V1"))).hasMessage("signal: every value is 7.0");
  }
}
