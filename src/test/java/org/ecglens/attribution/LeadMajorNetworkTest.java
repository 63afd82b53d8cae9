package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ecglens.UserException;
import org.ecglens.net.LeadMajorNetwork;
import org.ecglens.net.Network;
import org.junit.jupiter.api.Test;

/** A network that takes 3 samples of 2 leads, against the same one with its weights turned. */
class LeadMajorNetworkTest {
  private static final double[][] SAMPLE_MAJOR = {{1, 2, -3, 4, 5, 6}, {-1, 0, 2, 1, -2, 3}};
  private static final double[][] LEAD_MAJOR = {{1, -3, 5, 2, 4, 6}, {-1, 2, -2, 0, 1, 3}};

  @Test
  void samplesBeforeLeadsGiveTheSameAttributions() {
    Network turned = LeadMajorNetwork.of(network(3, 2, SAMPLE_MAJOR), 2, 3);
    Network plain = network(2, 3, LEAD_MAJOR);
    float[][] signals = {{1, 2, 3, -1, 4, 0.5f}, {0, -2, 1, 5, 3, 2}};
    List<AttributionMethod> methods =
        Methods.all(Preset.CAPTUM, Map.of("gradient-shap.baseline", "mean"));
    AttributionMethod mean = new DeepLift(Baseline.mean(), true);
    NetworkBatch actual = Batches.of(turned, new int[] {0}, signals);
    NetworkBatch expected = Batches.of(plain, new int[] {0}, signals);
    for (int record = 0; record < signals.length; record++) {
      for (AttributionMethod method : methods) {
        assertThat(method.attribute(actual)[record][0])
            .as(method.name())
            .usingRecursiveComparison()
            .isEqualTo(method.attribute(expected)[record][0]);
      }
      assertThat(mean.attribute(actual)[record][0].values())
          .isEqualTo(mean.attribute(expected)[record][0].values());
    }
  }

  @Test
  void leadsBeforeSamplesAreLeftAlone() {
    Network plain = network(2, 3, LEAD_MAJOR);
    assertThat(LeadMajorNetwork.of(plain, 2, 3)).isSameAs(plain);
  }

  @Test
  void otherShapesAreRefused() {
    Network plain = network(2, 3, LEAD_MAJOR);
    assertThatThrownBy(() -> LeadMajorNetwork.of(plain, 12, 600))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[2, 3], which is neither 12 leads × 600 samples nor the reverse");
  }

  private static FakeNetwork network(int first, int second, double[][] weights) {
    return new FakeNetwork.Hidden(
        first, second, weights, new double[] {0.5, -1}, new double[][] {{2, 1}}, List.of(1, 2));
  }
}
