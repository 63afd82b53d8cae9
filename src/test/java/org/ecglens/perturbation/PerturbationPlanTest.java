package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;

class PerturbationPlanTest {

  @Test
  void paperModeIsThatOfTheReferenceWork() {
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.PAPER, PerturbationOperators.create("add-noise", Map.of()), 1);
    assertThat(plan.operator()).isEqualTo(new AddNoise(0.2));
    assertThat(plan.orders()).containsExactly(Order.MORF);
    assertThat(plan.iterations()).isEqualTo(200);
    assertThat(plan.repeats()).isEqualTo(1);
    assertThat(plan.step().in(7200)).isEqualTo(1);
  }

  @Test
  void paperModeRefusesOtherOrdersAndRepeats() {
    PerturbationPlan plan = PerturbationPlan.of(Mode.PAPER, new Zero(), 1);
    assertThatThrownBy(() -> plan.withOrders(List.of(Order.MORF, Order.LERF)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'lerf'")
        .hasMessageContaining("corrected");
    assertThatThrownBy(() -> plan.withRepeats(2)).isInstanceOf(UserException.class);
  }

  @Test
  void everyPointIsPerturbedAtMostOnce() {
    PerturbationPlan plan = PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1);
    assertThat(plan.steps(7200)).isEqualTo(50);
    assertThat(plan.steps(12)).isEqualTo(12);
    assertThat(plan.withStep(StepSize.of("5")).steps(12)).isEqualTo(3);
    assertThat(plan.withStep(StepSize.of("10%")).steps(7200)).isEqualTo(10);
    assertThat(plan.withStep(StepSize.of("0.001%")).withIterations(3).steps(7200)).isEqualTo(3);
  }

  @Test
  void deterministicOperatorsRepeatOnlyTheRandomOrder() {
    PerturbationPlan zero = PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1);
    assertThat(zero.repeats(Order.MORF)).isEqualTo(1);
    assertThat(zero.repeats(Order.LERF)).isEqualTo(1);
    assertThat(zero.repeats(Order.RANDOM)).isEqualTo(5);
    PerturbationPlan noise = PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 1);
    assertThat(noise.repeats(Order.MORF)).isEqualTo(5);
  }

  @Test
  void tiesAreDrawnByRecordAndSeedAndByIndexInPaperMode() {
    PerturbationPlan plan = PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1);
    assertThat(plan.ties("a", 40)).isEqualTo(plan.withRepeats(2).ties("a", 40));
    assertThat(plan.ties("a", 40)).isNotEqualTo(plan.ties("b", 40));
    assertThat(PerturbationPlan.of(Mode.CORRECTED, new Zero(), 2).ties("a", 40))
        .isNotEqualTo(plan.ties("a", 40));
    assertThat(PerturbationPlan.of(Mode.PAPER, new Zero(), 1).ties("a", 40)).isNull();
  }

  @Test
  void stepSizesOutsideTheirRangeAreNamed() {
    for (String text : List.of("0", "-1", "0%", "101%", "NaN%", "many")) {
      assertThatThrownBy(() -> StepSize.of(text)).as(text).isInstanceOf(UserException.class);
    }
  }

  @Test
  void misspeltNamesGetASuggestion() {
    assertThatThrownBy(() -> PerturbationOperators.create("add-nois", Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'add-noise'");
    assertThatThrownBy(() -> PerturbationOperators.create("add-noise", Map.of("scal", "1")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'scale'");
    assertThatThrownBy(() -> PerturbationOperators.create("add-noise", Map.of("scale", "wide")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'wide'");
    assertThatThrownBy(() -> PerturbationOperators.create("zero", Map.of("scale", "1")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no options");
    assertThatThrownBy(() -> Order.of("mrof"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("morf, lerf, random");
    assertThatThrownBy(() -> Mode.of("papers"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'paper'");
  }
}
