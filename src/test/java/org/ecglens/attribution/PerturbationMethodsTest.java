package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.net.kernel.BackwardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that change the record, on functions whose maps are known. */
class PerturbationMethodsTest {
  private static final int LEADS = 3;
  private static final int SAMPLES = 14;
  private final Linear linear = new Linear(LEADS, SAMPLES);
  private final FakeNetwork.Quadratic quadratic = new FakeNetwork.Quadratic(LEADS, SAMPLES, 2);
  private final float[] signal = Batches.signals(1, LEADS * SAMPLES).get(0);

  private static AttributionMethod method(String name, String... options) {
    Map<String, String> set = new TreeMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      set.put(name + "." + option.substring(0, equals), option.substring(equals + 1));
    }
    return Methods.create(name, Preset.PAPER, set);
  }

  private float[] map(FakeNetwork network, AttributionMethod method) {
    return method.attribute(Batches.of(network, new int[] {0}, signal))[0][0].values();
  }

  private static NetworkBatch known(FakeNetwork network, float[] signal, Waves waves) {
    return new NetworkBatch(
        network,
        "model",
        1,
        network.inputShape().get(0),
        network.inputShape().get(1),
        new int[] {0},
        List.of("r"),
        List.of(signal),
        List.of(
            new RecordContext(
                Lead.STANDARD.subList(5, 5 + network.inputShape().get(0)), 100, waves)));
  }

  /** w (x − x′), summed over each segment and divided among its points. */
  private double[] shares(int[] bounds, double[] reference) {
    double[] shares = new double[signal.length];
    for (int lead = 0; lead < LEADS; lead++) {
      for (int segment = 0; segment + 1 < bounds.length; segment++) {
        int from = lead * SAMPLES + bounds[segment];
        int to = lead * SAMPLES + bounds[segment + 1];
        double sum = 0;
        for (int i = from; i < to; i++) {
          sum += linear.weights[i] * (signal[i] - reference[i]);
        }
        for (int i = from; i < to; i++) {
          shares[i] = sum / (to - from);
        }
      }
    }
    return shares;
  }

  private double[] leadMeans() {
    double[] means = new double[signal.length];
    for (int lead = 0; lead < LEADS; lead++) {
      double sum = 0;
      for (int i = 0; i < SAMPLES; i++) {
        sum += signal[lead * SAMPLES + i];
      }
      java.util.Arrays.fill(means, lead * SAMPLES, (lead + 1) * SAMPLES, sum / SAMPLES);
    }
    return means;
  }

  /** All of them are exact for a linear network, however few samples there are; 15 groups. */
  @ParameterizedTest
  @CsvSource({
    "feature-ablation, 0",
    "kernel-shap, 60",
    "kernel-shap, 400",
    "lime, 60",
    "lime, 400"
  })
  void mapsOfALinearNetworkAreProducts(String name, int samples) {
    AttributionMethod method =
        switch (name) {
          case "lime" ->
              method(
                  name,
                  "segments=3",
                  "leads=each",
                  "samples=" + samples,
                  "ridge=0",
                  "baseline=mean");
          case "kernel-shap" ->
              method(name, "segments=3", "leads=each", "samples=" + samples, "baseline=mean");
          default -> method(name, "segments=3", "baseline=mean");
        };
    Attribution map = method.attribute(Batches.of(linear, new int[] {0}, signal))[0][0];
    double[] expected = shares(new int[] {0, 3, 6, 9, 12, 14}, leadMeans());
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) map.values()[i]).isCloseTo(expected[i], within(2e-5));
      if (samples > 0) {
        assertThat(map.standardErrors()[i]).isLessThan(2e-5f);
      }
    }
  }

  /** The mean over the windows that cover a point; the last window is cut. */
  @Test
  void windowsThatOverlapAreAveraged() {
    float[] map = map(linear, method("occlusion", "window=4", "stride=3", "baseline=0.5"));
    double[] sums = new double[signal.length];
    int[] counts = new int[signal.length];
    for (int lead = 0; lead < LEADS; lead++) {
      for (int[] window : new int[][] {{0, 4}, {3, 7}, {6, 10}, {9, 13}, {12, 14}}) {
        double change = 0;
        for (int i = window[0]; i < window[1]; i++) {
          int point = lead * SAMPLES + i;
          change += linear.weights[point] * (signal[point] - 0.5);
        }
        for (int i = window[0]; i < window[1]; i++) {
          sums[lead * SAMPLES + i] += change;
          counts[lead * SAMPLES + i]++;
        }
      }
    }
    for (int i = 0; i < map.length; i++) {
      assertThat((double) map[i]).isCloseTo(sums[i] / counts[i], within(2e-5));
    }
  }

  @Test
  void aGapIsBridgedByALine() {
    ReplacedGroups groups =
        ReplacedGroups.of(
            Batches.of(linear, new int[] {0}, signal),
            new Segmentation(TimeSegments.parse("7"), LeadGroups.EACH),
            new Replacement.Line());
    float[][] seen = new float[2][];
    groups.predictions(
        new int[] {2},
        (record, row) -> {
          java.util.BitSet set = new java.util.BitSet();
          // Behind the middle of lead 1, then all of it.
          set.set(row == 0 ? 3 : 2, 4);
          return set;
        },
        (record, row, values) -> seen[row] = values.clone());
    double[] means = leadMeans();
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(seen[0][SAMPLES + i]).isEqualTo(signal[SAMPLES + Math.min(i, 6)]);
      assertThat((double) seen[1][SAMPLES + i]).isCloseTo(means[SAMPLES], within(1e-6));
      assertThat(seen[1][i]).isEqualTo(signal[i]);
    }
  }

  @Test
  void shapleyValuesAddUpWhateverIsDrawn() {
    for (String samples : new String[] {"40", "1000"}) {
      Attribution[] maps =
          method("kernel-shap", "segments=3", "leads=each", "samples=" + samples, "baseline=zero")
              .attribute(Batches.of(quadratic, new int[] {0, 1}, signal))[0];
      for (Attribution map : maps) {
        double sum = 0;
        for (float value : map.values()) {
          sum += value;
        }
        // F(0) = 0.
        assertThat(sum).isCloseTo(map.prediction(), within(1e-4 * Math.abs(map.prediction())));
        assertThat(map.delta()).isCloseTo(0, within(1e-9 * Math.abs(map.prediction())));
      }
    }
  }

  /** As many pairs as free values, and some of them the same. */
  @Test
  void whatCoalitionsLeaveOpenHasNoStandardError() {
    Attribution map =
        method("kernel-shap", "segments=3", "leads=each", "samples=28")
            .attribute(Batches.of(linear, new int[] {0}, signal))[0][0];
    assertThat(map.standardErrors()).isNull();
    assertThat(map.delta()).isCloseTo(0, within(1e-9));
  }

  /** Shapley values of x'Qx + b'x against 0: each product of two groups is halved between them. */
  @Test
  void shapleyValuesOfAQuadraticHalveItsProducts() {
    float[] map =
        map(
            quadratic,
            method("kernel-shap", "segments=1/5", "leads=all", "samples=30", "baseline=zero"));
    double[] x = Batches.doubles(signal);
    int[] bounds = {0, 2, 5, 8, 11, 14};
    for (int segment = 0; segment < 5; segment++) {
      double value = 0;
      int points = 0;
      for (int i = 0; i < x.length; i++) {
        if (i % SAMPLES >= bounds[segment] && i % SAMPLES < bounds[segment + 1]) {
          value += x[i] * (quadratic.b[i] + quadratic.product(x, i));
          points++;
        }
      }
      assertThat((double) map[bounds[segment]]).isCloseTo(value / points, within(1e-4));
    }
  }

  @Test
  void groupsOfLeadsShareAMask() {
    FakeNetwork network = new Linear(LEADS, SAMPLES);
    NetworkBatch batch = known(network, signal, Waves.NONE);
    for (String name :
        new String[] {"rise", "occlusion", "feature-ablation", "lime", "kernel-shap"}) {
      float[] map = method(name, "leads=all").attribute(batch)[0][0].values();
      float[] each = method(name, "leads=each").attribute(batch)[0][0].values();
      // aVF is a limb lead, V1 and V2 are none.
      float[] two = method(name, "leads=limb-precordial").attribute(batch)[0][0].values();
      for (int i = 0; i < SAMPLES; i++) {
        assertThat(map[SAMPLES + i]).isEqualTo(map[i]);
        assertThat(two[2 * SAMPLES + i]).isEqualTo(two[SAMPLES + i]);
      }
      assertThat(two[SAMPLES]).isNotEqualTo(two[0]);
      assertThat(each[2 * SAMPLES]).isNotEqualTo(each[SAMPLES]);
    }
    NetworkBatch nameless =
        new NetworkBatch(
            network, "model", 1, LEADS, SAMPLES, new int[] {0}, List.of("r"), List.of(signal));
    assertThatThrownBy(() -> method("lime").attribute(nameless))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "r: the names of the leads are not known, which leads=limb-precordial needs; choose"
                + " leads=each or leads=all");
  }

  /** The map is the covariance of F with the masks: 0 where F has no weight nearby. */
  @Test
  void anOffsetOfTheNetworkChangesNothing() {
    float[] map = map(linear, method("rise", "masks=200"));
    linear.offset = 1 << 10;
    float[] other = map(linear, method("rise", "masks=200"));
    for (int i = 0; i < map.length; i++) {
      assertThat(other[i]).isCloseTo(map[i], within(1e-3f));
    }
  }

  @Test
  void wavesAreSegmentsWhereTheyAreKnown() {
    Waves waves = new Waves(null, null, null, 4, 5, 6, null, 10, 13);
    ExplainableBatch batch = known(linear, signal, waves);
    TimeSegments segments = TimeSegments.parse("waves");
    // The end of T is the end of the record.
    assertThat(segments.bounds(batch, 0)).containsExactly(0, 4, 7, 14);
    assertThat(segments.bounds(known(linear, signal, Waves.NONE), 0))
        .isEqualTo(TimeSegments.parse("1/12").bounds(batch, 0))
        .hasSize(13);
    assertThat(TimeSegments.parse("30ms").bounds(batch, 0)).containsExactly(0, 3, 6, 9, 12, 14);
  }

  @Test
  void resultsDoNotDependOnTheBatch() {
    List<float[]> signals = Batches.signals(3, LEADS * SAMPLES);
    List<String> ids = List.of("a", "b", "c");
    Waves waves = new Waves(null, null, null, 4, 5, 6, null, null, null);
    NetworkBatch all =
        new NetworkBatch(
            quadratic,
            "model",
            7,
            LEADS,
            SAMPLES,
            new int[] {1, 0},
            ids,
            signals,
            List.of(
                RecordContext.UNKNOWN,
                new RecordContext(List.of(), 100, waves),
                RecordContext.UNKNOWN));
    NetworkBatch last =
        new NetworkBatch(
            quadratic,
            "model",
            7,
            LEADS,
            SAMPLES,
            new int[] {0},
            ids.subList(2, 3),
            signals.subList(2, 3),
            Collections.nCopies(1, RecordContext.UNKNOWN));
    for (String name :
        new String[] {"occlusion", "feature-ablation", "rise", "lime", "kernel-shap"}) {
      Attribution one = method(name, "leads=each").attribute(last)[0][0];
      Attribution same = method(name, "leads=each").attribute(all)[2][1];
      assertThat(same.values()).isEqualTo(one.values());
      assertThat(same.standardErrors()).isEqualTo(one.standardErrors());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel-shap", "lime"})
  void tooFewSamplesAreRefused(String name) {
    assertThatThrownBy(
            () ->
                map(
                    linear,
                    name.equals("lime")
                        ? method(name, "samples=10", "leads=each", "ridge=0")
                        : method(name, "samples=10", "leads=each")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            name
                + ": the samples leave the 36 groups of points undetermined; raise "
                + name
                + ".samples, or set longer "
                + name
                + ".segments or "
                + name
                + ".leads=all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "occlusion|window=waves|occlusion.window=waves: must be a share of the record such as 1/24",
        "occlusion|stride=0|occlusion.stride=0: must be a share",
        "occlusion|baseline=median|occlusion.baseline=median: must be linear (the straight line",
        "lime|segments=1/0|lime.segments=1/0: must be a share of the record such as 1/12, samples",
        "lime|width=0|lime.width=0: must be a number above 0",
        "rise|keep=1|rise.keep=1: must be a number between 0 and 1",
        "rise|leads=limb|must be one of [each, limb-precordial, all]",
      })
  void mistakesAreNamed(String name, String option, String message) {
    assertThatThrownBy(() -> method(name, option))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  /** F(x) = w'x + offset. */
  private static final class Linear extends FakeNetwork {
    private final double[] weights;
    private double offset = 20;

    Linear(int leads, int samples) {
      super(leads, samples, 1);
      weights = new double[leads * samples];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.sin(1.3 * i + 0.2);
      }
    }

    @Override
    double value(double[] x, int output) {
      double sum = offset;
      for (int i = 0; i < x.length; i++) {
        sum += weights[i] * x[i];
      }
      return sum;
    }

    @Override
    double[] gradient(double[] x, int output, BackwardRule rule) {
      return weights.clone();
    }
  }
}
