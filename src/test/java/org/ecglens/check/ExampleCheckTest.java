package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

/** The check that CONTRIBUTING.md adds. */
class ExampleCheckTest {
  private static final int LEADS = 12;
  private static final int SAMPLES = 600;

  /** The mean of some leads; the gradient is the same at all their points. */
  private static Graph meanOf(int leads) {
    float[] weights = new float[LEADS * SAMPLES];
    for (int point = 0; point < leads * SAMPLES; point++) {
      weights[point] = 1f / (leads * SAMPLES);
    }
    return OnnxModels.model(17)
        .input("x", "batch", LEADS, SAMPLES)
        .constant("w", weights, LEADS * SAMPLES, 1)
        .node("Flatten", "x -> flat")
        .node("MatMul", "flat, w -> y")
        .output("y")
        .graph(LEADS, SAMPLES);
  }

  private static double gini(int leads) throws IOException {
    List<AttributionMethod> methods = new ArrayList<>();
    methods.add(Methods.create("saliency", Preset.PAPER, Map.of()));
    Graph graph = meanOf(leads);
    ResultList results = new ResultList();
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      ExplainedBatch batch =
          Batches.explained("mean", graph, network, "R", methods, Batches.beats(2));
      new MapChecks(List.of(new ExampleCheck())).look(batch, results);
    }
    return results.mean("saliency", "gini");
  }

  @Test
  void aMapOfOneLeadIsAsUnevenAsItCanBe() throws IOException {
    assertThat(gini(1)).isGreaterThan(gini(6));
    assertThat(gini(6)).isGreaterThan(gini(12));
    assertThat(gini(12)).isZero();
  }
}
