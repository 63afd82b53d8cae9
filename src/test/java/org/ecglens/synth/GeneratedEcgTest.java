package org.ecglens.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.testing.Generators;
import org.ecglens.testing.Npz;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;

class GeneratedEcgTest {
  private static final NetworkOptions OPTIONS =
      NetworkOptions.DEFAULT.withMicroBatch(GeneratedEcg.BLOCK);

  private static List<Ecg> records(Graph graph, long seed, Long... numbers) {
    List<Ecg> records = new ArrayList<>();
    try (Network network = Networks.open(graph, OPTIONS)) {
      new GeneratedEcg(seed, network).records(List.of(numbers), records::add);
    }
    return records;
  }

  /** A network that gives tanh of its noise. */
  private static Graph tanh(int channels, int samples) {
    return OnnxModels.model(17)
        .input("noise", "n", channels, samples)
        .node("Tanh", "noise -> ecg")
        .output("ecg")
        .graph(channels, samples);
  }

  @Test
  void noiseIsUniformAndOneStandsForSixMillivolts() {
    Ecg ecg = records(tanh(8, 5000), 1, 0L).get(0);
    assertThat(ecg.recordId()).isEqualTo("pulse2pulse-0000000");
    assertThat(ecg.source()).isEqualTo("pulse2pulse");
    assertThat(ecg.kind()).isEqualTo(Ecg.Kind.RHYTHM);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.samples()).isEqualTo(5000);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.subject()).isNull();
    assertThat(ecg.labels()).isEmpty();
    assertThat(ecg.waves()).isEqualTo(Waves.NONE);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (int sample = 0; sample < ecg.samples(); sample++) {
      double i = ecg.at(0, sample);
      double ii = ecg.at(1, sample);
      assertThat(ecg.at(2, sample)).isCloseTo((float) (ii - i), within(1e-3f));
      assertThat(ecg.at(3, sample)).isCloseTo((float) (-(i + ii) / 2), within(1e-3f));
      assertThat(ecg.at(4, sample)).isCloseTo((float) (i - ii / 2), within(1e-3f));
      assertThat(ecg.at(5, sample)).isCloseTo((float) (ii - i / 2), within(1e-3f));
      double noise = Math.log((6000 + ecg.at(11, sample)) / (6000 - ecg.at(11, sample))) / 2;
      sum += noise;
      squares += noise * noise;
      largest = Math.max(largest, Math.abs(noise));
    }
    // Uniform on [−1, 1): mean 0 ± 0.577/√5000, mean square 1/3 ± 0.298/√5000, four deviations.
    assertThat(sum / 5000).isCloseTo(0, within(0.033));
    assertThat(squares / 5000).isCloseTo(1 / 3.0, within(0.017));
    assertThat(largest).isBetween(0.99, 1.0001);
  }

  @Test
  void aRecordDoesNotDependOnTheOthers() {
    Graph graph = Generators.small(8).graph(8, 40);
    List<Ecg> all = records(graph, 3, LongStream.range(0, 37).boxed().toArray(Long[]::new));
    assertThat(all).hasSize(37);
    List<Ecg> some = records(graph, 3, 36L, 5L, 20L);
    assertThat(some.stream().map(Ecg::recordId))
        .containsExactly("pulse2pulse-0000036", "pulse2pulse-0000005", "pulse2pulse-0000020");
    assertThat(some.get(0).signal()).isEqualTo(all.get(36).signal());
    assertThat(some.get(1).signal()).isEqualTo(all.get(5).signal());
    assertThat(some.get(2).signal()).isEqualTo(all.get(20).signal());
    assertThat(all.get(1).signal()).isNotEqualTo(all.get(0).signal());
    assertThat(records(graph, 4, 0L).get(0).signal()).isNotEqualTo(all.get(0).signal());
  }

  @Test
  void twelveLeadsAreTakenAsTheyAre() {
    Ecg ecg = records(tanh(12, 30), 1, 7L).get(0);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(30);
    assertThat(ecg.at(2, 0)).isNotCloseTo(ecg.at(1, 0) - ecg.at(0, 0), within(1f));
  }

  @Test
  void otherNetworksAreRefusedByName() {
    assertThatThrownBy(() -> GeneratedEcg.check("five.onnx", tanh(5, 30)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("five.onnx is not a generator: it makes [[5, 30]] of [5, 30]");
    Graph classifier =
        OnnxModels.model(17)
            .input("x", "n", 8, 30)
            .node("ReduceMean", "x -> y", "axes", new int[] {2}, "keepdims", 0)
            .output("y")
            .graph(8, 30);
    assertThatThrownBy(() -> GeneratedEcg.check("mean.onnx", classifier))
        .hasMessageContaining("it makes [[8]] of [8, 30]");
    Graph shorter =
        OnnxModels.model(17)
            .input("x", "n", 8, 30)
            .node("MaxPool", "x -> y", "kernel_shape", new int[] {2}, "strides", new int[] {2})
            .output("y")
            .graph(8, 30);
    assertThatThrownBy(() -> GeneratedEcg.check("half.onnx", shorter))
        .hasMessageContaining("it makes [[8, 15]] of [8, 30]");
    GeneratedEcg.check("small.onnx", Generators.small(12).graph(8, 40));
  }

  @Test
  void theEngineRunsPulse2PulseAsTheGoldenSays() throws Exception {
    Graph graph =
        OnnxModel.read(SharedFolder.path("models/pulse2pulse.onnx")).graph(List.of(8, 5000));
    GeneratedEcg.check("pulse2pulse.onnx", graph);
    try (Npz golden = Npz.open(SharedFolder.path("goldens/pulse2pulse.npz"));
        Network network = Networks.open(graph, OPTIONS)) {
      Npz.Array noise = golden.array("noise");
      Npz.Array expected = golden.array("ecg");
      int rows = noise.shape()[0];
      double[] error = new double[1];
      double[] largest = new double[1];
      network.predict(
          rows,
          (row, target, offset) -> {
            double[] values = noise.slice(row);
            for (int i = 0; i < values.length; i++) {
              target[offset + i] = (float) values[i];
            }
          },
          (row, outputs) -> {
            double[] values = expected.slice(row);
            assertThat(outputs).hasSameSizeAs(values);
            for (int i = 0; i < values.length; i++) {
              error[0] = Math.max(error[0], Math.abs(outputs[i] - values[i]));
              largest[0] = Math.max(largest[0], Math.abs(values[i]));
            }
          });
      assertThat(rows).isEqualTo(3);
      assertThat(largest[0]).isGreaterThan(0.3);
      // The network cancels much within: PyTorch in float32 is as far, 9e-5, from itself in
      // float64.
      assertThat(error[0]).isLessThan(1e-4 * largest[0]);
    }
  }

  @Test
  void pulse2PulseGivesTheSameBitsInAnyCompany() {
    Graph graph =
        OnnxModel.read(SharedFolder.path("models/pulse2pulse.onnx")).graph(List.of(8, 5000));
    List<Ecg> all = records(graph, 3, LongStream.range(0, 20).boxed().toArray(Long[]::new));
    List<Ecg> some = records(graph, 3, 19L, 5L);
    assertThat(some.get(0).signal()).isEqualTo(all.get(19).signal());
    assertThat(some.get(1).signal()).isEqualTo(all.get(5).signal());
  }
}
