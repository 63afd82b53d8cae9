package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.FeatureShape.Leads;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  /** Two leads of five samples. */
  private static final Signal SIGNAL = new Signal(new float[10], 2, 5);

  private static final FeatureShape ONE = new FeatureShape(2, Leads.ONE);
  private static final FeatureShape ALL = new FeatureShape(2, Leads.ALL);

  private static Features of(FeatureShape shape) {
    return new Features(shape, DependentLeads.FREE, SIGNAL);
  }

  @Test
  void windowsTileEachLeadAndTheLastIsShorter() {
    assertThat(of(ONE).count()).isEqualTo(6);
    assertThat(of(ONE).ordered(new int[] {2, 3, 5, 0}).points()).containsExactly(4, 5, 6, 9, 0, 1);
    assertThat(of(ONE).ordered(new int[] {2, 3, 5, 0}).ends()).containsExactly(1, 3, 4, 6);
    assertThat(of(ALL).count()).isEqualTo(3);
    assertThat(of(ALL).ordered(new int[] {1, 2, 0}).points())
        .containsExactly(2, 3, 7, 8, 4, 9, 0, 1, 5, 6);
    assertThat(of(ALL).ordered(new int[] {1, 2, 0}).ends()).containsExactly(4, 6, 10);
  }

  @Test
  void everyPointIsInOneFeature() {
    for (int width : new int[] {1, 2, 3, 4, 5, 6, Integer.MAX_VALUE}) {
      for (Leads leads : Leads.values()) {
        FeatureShape shape = new FeatureShape(width, leads);
        int[] features = IntStream.range(0, of(shape).count()).toArray();
        int[] points = of(shape).ordered(features).points();
        Arrays.sort(points);
        assertThat(points).as(shape.toString()).isEqualTo(IntStream.range(0, 10).toArray());
      }
    }
    assertThat(of(new FeatureShape(5, Leads.ONE)).count()).isEqualTo(2);
    assertThat(of(new FeatureShape(100, Leads.ALL)).count()).isEqualTo(1);
    assertThat(of(FeatureShape.POINT).count()).isEqualTo(10);
  }

  @Test
  void windowsAreRankedByTheirMeanSoThatAShortOneCanComeFirst() {
    float[] map = {1, -3, 0, 0, 2.5f, -1, 0, 4, 1, 0};
    assertThat(of(ONE).relevance(map)).containsExactly(2, 0, 2.5f, 0.5f, 2.5f, 0);
    assertThat(of(ALL).relevance(map)).containsExactly(1.25f, 1.25f, 1.25f);
    // A mean of equal numbers is that number, so that ties stay ties.
    float[] tenths = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
    assertThat(of(new FeatureShape(3, Leads.ONE)).relevance(tenths))
        .containsExactly(0.1f, 0.1f, 0.1f, 0.1f);
  }

  @Test
  void rowsPerturbWindowsInTheirOrderAndStepsCountThem() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    float[][][] maps = {{{1, -3, 0, 0, 2.5f, -1, 0, 4, 1, 0}}};
    ExplainedRecord record = new ExplainedRecord("a", new Signal(values, 2, 5), maps);
    PerturbationPlan plan = PerturbationPlan.of(Mode.PAPER, new Zero(), 1).withShape(ONE);
    // Windows 2 and 4 tie at 2.5, then 0 at 2, 3 at 0.5, and 1 and 5 at 0.
    assertThat(inputs(plan, record))
        .containsExactly(
            new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
            new float[] {1, 2, 3, 4, 0, 6, 7, 8, 9, 10},
            new float[] {1, 2, 3, 4, 0, 6, 7, 0, 0, 10},
            new float[] {0, 0, 3, 4, 0, 6, 7, 0, 0, 10},
            new float[] {0, 0, 3, 4, 0, 0, 0, 0, 0, 10},
            new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 10},
            new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThat(inputs(plan.withShape(ALL).withStep(StepSize.of("50%")), record))
        .containsExactly(
            values,
            new float[] {0, 0, 0, 0, 5, 0, 0, 0, 0, 10},
            new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  }

  @Test
  void theRandomOrderPermutesWindows() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    ExplainedRecord record = new ExplainedRecord("a", new Signal(values, 2, 5), new float[0][][]);
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1)
            .withOrders(List.of(Order.RANDOM))
            .withRepeats(1)
            .withShape(ALL);
    List<float[]> inputs = inputs(plan, record);
    assertThat(inputs).hasSize(4);
    for (float[] input : inputs) {
      for (int t = 0; t < 5; t++) {
        assertThat(input[t] == 0).isEqualTo(input[5 + t] == 0);
        assertThat(input[t] == 0).isEqualTo(input[Math.min(t / 2 * 2 + 1, 4)] == 0);
      }
    }
    assertThat(inputs.get(3)).containsOnly(0);
  }

  @Test
  void otherShapesAreRefused() {
    assertThatThrownBy(() -> new FeatureShape(0, Leads.ONE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Window of 0 samples");
    assertThatThrownBy(() -> Leads.of("al"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("one, all");
  }

  private static List<float[]> inputs(PerturbationPlan plan, ExplainedRecord record) {
    List<String> methods = record.maps().length == 0 ? List.of() : List.of("saliency");
    PerturbationRows rows = plan.rows("m", methods, new int[] {0}, List.of(record));
    List<float[]> inputs = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      float[] input = new float[10];
      rows.write(row, input, 0);
      inputs.add(input);
    }
    return inputs;
  }
}
