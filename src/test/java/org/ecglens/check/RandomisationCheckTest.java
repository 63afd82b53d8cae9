package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.DerivedControls;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.PopulationMaps;
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
  private static ExplainedBatch batch;

  /** Maps of saliency before the second draw of all weights. */
  private static Attribution[][] forgotten;

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
      batch = Batches.explained("m", graph, network, null, methods, Batches.beats(RECORDS));
      PopulationMaps maps = new PopulationMaps();
      for (int record = 0; record < RECORDS; record++) {
        maps.add(
            batch.records().get(record).recordId(),
            null,
            Map.of(SALIENCY, batch.explanations().get(SALIENCY).attributions()[record]));
      }
      batch = batch.with(DerivedControls.of(List.of(Controls.POPULATION)).with(maps));
      check.look(batch, results);
      check.finish(results);
      Graph random =
          WeightRandomisation.randomised(
              graph, Set.copyOf(WeightRandomisation.layers(graph)), batch.seed(), 1);
      try (Network other = Networks.open(random, NetworkOptions.DEFAULT)) {
        forgotten = methods.get(0).attribute(batch.before(other));
      }
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
          assertThat(sum.at(i).n()).as(Likeness.MEASURES.get(i)).isEqualTo(RECORDS);
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

  /**
   * Against what is left of the ranks after a least-squares regression on those of |x| and of the
   * mean over all other records (Commons Math).
   */
  @Test
  void mapsOfOtherRecordsAreHeldFixedToo() {
    double mean = 0;
    for (int record = 0; record < RECORDS; record++) {
      double[][] given = {
        ranks(magnitudes(batch.signals().get(record))), ranks(meanOfOthers(record))
      };
      mean +=
          new PearsonsCorrelation()
                  .correlation(
                      residuals(ranks(magnitudes(map(record))), given),
                      residuals(ranks(magnitudes(forgotten[record][0].values())), given))
              / RECORDS;
    }
    Moments found = sum(SumKind.SANITY, SALIENCY, "cascading", 2, 1);
    assertThat(found.at(Likeness.BESIDE_POPULATION).n()).isEqualTo(RECORDS);
    assertThat(found.at(Likeness.BESIDE_POPULATION).mean()).isCloseTo(mean, within(1e-6));
    assertThat(found.at(Likeness.PARTIAL).mean()).isNotCloseTo(mean, within(1e-4));
    // A method without maps of other records, and a part of the layers, have none.
    assertThat(sum(SumKind.SANITY, PRODUCT, "cascading", 2, 1).at(Likeness.BESIDE_POPULATION).n())
        .isZero();
    assertThat(sum(SumKind.SANITY, SALIENCY, "cascading", 1, 0).at(Likeness.BESIDE_POPULATION).n())
        .isZero();
    assertThat(
            results
                .sum(SumKind.SANITY, SALIENCY, RandomisedLayer.PAIRS)
                .at(Likeness.BESIDE_POPULATION)
                .n())
        .isEqualTo(RECORDS);
  }

  private static float[] map(int record) {
    return batch.explanations().get(SALIENCY).attributions()[record][0].values();
  }

  private static double[] magnitudes(float[] values) {
    double[] magnitudes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      magnitudes[i] = Math.abs(values[i]);
    }
    return magnitudes;
  }

  private static double[] meanOfOthers(int record) {
    double[] mean = new double[map(record).length];
    for (int other = 0; other < RECORDS; other++) {
      double[] one = magnitudes(map(other));
      double size = Arrays.stream(one).sum();
      for (int i = 0; i < mean.length && other != record; i++) {
        mean[i] += one[i] / size;
      }
    }
    return mean;
  }

  private static double[] ranks(double[] values) {
    return new NaturalRanking(TiesStrategy.AVERAGE).rank(values);
  }

  private static double[] residuals(double[] of, double[][] given) {
    double[][] rows = new double[of.length][given.length];
    for (int i = 0; i < of.length; i++) {
      for (int j = 0; j < given.length; j++) {
        rows[i][j] = given[j][i];
      }
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(of, rows);
    return regression.estimateResiduals();
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
