package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The controls that are made of methods' maps. */
class DerivedControlsTest {
  private static final int LEADS = 2;
  private static final int SAMPLES = 9;
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e");
  private static final List<float[]> SIGNALS = Batches.signals(5, LEADS * SAMPLES);
  private static final String METHOD = "input-x-gradient";
  private static final String POPULATION = Controls.of(Controls.POPULATION, METHOD);

  private final FakeNetwork.Quadratic network = linear();

  /** F(x) = b'x, and 2 b'x. */
  private static FakeNetwork.Quadratic linear() {
    FakeNetwork.Quadratic network = new FakeNetwork.Quadratic(LEADS, SAMPLES, 2);
    for (double[] row : network.q) {
      Arrays.fill(row, 0);
    }
    return network;
  }

  private Map<String, Explanation> explained(List<String> ids, List<float[]> signals) {
    return Explanation.all(
        Batches.of(network, 5, new int[] {0, 1}, ids, signals),
        Methods.of(List.of(METHOD, "random", "amplitude"), Preset.PAPER, Map.of()));
  }

  /** Maps of the first records, whose subjects are given. */
  private PopulationMaps population(String... subjects) {
    PopulationMaps maps = new PopulationMaps();
    Attribution[][] own = explained(IDS, SIGNALS).get(METHOD).attributions();
    for (int record = 0; record < subjects.length; record++) {
      maps.add(IDS.get(record), subjects[record], Map.of(METHOD, own[record]));
    }
    return maps;
  }

