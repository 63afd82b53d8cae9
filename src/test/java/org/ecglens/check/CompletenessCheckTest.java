package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Cost;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class CompletenessCheckTest {
  /** The gap of a map that misses half a unit, of a record whose output is 20. */
  private static double gap(String unit, double scale) throws IOException {
    return look(unit, scale, "m", List.of()).mean("m", "completeness-gap");
  }

  private static ResultList look(
      String unit, double scale, String name, List<AttributionMethod> methods) throws IOException {
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 12, 600)
            .node("ReduceMean", "x -> y", "axes", new int[] {1, 2}, "keepdims", 0)
            .output("y")
            .graph(12, 600);
    ResultList results = new ResultList();
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      ExplainedBatch batch =
          Batches.explained("mean", graph, network, "R", List.of(), Batches.beats(1));
      ModelPlan plan =
          ModelPlan.of(
              "mean",
              "",
              graph,
              List.of(),
              null,
              batch.plan().requirement(),
              List.of(new Target(0, "0", unit, "R").in(graph)));
      Attribution map = new Attribution(new float[12 * 600], 20, 0.5);
      new CompletenessCheck()
          .look(
              new ExplainedBatch(
                  plan,
                  network,
                  methods,
                  Map.of("0", scale),
                  1,
                  batch.records(),
                  batch.signals(),
                  batch.predictions(),
                  Map.of(name, new Explanation(new Attribution[][] {{map}}, Cost.NONE))),
              results);
    }
    return results;
  }

  @Test
  void aGapIsDividedByTheScaleOfTheTarget() throws IOException {
    assertThat(gap("ms", 10)).isCloseTo(0.05, within(1e-12));
  }

  /** What biases take is reported, but judged by nothing. */
  @Test
  void relevanceHasAMetricOfItsOwn() throws IOException {
    List<AttributionMethod> lrp = Methods.of(List.of("lrp"), Preset.PAPER, Map.of());
    ResultList results = look("ms", 10, "lrp", lrp);
    assertThat(results.mean("lrp", "conservation-gap")).isCloseTo(0.05, within(1e-12));
    assertThatThrownBy(() -> results.mean("lrp", "completeness-gap"))
        .hasMessage("no completeness-gap of lrp");
  }

  @Test
  void aGapOfALogitIsSmallWhereTheLogitIsLarge() throws IOException {
    assertThat(gap("logit", 1)).isCloseTo(0.025, within(1e-12));
  }
}
