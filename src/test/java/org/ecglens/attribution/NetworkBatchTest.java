package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.net.kernel.BackwardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkBatchTest {
  private static final List<float[]> SIGNALS = Batches.signals(7, 6);
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");

  private static FakeNetwork network() {
    double[][] w = new double[8][6];
    double[] c = new double[8];
    double[][] v = new double[3][8];
    for (int j = 0; j < 8; j++) {
      c[j] = 0.3 * Math.cos(5.0 * j);
      for (int i = 0; i < 6; i++) {
        w[j][i] = Math.sin(3.0 * j + 1.7 * i);
      }
      for (int output = 0; output < 3; output++) {
        v[output][j] = Math.cos(2.0 * j + output);
      }
    }
    return new FakeNetwork.Hidden(2, 3, w, c, v, List.of(2, 4));
  }

  @ParameterizedTest
  @EnumSource
  void resultsDoNotDependOnBatchMates(Preset preset) {
    List<AttributionMethod> methods =
        Methods.all(
            preset,
            Map.of(
                "integrated-gradients.baseline",
                "mean",
                "gradient-shap.baseline",
                "mean",
                "expected-gradients.baselines",
                "isoelectric",
                "deeplift-shap.baselines",
                "isoelectric"));
    int[] targets = {2, 0};
    Map<String, Explanation> whole =
        Explanation.all(Batches.of(network(), 5, targets, IDS, SIGNALS), methods);
    for (List<Integer> part : List.of(List.of(3), List.of(6, 0, 4, 2))) {
      List<String> ids = new ArrayList<>();
      List<float[]> signals = new ArrayList<>();
      for (int record : part) {
        ids.add(IDS.get(record));
        signals.add(SIGNALS.get(record));
      }
      Map<String, Explanation> some =
          Explanation.all(Batches.of(network(), 5, targets, ids, signals), methods);
      for (String method : Methods.explaining()) {
        for (int i = 0; i < part.size(); i++) {
          for (int target = 0; target < targets.length; target++) {
            Attribution expected = whole.get(method).attributions()[part.get(i)][target];
            Attribution actual = some.get(method).attributions()[i][target];
            assertThat(actual.values()).as(method).isEqualTo(expected.values());
            assertThat(actual.delta()).as(method).isEqualTo(expected.delta());
            assertThat(actual.prediction()).isEqualTo(expected.prediction());
          }
        }
      }
    }
  }

  @Test
  void targetsDoNotChangeEachOther() {
    List<AttributionMethod> methods =
        Methods.all(
            Preset.CAPTUM,
            Map.of(
                "expected-gradients.baselines",
                "isoelectric",
                "deeplift-shap.baselines",
                "isoelectric"));
    Map<String, Explanation> both =
        Explanation.all(Batches.of(network(), 5, new int[] {0, 2}, IDS, SIGNALS), methods);
    Map<String, Explanation> one =
        Explanation.all(Batches.of(network(), 5, new int[] {2}, IDS, SIGNALS), methods);
    for (String method : Methods.explaining()) {
      for (int record = 0; record < IDS.size(); record++) {
        assertThat(one.get(method).attributions()[record][0].values())
            .as(method)
            .isEqualTo(both.get(method).attributions()[record][1].values());
      }
    }
  }

  @Test
  void targetsAndMethodsSharePasses() {
    FakeNetwork network = network();
    NetworkBatch batch = Batches.of(network, 5, new int[] {0, 1, 2}, IDS, SIGNALS);
    Explanation.all(
        batch, Methods.of(List.of("saliency", "input-x-gradient"), Preset.PAPER, Map.of()));
    assertThat(network.gradientCalls).isEqualTo(1);
    assertThat(network.gradientRows).isEqualTo(7);
    Explanation.all(
        batch, Methods.of(List.of("guided-backprop", "guided-grad-cam"), Preset.PAPER, Map.of()));
    assertThat(network.gradientRows).isEqualTo(14);
    // One row more for the baseline that all records share.
    Explanation.all(batch, Methods.of(List.of("integrated-gradients"), Preset.PAPER, Map.of()));
    assertThat(network.gradientRows).isEqualTo(14 + 7 * 50 + 1);
    assertThat(network.gradientCalls).isEqualTo(3);
    // The predictions came with the first backward pass.
    assertThat(network.forwardRows).isZero();
  }

  @Test
  void predictionsAreMadeOnceWhereNoBackwardPassWas() {
    FakeNetwork network = network();
    NetworkBatch batch = Batches.of(network, 5, new int[] {1}, IDS, SIGNALS);
    float[][] predictions = batch.predictions();
    new RandomControl().attribute(batch);
    assertThat(network.forwardRows).isEqualTo(7);
    for (int record = 0; record < 7; record++) {
      assertThat(predictions[record])
          .containsExactly((float) network.value(Batches.doubles(SIGNALS.get(record)), 1));
    }
  }

  @Test
  void sharedPassesAreChargedToEachThatUsesThem() {
    NetworkBatch batch = Batches.of(network(), 5, new int[] {1}, IDS, SIGNALS);
    batch.gradient(BackwardRule.GRADIENT);
    Cost once = batch.charged();
    assertThat(batch.spent()).isEqualTo(once);
    batch.gradient(BackwardRule.GRADIENT);
    assertThat(batch.charged()).isEqualTo(once.plus(once));
    assertThat(batch.spent()).isEqualTo(once);
  }

  @Test
  void randomControlIsStandardNormalAndDiffersByRecordAndTarget() {
    FakeNetwork network = new FakeNetwork.Quadratic(4, 25, 2);
    List<float[]> signals = Batches.signals(20, 100);
    float[][] arrays = signals.toArray(float[][]::new);
    Attribution[][] attributions =
        new RandomControl().attribute(Batches.of(network, new int[] {0, 1}, arrays));
    double sum = 0;
    double squares = 0;
    for (Attribution[] record : attributions) {
      for (Attribution target : record) {
        for (float value : target.values()) {
          sum += value;
          squares += value * value;
        }
      }
    }
    // 4000 numbers: standard errors 1 / √4000 and √(2 / 4000).
    assertThat(Math.abs(sum / 4000)).isLessThan(4 * 0.0159);
    assertThat(Math.abs(squares / 4000 - 1)).isLessThan(4 * 0.0224);
    assertThat(attributions[0][0].values())
        .isNotEqualTo(attributions[1][0].values())
        .isNotEqualTo(attributions[0][1].values());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Batches.of(network(), 5, new int[] {3}, IDS, SIGNALS))
        .isInstanceOf(UserException.class)
        .hasMessage("output 3 of model does not exist: choose from 0 to 2");
    assertThatThrownBy(() -> Batches.of(network(), new int[] {0}, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("r0: 5 values");
  }
}