  /** By hand: the map of a linear network is x·b. */
  private double[] mean(int... records) {
    double[] mean = new double[LEADS * SAMPLES];
    for (int record : records) {
      double sum = 0;
      for (int i = 0; i < mean.length; i++) {
        sum += Math.abs(SIGNALS.get(record)[i] * network.b[i]);
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] += Math.abs(SIGNALS.get(record)[i] * network.b[i]) / sum / records.length;
      }
    }
    return mean;
  }

  private float[] map(PopulationMaps maps, int record, String subject, int target) {
    DerivedControls.Beat beat = new DerivedControls.Beat(IDS.get(record), subject, true, 500);
    Map<String, Explanation> made =
        new DerivedControls(List.of(Controls.POPULATION), maps)
            .of(
                List.of(beat),
                explained(List.of(IDS.get(record)), List.of(SIGNALS.get(record))),
                SAMPLES);
    assertThat(made.keySet()).containsExactly(POPULATION);
    return made.get(POPULATION).attributions()[0][target].values();
  }

  private static void assertSame(float[] found, double[] expected) {
    assertThat(Batches.doubles(found)).containsExactly(expected, within(1e-7));
  }

  @Test
  void thePopulationOfALinearNetworkIsTheMeanOfTheOthers() {
    PopulationMaps maps = population(null, null, null, null);
    // Not in the sample.
    assertSame(map(maps, 4, null, 0), mean(0, 1, 2, 3));
    // Scaled maps of both outputs are the same.
    assertSame(map(maps, 4, null, 1), mean(0, 1, 2, 3));
    // In it: the record itself is left out.
    assertSame(map(maps, 1, null, 0), mean(0, 2, 3));
  }

  @Test
  void otherRecordsOfASubjectAreLeftOut() {
    PopulationMaps maps = population("s", "t", "s", "u");
    assertSame(map(maps, 0, "s", 0), mean(1, 3));
    assertSame(map(maps, 2, "s", 0), mean(1, 3));
    // Another record of theirs that is not in the sample.
    assertSame(map(maps, 4, "s", 0), mean(1, 3));
    // The only record of its subject.
    assertSame(map(maps, 1, "t", 0), mean(0, 2, 3));
    assertSame(map(maps, 4, "v", 0), mean(0, 1, 2, 3));
  }

  @Test
  void mapsThatSayNothingAreLeftOut() {
    PopulationMaps maps = population(null, null, null);
    maps.add("zero", null, Map.of(METHOD, both(new float[LEADS * SAMPLES])));
    float[] broken = new float[LEADS * SAMPLES];
    broken[3] = Float.NaN;
    maps.add("nan", null, Map.of(METHOD, both(broken)));
    assertSame(map(maps, 4, null, 0), mean(0, 1, 2));
    assertThat(maps.mean(METHOD, 0, "zero", null, LEADS * SAMPLES))
        .isEqualTo(map(maps, 4, null, 0));
  }

  /** Nine records in eight folds: the first is left out with the ninth, and the other way round. */
  @Test
  void aRecordOfALargeSampleGetsTheMeanOfOtherFolds() {
    PopulationMaps maps = new PopulationMaps();
    for (int record = 0; record <= PopulationMaps.FOLDS; record++) {
      float[] map = new float[LEADS * SAMPLES];
      map[record] = -3;
      maps.add("r" + record, null, Map.of(METHOD, both(map)));
    }
    assertThat(maps.others("r0", null)).isEqualTo(7);
    assertThat(maps.others("r1", null)).isEqualTo(8);
    assertThat(maps.others("another", null)).isEqualTo(9);
    float[] mean = maps.mean(METHOD, 0, "r8", null, LEADS * SAMPLES);
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isEqualTo(i >= 1 && i <= 7 ? 1f / 7 : 0);
    }
  }

  private static Attribution[] both(float[] map) {
    return new Attribution[] {new Attribution(map, 0, null), new Attribution(map, 0, null)};
  }

  @Test
  void aPopulationNeedsTwoOthersThatAreAligned() {
    DerivedControls controls =
        new DerivedControls(
            List.of(Controls.POPULATION, Controls.SMOOTHED), population(null, null));
    assertThat(controls.missing(new DerivedControls.Beat("e", null, true, 500))).isEmpty();
    assertThat(controls.missing(new DerivedControls.Beat("a", null, true, 500)))
        .containsExactly(
            Map.entry(Controls.POPULATION, "fewer than 2 other records are explained"));
    assertThat(controls.missing(new DerivedControls.Beat("e", null, false, 500)))
        .containsExactly(Map.entry(Controls.POPULATION, "the record is no aligned beat"));
    assertThat(controls.missing(new DerivedControls.Beat("e", null, true, Double.NaN)))
        .containsExactly(Map.entry(Controls.SMOOTHED, "the sampling rate is not known"));
    assertThat(
            DerivedControls.of(List.of(Controls.POPULATION))
                .missing(new DerivedControls.Beat("e", null, true, 500)))
        .containsOnlyKeys(Controls.POPULATION);
    assertThat(DerivedControls.NONE.missing(new DerivedControls.Beat("e", null, false, 0)))
        .isEmpty();
  }

  @Test
  void controlsHaveNoControls() {
    DerivedControls controls = DerivedControls.of(List.of(Controls.SMOOTHED, Controls.POPULATION));
    assertThat(controls.names(List.of("saliency", "random", "deeplift", "slope")))
        .containsExactly(
            "population:saliency", "population:deeplift", "smoothed:saliency", "smoothed:deeplift");
  }

  /**
   * {@code numpy.convolve(numpy.abs(lead), ones(n), 'same') / numpy.convolve(ones(9), ones(n),
   * 'same')}, NumPy 2, with n = 5 for 200 Hz and 3 for 100 Hz and below.
   */
  @Test
  void smoothedMapsAreThoseOfNumpy() {
    double[] lead0 = {0.001, 0.299, -0.274, -0.891, -0.455, -0.992, 0.06, 1.34, -0.492};
    double[] lead1 = {-0.62, 0.49, 0.357, 0.105, -0.93, -0.029, 0.695, -1.344, -0.458};
    float[] map = new float[18];
    for (int i = 0; i < 18; i++) {
      map[i] = (float) (i < 9 ? lead0[i] : lead1[i - 9]);
    }
    double[] five = {
      0.191333333,
      0.36625,
      0.384,
      0.5822,
      0.5344,
      0.7476,
      0.6678,
      0.721,
      0.630666667,
      0.489,
      0.393,
      0.5004,
      0.3822,
      0.4232,
      0.6206,
      0.6912,
      0.6315,
      0.832333333
    };
    double[] three = {
      0.15, 0.191333333, 0.488, 0.54, 0.779333333, 0.502333333, 0.797333333, 0.630666667, 0.916,
      0.555, 0.489, 0.317333333, 0.464, 0.354666667, 0.551333333, 0.689333333, 0.832333333, 0.901
    };
    assertThat(Batches.doubles(Smoothing.of(map, 9, 200))).containsExactly(five, within(1e-7));
    assertThat(Batches.doubles(Smoothing.of(map, 9, 100))).containsExactly(three, within(1e-7));
    assertThat(Smoothing.of(map, 9, 20)).isEqualTo(Smoothing.of(map, 9, 100));
  }

  @Test
  void aSmoothedMapIsOfTheRecordsOwnMap() {
    Map<String, Explanation> explained = explained(IDS, SIGNALS);
    List<DerivedControls.Beat> beats = new ArrayList<>();
    for (String id : IDS) {
      beats.add(new DerivedControls.Beat(id, null, false, 500));
    }
    Map<String, Explanation> made =
        DerivedControls.of(Controls.DERIVED).of(beats, explained, SAMPLES);
    assertThat(made.keySet()).containsExactly("smoothed:" + METHOD);
    Explanation smoothed = made.get("smoothed:" + METHOD);
    Attribution own = explained.get(METHOD).attributions()[3][1];
    assertThat(smoothed.attributions()[3][1].values())
        .isEqualTo(Smoothing.of(own.values(), SAMPLES, 500));
    assertThat(smoothed.attributions()[3][1].prediction()).isEqualTo(own.prediction());
    assertThat(smoothed.cost()).isEqualTo(Cost.NONE);
  }
}
