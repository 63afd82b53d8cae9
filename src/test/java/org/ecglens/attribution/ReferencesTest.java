package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  private final FakeNetwork.Quadratic network = new FakeNetwork.Quadratic(2, 3, 1);
  private final float[] signal = {3, -1, 4, 10, 20, 90};
  private final NetworkBatch batch = Batches.of(network, new int[] {0}, signal);

  @Test
  void isoelectricIsTheMedianOfEachLead() {
    assertThat(Baseline.isoelectric().of(batch, 0)).containsExactly(3, 3, 3, 20, 20, 20);
    NetworkBatch even =
        Batches.of(new FakeNetwork.Quadratic(1, 4, 1), new int[] {0}, new float[] {8, 1, 2, 4});
    assertThat(Baseline.isoelectric().of(even, 0)).containsOnly(3);
    assertThat(signal).startsWith(3, -1, 4);
  }

  /** A bell of deviation 1, cut at the ends of each lead. */
  @Test
  void blurredIsAGaussianMean() {
    double one = Math.exp(-0.5);
    double two = Math.exp(-2);
    float[] blurred = Baseline.blurred(1).of(batch, 0);
    assertThat((double) blurred[0]).isCloseTo((3 - one + 4 * two) / (1 + one + two), within(1e-6));
    assertThat((double) blurred[4]).isCloseTo((20 + one * (10 + 90)) / (1 + 2 * one), within(1e-5));
    float[] constant = new float[6];
    java.util.Arrays.fill(constant, 7);
    assertThat(Baseline.blurred(25).of(Batches.of(network, new int[] {0}, constant), 0))
        .containsOnly(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zero",
        "mean",
        "isoelectric",
        "blurred",
        "blurred-7",
        "12.5",
        "records",
        "mean-record",
        "class-means"
      })
  void namesAreReadAsTheyAreWritten(String name) {
    assertThat(References.parse(name)).hasToString(name);
    assertThat(References.parse(name)).isEqualTo(References.parse(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "blurred-0", "blurred-x", "records-3", "NaN"})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(
            () ->
                Methods.create(
                    "deeplift-shap", Preset.PAPER, Map.of("deeplift-shap.baselines", name)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("deeplift-shap.baselines=" + name + ": must be records, mean-record");
  }

  /** The gradient is linear on the path, so that its mean is that of the middle. */
  @Test
  void expectedGradientsOfAQuadraticAreThoseOfTheMiddle() {
    List<float[]> references = List.of(new float[6], new float[] {1, 2, 0, 0, 1, 5});
    float[] x = {0.5f, -1, 1, 0, 2, 0.25f};
    NetworkBatch own = Batches.of(network, new int[] {0}, x);
    int draws = 20_000;
    float[] values =
        new ExpectedGradients(draws, RecordReferences.named("records"), 2)
            .with(references)
            .attribute(own)[0][0]
            .values();
    for (int i = 0; i < values.length; i++) {
      double expected = 0;
      double deviation = 0;
      for (float[] reference : references) {
        double[] middle = new double[6];
        double[] change = new double[6];
        for (int j = 0; j < 6; j++) {
          middle[j] = (x[j] + reference[j]) / 2;
          change[j] = x[j] - reference[j];
        }
        double difference = x[i] - reference[i];
        expected += difference * (2 * network.product(middle, i) + network.b[i]) / 2;
        deviation =
            Math.max(
                deviation, Math.abs(difference * 2 * network.product(change, i)) / Math.sqrt(12));
      }
      assertThat((double) values[i])
          .isCloseTo(expected, within(4 * deviation / Math.sqrt(draws) + 1e-5));
    }
  }

  @Test
  void aMethodThatWasGivenNoRecordsSaysSo() {
    for (String method : List.of("expected-gradients", "deeplift-shap")) {
      AttributionMethod asking = Methods.create(method, Preset.PAPER, Map.of());
      assertThat(((ReferencedMethod) asking).asked()).contains(RecordReferences.Kind.RECORDS);
      assertThatThrownBy(() -> asking.attribute(batch))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("choose another, such as isoelectric");
    }
  }
}
