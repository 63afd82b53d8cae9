package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The controls that are made of the signal alone. */
class SignalControlsTest {
  private static final double[][] SIGNAL = {
    {0.001, 0.299, -0.274, -0.891, -0.455, -0.992, 0.06, 1.34, -0.492},
    {-0.62, 0.49, 0.357, 0.105, -0.93, -0.029, 0.695, -1.344, -0.458}
  };

  /** {@code numpy.abs(numpy.gradient(SIGNAL, axis=1))}, NumPy 2. */
  private static final double[][] GRADIENT = {
    {0.298, 0.1375, 0.595, 0.0905, 0.0505, 0.2575, 1.166, 0.276, 1.832},
    {1.11, 0.4885, 0.1925, 0.6435, 0.067, 0.8125, 0.6575, 0.5765, 0.886}
  };

  private final FakeNetwork network = new FakeNetwork.Quadratic(2, 9, 2);
  private final NetworkBatch batch = Batches.of(network, new int[] {1, 0}, flat(SIGNAL));

  @Test
  void amplitudeIsTheSizeOfTheSignal() {
    float[] map = new Amplitude().attribute(batch)[0][1].values();
    for (int i = 0; i < map.length; i++) {
      assertThat(map[i]).isEqualTo(Math.abs(batch.signal(0)[i]));
    }
  }

  @Test
  void slopeIsTheGradientOfNumpyWithinEachLead() {
    Attribution[] targets = new Slope().attribute(batch)[0];
    assertThat(Batches.doubles(targets[0].values()))
        .containsExactly(Batches.doubles(flat(GRADIENT)), within(1e-6));
    assertThat(targets[1].values()).isEqualTo(targets[0].values());
  }

  @Test
  void aStraightLineHasOneSlope() {
    float[] line = new float[18];
    for (int i = 0; i < 18; i++) {
      line[i] = i < 9 ? 4 - 3 * i : 7;
    }
    NetworkBatch lines = Batches.of(network, new int[] {0}, line);
    assertThat(new Slope().attribute(lines)[0][0].values())
        .containsExactly(3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aLeadOfOneSampleHasNoSlope() {
    NetworkBatch points =
        Batches.of(new FakeNetwork.Quadratic(2, 1, 1), new int[] {0}, new float[] {5, -2});
    assertThat(new Slope().attribute(points)[0][0].values()).containsExactly(0, 0);
  }

  @Test
  void theyTakeNoPassOfTheNetwork() {
    for (String control : Controls.OWN_MAPS) {
      AttributionMethod method = Methods.create(control, Preset.PAPER, java.util.Map.of());
      Explanation explanation = Explanation.of(batch, method);
      assertThat(explanation.cost().forwards()).as(control).isZero();
      assertThat(explanation.cost().backwards()).as(control).isZero();
      assertThat(explanation.attributions()[0][0].prediction())
          .isEqualTo(batch.predictions()[0][0]);
    }
  }

  private static float[] flat(double[][] leads) {
    float[] values = new float[leads.length * leads[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) leads[i / leads[0].length][i % leads[0].length];
    }
    return values;
  }
}
