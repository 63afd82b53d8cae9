package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.ExplainableBatch;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.graph.Graph;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.metric.Moments;
import org.ecglens.metric.map.Similarity;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** Methods that look at the network pass, artefacts that look elsewhere fail. */
class RandomisationCheckTest {
  private static final List<Similarity> SIMILARITIES = List.of(Similarity.values());

  /** Marks edges of the record and asks the network nothing. */
  private record EdgeDetector() implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "edge-detector";
    }

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      return maps(
          batch,
          signal -> {
            float[] edges = new float[signal.length];
            for (int i = 1; i < edges.length; i++) {
              edges[i] = Math.abs(signal[i] - signal[i - 1]);
            }
            return edges;
          });
    }
  }

  /** Says always the same. */
  private record Ramp() implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "ramp";
    }

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      return maps(
          batch,
          signal -> {
            float[] ramp = new float[signal.length];
            for (int i = 0; i < ramp.length; i++) {
              ramp[i] = i;
            }
            return ramp;
          });
    }
  }

  private interface OfSignal {
    float[] map(float[] signal);
  }

  private static Attribution[][] maps(ExplainableBatch batch, OfSignal map) {
    Attribution[][] maps = new Attribution[batch.records()][1];
    for (int record = 0; record < maps.length; record++) {
      maps[record][0] = new Attribution(map.map(batch.signal(record)), 0, null);
    }
    return maps;
  }

  private static Graph graph() {
    return OnnxModels.model(17)
        .input("x", "batch", 12, 600)
        .weights("w1", 8, 12, 15)
        .weights("b1", 8)
        .node("Conv", "x, w1, b1 -> c1", "pads", new int[] {7, 7})
        .node("Relu", "c1 -> r1")
        .weights("w2", 8, 8, 15)
        .weights("b2", 8)
        .node("Conv", "r1, w2, b2 -> c2", "pads", new int[] {7, 7})
        .node("Relu", "c2 -> r2")
        .node("Flatten", "r2 -> f")
        .weights("w3", 4800, 1)
        .node("MatMul", "f, w3 -> y")
        .output("y")
        .graph(12, 600);
  }

  private static ResultList look(AttributionMethod... methods) throws Exception {
    Graph graph = graph();
    ResultList results = new ResultList();
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      RandomisationCheck check =
          new RandomisationCheck(
              CheckPlan.NONE, random -> Networks.open(random, NetworkOptions.DEFAULT));
      check.look(
          Batches.explained("m", graph, network, null, Arrays.asList(methods), Batches.beats(8)),
          results);
      check.finish(results);
    }
    return results;
  }

  private static SanityOutcome outcome(ResultList results, String method) {
    String first = WeightRandomisation.layers(graph()).get(0);
    Moments all =
        results.sum(SumKind.SANITY, method, new RandomisedLayer("cascading", 3, first).detail());
    Moments pairs = results.sum(SumKind.SANITY, method, RandomisedLayer.PAIRS);
    int spearman = SIMILARITIES.indexOf(Similarity.SPEARMAN);
    return SanityOutcome.of(all.at(spearman), pairs.at(spearman));
  }

  @Test
  void artefactsFailAndGradientsPass() throws Exception {
    ResultList results =
        look(new EdgeDetector(), new Ramp(), Methods.create("saliency", Preset.PAPER, Map.of()));
    assertThat(outcome(results, "edge-detector").outcome()).isEqualTo(SanityOutcome.FAIL);
    assertThat(outcome(results, "edge-detector").reason()).contains("stays closer to itself");
    assertThat(outcome(results, "ramp").outcome()).isEqualTo(SanityOutcome.FAIL);
    assertThat(outcome(results, "ramp").reason()).contains("always the same");
    assertThat(outcome(results, "saliency")).isEqualTo(new SanityOutcome(SanityOutcome.PASS, null));
  }

  @Test
  void deepNetworksAreRandomisedInEightStagesFromTheOutputToTheInput() {
    assertThat(RandomisationCheck.depths(1)).containsExactly(1);
    assertThat(RandomisationCheck.depths(3)).containsExactly(1, 2, 3);
    assertThat(RandomisationCheck.depths(18)).hasSize(8).startsWith(1).endsWith(18);
  }
}
