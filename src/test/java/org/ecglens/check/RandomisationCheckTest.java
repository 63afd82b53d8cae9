package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.graph.Graph;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.metric.Moments;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RandomisationCheckTest {
  private static final int RECORDS = 6;
  private static final int DRAWS = 3;
  private static final String SALIENCY = "saliency";
  private static final String PRODUCT = "input-x-gradient";

  private static ResultList results;

  private static Graph graph() {
    return OnnxModels.model(17)
        .input("x", "batch", 12, 600)
        .weights("w1", 8, 12, 15)
        .weights("b1", 8)
        .node("Conv", "x, w1, b1 -> c1", "pads", new int[] {7, 7})
        .node("Relu", "c1 -> r1")
        .node("Flatten", "r1 -> f")
        .weights("w2", 4800, 1)
        .node("MatMul", "f, w2 -> y")
        .output("y")
        .graph(12, 600);
  }

  @BeforeAll
  static void look() throws Exception {
    Graph graph = graph();
    results = new ResultList();
    List<AttributionMethod> methods =
        List.of(
            Methods.create(SALIENCY, Preset.PAPER, Map.of()),
            Methods.create(PRODUCT, Preset.PAPER, Map.of()));
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      RandomisationCheck check =
          new RandomisationCheck(
              new CheckPlan(List.of(CheckPlan.RANDOMISATION), 1, DRAWS, 1),
              random -> Networks.open(random, NetworkOptions.DEFAULT));
      check.look(
          Batches.explained("m", graph, network, null, methods, Batches.beats(RECORDS)), results);
      check.finish(results);
    }
  }

  private static Moments sum(SumKind kind, String method, String check, int depth, int draw) {
    List<String> layers = WeightRandomisation.layers(graph());
    String layer = layers.get(layers.size() - depth);
    return results.sum(kind, method, new RandomisedLayer(check, depth, draw, layer).detail());
  }

  /** A part of the layers once, all of them in each way as often as asked for. */
  @Test
  void allWeightsAreRandomSeveralTimes() {
    assertThat(
            results.sums().keySet().stream()
                .filter(key -> key.kind() == SumKind.SANITY && key.method().equals(SALIENCY))
                .filter(key -> !key.detail().equals(RandomisedLayer.PAIRS))
                .map(key -> RandomisedLayer.of(key.detail()))
                .map(layer -> layer.check() + " " + layer.depth() + " " + layer.draw()))
        .containsExactlyInAnyOrder(
            "cascading 1 0",
            "independent 1 0",
            "independent 2 0",
            "cascading 2 0",
            "cascading 2 1",
            "cascading 2 2",
            "reinitialised 2 0",
            "reinitialised 2 1",
            "reinitialised 2 2");
  }

  /** The same numbers, added by records in one sum and by draws in the others. */
  @Test
  void meansOverRecordsAndOverDrawsAgree() {
    for (String check : RandomisedLayer.DECIDING) {
      Moments records = sum(SumKind.SANITY_RECORDS, SALIENCY, check, 2, 0);
      for (int i = 0; i < Likeness.MEASURES.size(); i++) {
        double ofDraws = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
          Moments sum = sum(SumKind.SANITY, SALIENCY, check, 2, draw);
          assertThat(sum.at(i).n()).isEqualTo(RECORDS);
          ofDraws += sum.at(i).mean() / DRAWS;
        }
        assertThat(records.at(i).n()).isEqualTo(RECORDS);
        assertThat(records.at(i).mean()).isCloseTo(ofDraws, within(1e-12));
      }
    }
    assertThat(sum(SumKind.SANITY, SALIENCY, "cascading", 2, 1).at(Likeness.PARTIAL).mean())
        .isNotEqualTo(sum(SumKind.SANITY, SALIENCY, "cascading", 2, 0).at(Likeness.PARTIAL).mean());
  }

  /** Noise times a record: alike as a whole, hardly so given the record. */
  @Test
  void productsWithNoiseAreAYardstickOfMethodsThatMultiply() {
    Moments products = results.sum(SumKind.SANITY, PRODUCT, RandomisedLayer.PRODUCTS);
    assertThat(products.at(Likeness.PLAIN).n()).isEqualTo(RECORDS);
    assertThat(products.at(Likeness.PLAIN).mean()).isGreaterThan(0.5);
    assertThat(products.at(Likeness.PARTIAL).mean()).isBetween(-0.05, 0.15);
    assertThat(
            results.sums().keySet().stream()
                .filter(key -> key.method().equals(SALIENCY))
                .map(SumKey::detail))
        .doesNotContain(RandomisedLayer.PRODUCTS);
  }

  @Test
  void eachRecordIsComparedWithTheNext() {
    assertThat(results.sum(SumKind.SANITY, SALIENCY, RandomisedLayer.PAIRS).at(0).n())
        .isEqualTo(RECORDS);
  }

  @Test
  void deepNetworksAreRandomisedInEightStagesFromTheOutputToTheInput() {
    assertThat(RandomisationCheck.depths(1)).containsExactly(1);
    assertThat(RandomisationCheck.depths(3)).containsExactly(1, 2, 3);
    assertThat(RandomisationCheck.depths(18)).hasSize(8).startsWith(1).endsWith(18);
  }
}
