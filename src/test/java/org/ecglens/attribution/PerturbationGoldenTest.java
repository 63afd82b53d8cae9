package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.net.Network;
import org.ecglens.testing.Npz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods that change the record, against Captum in double precision: python/oracle. */
class PerturbationGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/oracle/perturbation");
  private static final int LEADS = 12;
  private static final int SAMPLES = 60;
  private static final Waves WAVES = new Waves(9, null, 15, 22, null, 30, 38, null, 50);

  private static Network network;
  private static Npz goldens;
  private static List<float[]> signals;

  @BeforeAll
  static void open() throws IOException {
    network = GoldenModels.open(FOLDER.resolve("network.onnx"), LEADS, SAMPLES);
    goldens = Npz.open(FOLDER.resolve("goldens.npz"));
    signals = IntStream.range(0, 2).mapToObj(PerturbationGoldenTest::signal).toList();
  }

  @AfterAll
  static void close() throws IOException {
    network.close();
    goldens.close();
  }

  private static float[] signal(int record) {
    double[] wide = goldens.array("signal").slice(record);
    float[] signal = new float[wide.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) wide[i];
    }
    return signal;
  }

  private static NetworkBatch batch(long seed) {
    return new NetworkBatch(
        network,
        "model",
        seed,
        LEADS,
        SAMPLES,
        new int[] {0, 1},
        List.of("a", "b"),
        signals,
        Collections.nCopies(2, new RecordContext(Lead.STANDARD, 50, WAVES)));
  }

  private static Attribution[][] maps(String method, String options, long seed) {
    Map<String, String> set = new LinkedHashMap<>();
    for (String option : options.split(" ", -1)) {
      String[] parts = option.split("=", 2);
      set.put(method + "." + parts[0], parts[1]);
    }
    return Methods.create(method, Preset.CAPTUM, set).attribute(batch(seed));
  }

  @ParameterizedTest
  @CsvSource({
    "occlusion, each-10-5, window=10 stride=5",
    "occlusion, each-10-5, window=200ms stride=100ms",
    "occlusion, each-7-3-mean, window=7 stride=3 baseline=mean",
    "occlusion, all-16-16, window=16 stride=16 leads=all",
    "feature-ablation, each-6, segments=1/6",
    "feature-ablation, each-6, segments=10",
    "feature-ablation, limb-precordial-7, segments=1/7 leads=limb-precordial",
    "feature-ablation, each-1-mean, segments=1/1 baseline=mean",
    "feature-ablation, waves, segments=waves",
    "kernel-shap, all-6, segments=1/6 samples=62",
    "kernel-shap, all-10, segments=1/10 samples=1022",
    "kernel-shap, limb-precordial-3-mean, segments=1/3 leads=limb-precordial baseline=mean samples=64",
    "lime, record-ridge, segments=1/8 ridge=2 samples=256",
    "lime, segments-linear, segments=1/8 ridge=0 distance=segments width=0.25 samples=300",
  })
  void mapsAreThoseOfCaptum(String method, String golden, String options) {
    Attribution[][] actual = maps(method, options, 1);
    for (int target = 0; target < 2; target++) {
      Npz.Array expected = goldens.array(method + "/" + golden + "/" + target);
      for (int record = 0; record < 2; record++) {
        double[] values = expected.slice(record);
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        double[] ours = Batches.doubles(actual[record][target].values());
        double error =
            IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(ours[i] - values[i]))
                .max()
                .orElseThrow();
        // Differences of outputs near 300, which float32 holds to 3e-5.
        assertThat(error).isLessThan(3e-4);
        assertThat(largest).isGreaterThan(3);
        float[] errors = actual[record][target].standardErrors();
        if (errors != null) {
          assertThat(errors).containsOnly(0);
        }
      }
    }
  }

  /**
   * What is drawn lies about the exact values as the standard errors say: over seeds, the mean of z
   * is 0 and that of z² is 1.
   */
  @ParameterizedTest
  @CsvSource({
    "kernel-shap, kernel-shap/all-10, segments=1/10 samples=200, 40",
    "lime, lime/segments-linear, segments=1/8 ridge=0 distance=segments width=0.25 samples=120, 40",
    "rise, rise/mean, masks=400 leads=each cells=1/12, 30",
  })
  void standardErrorsAreThoseOfTheDraws(String method, String golden, String options, int seeds) {
    List<Double> means = new ArrayList<>();
    List<Double> squares = new ArrayList<>();
    Npz.Array[] expected = {goldens.array(golden + "/0"), goldens.array(golden + "/1")};
    for (long seed = 0; seed < seeds; seed++) {
      Attribution[][] actual = maps(method, options, seed);
      for (int record = 0; record < 2; record++) {
        for (int target = 0; target < 2; target++) {
          double sum = 0;
          double square = 0;
          double[] values = expected[target].slice(record);
          Attribution map = actual[record][target];
          for (int i = 0; i < values.length; i++) {
            double z = (map.values()[i] - values[i]) / map.standardErrors()[i];
            sum += z;
            square += z * z;
          }
          means.add(sum / values.length);
          squares.add(square / values.length);
        }
      }
    }
    assertThat(mean(squares)).isBetween(0.8, 1.3);
    assertThat(Math.abs(mean(means))).isLessThan(0.15);
  }

  @Test
  void deviationsOfMasksAreThoseOfAnotherImplementation() {
    Attribution[][] actual = maps("rise", "masks=4000", 3);
    for (int target = 0; target < 2; target++) {
      Npz.Array deviation = goldens.array("rise/deviation/" + target);
      for (int record = 0; record < 2; record++) {
        double[] expected = deviation.slice(record);
        float[] errors = actual[record][target].standardErrors();
        for (int i = 0; i < expected.length; i++) {
          assertThat(errors[i] * Math.sqrt(4000) / expected[i]).isBetween(0.85, 1.18);
        }
      }
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
