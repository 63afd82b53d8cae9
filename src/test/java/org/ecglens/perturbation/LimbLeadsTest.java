package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ecglens.ecg.Lead;
import org.ecglens.perturbation.FeatureShape.Leads;
import org.junit.jupiter.api.Test;

/** Windows on twelve leads of which four follow from two others. */
class LimbLeadsTest {
  private static final int SAMPLES = 60;
  private static final int SIZE = 12 * SAMPLES;
  private static final List<String> NAMES = Lead.STANDARD;
  private static final FeatureShape WINDOWS = new FeatureShape(25, Leads.ONE);

  /** Twelve leads whose limb leads are those of I and II, rounded to whole microvolts. */
  private static Signal possible(List<String> names) {
    Random random = new Random(3);
    float[] values = new float[SIZE];
    for (int t = 0; t < SAMPLES; t++) {
      double first = random.nextGaussian() * 100;
      double second = random.nextGaussian() * 100;
      for (int lead = 0; lead < 12; lead++) {
        String name = names.get(lead);
        double value =
            name.equals("I")
                ? first
                : name.equals("II")
                    ? second
                    : Lead.isDerived(name)
                        ? Lead.derived(name, first, second)
                        : random.nextGaussian() * 100;
        values[lead * SAMPLES + t] = Math.round(value);
      }
    }
    return new Signal(values, 12, SAMPLES, names, 500);
  }

  private static float[] map() {
    Random random = new Random(8);
    float[] map = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      map[i] = (float) random.nextGaussian();
    }
    return map;
  }

  private static List<float[]> inputs(PerturbationPlan plan, Signal signal) {
    PerturbationRows rows =
        plan.rows(
            "m",
            List.of("saliency"),
            new int[] {0},
            List.of(new ExplainedRecord("a", signal, new float[][][] {{map()}})));
    List<float[]> inputs = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      float[] input = new float[SIZE];
      rows.write(row, input, 0);
      inputs.add(input);
    }
    return inputs;
  }

  @Test
  void everyPerturbedRecordIsElectricallyPossible() {
    for (List<String> names : List.of(NAMES, shuffled())) {
      Signal signal = possible(names);
      for (Operator operator :
          List.of(new NoisyLinearInterpolation(0.1), new LeadMean(), new AddNoise(0.2))) {
        PerturbationPlan plan =
            PerturbationPlan.of(Mode.CORRECTED, operator, 1).withShape(WINDOWS).withRepeats(1);
        List<float[]> inputs = inputs(plan, signal);
        // 1 unperturbed, then 8 leads of 3 windows in three orders.
        assertThat(inputs).hasSize(1 + 3 * 24);
        assertThat(inputs.get(0)).isEqualTo(signal.values());
        for (float[] input : inputs) {
          assertPossible(input, names, 2);
        }
      }
    }
  }

  private static List<String> shuffled() {
    return List.of("V6", "aVL", "III", "II", "V1", "aVF", "V2", "I", "V3", "aVR", "V4", "V5");
  }

  /** III = II − I, aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2, within the rounding. */
  private static void assertPossible(float[] x, List<String> names, double tolerance) {
    for (int t = 0; t < SAMPLES; t++) {
      double first = x[names.indexOf("I") * SAMPLES + t];
      double second = x[names.indexOf("II") * SAMPLES + t];
      Map<String, Double> expected =
          Map.of(
              "III", second - first,
              "aVR", -(first + second) / 2,
              "aVL", first - second / 2,
              "aVF", second - first / 2);
      int sample = t;
      expected.forEach(
          (name, value) ->
              assertThat((double) x[names.indexOf(name) * SAMPLES + sample])
                  .as(name)
                  .isCloseTo(value, within(tolerance)));
    }
  }

  @Test
  void whatDoesNotFollowFromAChangeKeepsItsBits() {
    Signal signal = possible(NAMES);
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new LeadMean(), 1)
            .withShape(WINDOWS)
            .withOrders(List.of(Order.MORF))
            .withIterations(1);
    Features features = plan.features(signal);
    int top = Ranking.mostRelevant(features.relevance(map()), 1, plan.ties("a", 24))[0];
    float[] input = inputs(plan, signal).get(1);
    int start = top % 3 * 25;
    for (int point = 0; point < SIZE; point++) {
      int t = point % SAMPLES;
      if (t < start || t >= start + 25) {
        assertThat(input[point]).isEqualTo(signal.values()[point]);
      }
    }
    // Perturbing a chest lead leaves all limb leads as they are.
    float[] state = signal.values().clone();
    state[10 * SAMPLES + 5] = 1e4f;
    float[] before = state.clone();
    features.follow(state);
    assertThat(state).isEqualTo(before);
  }

  @Test
  void freeLeadsCarryTheRelevanceOfThoseThatFollow() {
    float[] map = new float[SIZE];
    double[] sizes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (int point = 0; point < SIZE; point++) {
      int lead = point / SAMPLES;
      map[point] = (float) (lead % 2 == 0 ? sizes[lead] : -sizes[lead]);
    }
    Features features = new Features(WINDOWS, DependentLeads.FOLLOW, possible(NAMES));
    float[] relevance = features.relevance(map);
    assertThat(relevance).hasSize(8 * 3);
    // I: 1 + III 3 + aVR 4/2 + aVL 5 + aVF 6/2; II: 2 + III 3 + aVR 4/2 + aVL 5/2 + aVF 6.
    assertThat(relevance[0]).isEqualTo(14);
    assertThat(relevance[3]).isEqualTo(15.5f);
    assertThat(Arrays.copyOfRange(relevance, 6, 9)).containsExactly(7, 7, 7);
    assertThat(relevance[23]).isEqualTo(12);
  }

  @Test
  void pointsOtherRecordsAndThePaperStayFree() {
    Signal signal = possible(NAMES);
    Signal unnamed = new Signal(signal.values(), 12, SAMPLES);
    assertThat(new Features(FeatureShape.POINT, DependentLeads.FOLLOW, signal).count())
        .isEqualTo(SIZE);
    assertThat(new Features(WINDOWS, DependentLeads.FREE, signal).count()).isEqualTo(36);
    assertThat(new Features(WINDOWS, DependentLeads.FOLLOW, unnamed).count()).isEqualTo(36);
    Signal eight = new Signal(new float[8 * SAMPLES], 8, SAMPLES, Lead.INDEPENDENT, 500);
    assertThat(new Features(WINDOWS, DependentLeads.FOLLOW, eight).count()).isEqualTo(24);
    assertThat(PerturbationPlan.of(Mode.PAPER, new Zero(), 1).dependent())
        .isEqualTo(DependentLeads.FREE);
  }

  @Test
  void aWindowAcrossAllLeadsIsOneOfTheFreeLeads() {
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1)
            .withShape(new FeatureShape(25, Leads.ALL))
            .withRepeats(1);
    List<float[]> inputs = inputs(plan, possible(NAMES));
    assertThat(inputs).hasSize(1 + 3 * 3);
    inputs.forEach(input -> assertPossible(input, NAMES, 2));
  }
}
