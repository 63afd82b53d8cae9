package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final List<float[]> SIGNALS = Batches.signals(7, 6);
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");

  private static FakeNetwork network() {
    double[][] w = new double[8][6];
    double[][] v = new double[3][8];
    for (int j = 0; j < 8; j++) {
      for (int i = 0; i < 6; i++) {
        w[j][i] = Math.sin(3.0 * j + 1.7 * i);
      }
      for (int output = 0; output < 3; output++) {
        v[output][j] = Math.cos(2.0 * j + output);
      }
    }
    return new FakeNetwork.Hidden(2, 3, w, new double[8], v, List.of(2, 4));
  }

  /** Passes forward and backward of all records, explained in batches of a size. */
  private static Map<String, List<Long>> evaluations(
      List<AttributionMethod> methods, int[] targets, int size) {
    Map<String, Cost> sums = new LinkedHashMap<>();
    for (int from = 0; from < IDS.size(); from += size) {
      int to = Math.min(from + size, IDS.size());
      NetworkBatch batch =
          Batches.of(network(), 5, targets, IDS.subList(from, to), SIGNALS.subList(from, to));
      Explanation.all(batch, methods)
          .forEach((method, explanation) -> sums.merge(method, explanation.cost(), Cost::plus));
    }
    Map<String, List<Long>> evaluations = new TreeMap<>();
    sums.forEach(
        (method, cost) -> evaluations.put(method, List.of(cost.forwards(), cost.backwards())));
    return evaluations;
  }

  private static List<Long> passes(long forwards, long targets) {
    return List.of(7 * forwards, 7 * forwards * targets);
  }

  @Test
  void evaluationsAreThoseOfTheMethodAloneWhateverTheBatch() {
    List<AttributionMethod> methods =
        Methods.all(
            Preset.PAPER,
            Map.of(
                "expected-gradients.baselines",
                "isoelectric",
                "deeplift-shap.baselines",
                "isoelectric"));
    for (int[] targets : new int[][] {{1}, {2, 0}, {0, 1, 2}}) {
      int t = targets.length;
      Map<String, List<Long>> expected = new TreeMap<>();
      expected.put("saliency", passes(1, t));
      expected.put("input-x-gradient", passes(1, t));
      expected.put("deconvolution", passes(1, t));
      expected.put("guided-backprop", passes(1, t));
      expected.put("grad-cam", passes(1, t));
      expected.put("guided-grad-cam", passes(2, t));
      expected.put("integrated-gradients", passes(50, t));
      expected.put("deeplift", passes(1, t));
      expected.put("grad-cam-plus-plus", passes(1, t));
      expected.put("layer-cam", passes(1, t));
      expected.put("lead-grad-cam", passes(2, t));
      // The layer, two channels and the output for zero.
      expected.put("score-cam", List.of(7 * 4L, 0L));
      expected.put("smoothgrad", passes(25, t));
      expected.put("smoothgrad-squared", passes(25, t));
      expected.put("vargrad", passes(25, t));
      expected.put("lrp", passes(1, t));
      expected.put("idgi", passes(51, t));
      expected.put("expected-gradients", passes(50, t));
      // A reference of each record.
      expected.put("deeplift-shap", List.of(7 * 2L, 7L * t));
      expected.put("gradient-shap", passes(50, t));
      // One of 3 samples, in each of 2 leads or in both; all 2³ subsets, the whole record being
      // known.
      expected.put("occlusion", passes(6, 0));
      expected.put("feature-ablation", passes(6, 0));
      expected.put("rise", passes(1000, 0));
      expected.put("lime", passes(8, 0));
      expected.put("kernel-shap", passes(7, 0));
      expected.put("random", passes(0, t));
      for (int size : new int[] {1, 2, 3, 7}) {
        assertThat(evaluations(methods, targets, size)).isEqualTo(expected);
      }
      for (AttributionMethod method : methods) {
        assertThat(evaluations(List.of(method), targets, 4))
            .containsExactly(Map.entry(method.name(), expected.get(method.name())));
      }
    }
  }

  @Test
  void aReferenceOfItsOwnIsARecordsCost() {
    List<AttributionMethod> methods =
        Methods.of(
            List.of("deeplift", "integrated-gradients"),
            Preset.CAPTUM,
            Map.of("deeplift.baseline", "mean", "integrated-gradients.baseline", "mean"));
    for (int size : new int[] {1, 3, 7}) {
      Map<String, List<Long>> evaluations = evaluations(methods, new int[] {0, 1}, size);
      assertThat(evaluations.get("deeplift")).containsExactly(7 * 2L, 7 * 2L);
      assertThat(evaluations.get("integrated-gradients")).containsExactly(7 * 51L, 7 * 102L);
    }
  }
}
