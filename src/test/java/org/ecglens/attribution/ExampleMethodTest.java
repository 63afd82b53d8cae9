package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.net.kernel.BackwardRule;
import org.junit.jupiter.api.Test;

/** The method that CONTRIBUTING.md adds. */
class ExampleMethodTest {
  private final FakeNetwork network = new FakeNetwork.Quadratic(2, 3, 1);
  private final float[] record = Batches.signals(1, 6).get(0);

  private static AttributionMethod method(Preset preset, Map<String, String> options) {
    MethodDefinition definition = ExampleMethod.DEFINITION;
    return definition.create(definition.settings(preset, options));
  }

  private float[] map(AttributionMethod method) {
    NetworkBatch batch = Batches.of(network, new int[] {0}, record);
    return Explanation.of(batch, method).attributions()[0][0].values();
  }

  @Test
  void theNegativePartIsZero() {
    double[] gradient = network.gradient(Batches.doubles(record), 0, BackwardRule.GRADIENT);
    float[] map = map(method(Preset.PAPER, Map.of()));
    for (int point = 0; point < map.length; point++) {
      assertThat(map[point]).isEqualTo((float) Math.max(0, gradient[point]));
    }
    assertThat(map).contains(0);
  }

  @Test
  void anOptionWinsOverThePreset() {
    assertThat(method(Preset.CAPTUM, Map.of())).isEqualTo(new ExampleMethod(true));
    assertThat(method(Preset.CAPTUM, Map.of("times-input", "false")))
        .isEqualTo(new ExampleMethod(false));
    assertThatThrownBy(() -> method(Preset.PAPER, Map.of("times-input", "perhaps")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("true or false");
  }
}
