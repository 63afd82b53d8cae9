package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ecglens.attribution.Attribution;
import org.ecglens.graph.Graph;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.net.Network;

/**
 * Whether maps depend on what the network has learned (Adebayo et al., Advances in Neural
 * Information Processing Systems 2018;31): weights are put in random order, from the output back to
 * the input (cascading) and in one layer alone (independent), and the maps compared with those of
 * the trained network. The yardstick is how alike the trained network's maps of two different
 * records are (Arun et al., Radiol Artif Intell 2021;3(6):e200267): a map that stays closer to
 * itself than that shows the record, not the network.
 *
 * <p>Costs one more explanation of a record for each layer and check; it looks at a sample of the
 * records and at no more than {@link #LAYERS} layers, evenly spread.
 */
final class RandomisationCheck implements Check {
  private static final int LAYERS = 8;

  /** Records of a model that wait: bounds their maps in memory. */
  private static final int MOST_WAITING = 64;

  private final CheckPlan checks;
  private final Function<Graph, Network> opener;
  private final States states = new States(SumKind.SANITY);

  /** Records that are still to be explained before networks with random weights, by model. */
  private final Map<String, List<ExplainedBatch>> waiting = new LinkedHashMap<>();

  RandomisationCheck(CheckPlan checks, Function<Graph, Network> opener) {
    this.checks = checks;
    this.opener = opener;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) {
    List<Integer> chosen = batch.sample(checks);
    if (chosen.isEmpty()) {
      return;
    }
    pairs(batch, chosen);
    List<ExplainedBatch> own = waiting.computeIfAbsent(batch.model(), model -> new ArrayList<>());
    own.add(batch.only(chosen));
    if (own.stream().mapToInt(one -> one.records().size()).sum() >= MOST_WAITING) {
      randomise(own);
      own.clear();
    }
  }

  /** Each chosen record beside the next one of the batch, unless both are of one subject. */
  private void pairs(ExplainedBatch batch, List<Integer> chosen) {
    int records = batch.records().size();
    for (int record : chosen) {
      int other = (record + 1) % records;
      String subject = batch.records().get(record).subject();
      boolean same = subject != null && subject.equals(batch.records().get(other).subject());
      // Of two records there is one pair.
      if (same || other == record || (records == 2 && record == 1 && chosen.contains(0))) {
        continue;
      }
      for (String method : batch.explanations().keySet()) {
        for (int target = 0; target < batch.targets().size(); target++) {
          compare(
              batch,
              target,
              method,
              RandomisedLayer.PAIRS,
              batch.map(method, record, target),
              batch.map(method, other, target));
        }
      }
    }
  }

  private void randomise(List<ExplainedBatch> own) {
    if (own.isEmpty()) {
      return;
    }
    Graph graph = own.get(0).plan().graph();
    List<String> layers = new ArrayList<>(WeightRandomisation.layers(graph));
    Collections.reverse(layers);
    for (int depth : depths(layers.size())) {
      String layer = layers.get(depth - 1);
      explain(
          own,
          graph,
          new LinkedHashSet<>(layers.subList(0, depth)),
          new RandomisedLayer(RandomisedLayer.CASCADING, depth, layer));
      explain(
          own,
          graph,
          Set.of(layer),
          new RandomisedLayer(RandomisedLayer.INDEPENDENT, depth, layer));
    }
  }

  /** How many layers from the output on are random, ascending: 1 and all are among them. */
  static Set<Integer> depths(int layers) {
    Set<Integer> depths = new LinkedHashSet<>();
    int stages = Math.min(LAYERS, layers);
    for (int i = 0; i < stages; i++) {
      depths.add(
          i == stages - 1
              ? layers
              : 1 + (int) Math.round((double) i * (layers - 1) / (stages - 1)));
    }
    return depths;
  }

  private void explain(
      List<ExplainedBatch> own, Graph graph, Set<String> layers, RandomisedLayer layer) {
    ExplainedBatch first = own.get(0);
    try (Network random =
        opener.apply(WeightRandomisation.randomised(graph, layers, first.seed()))) {
      for (ExplainedBatch batch : own) {
        Map<String, Attribution[][]> maps = batch.explain(batch.before(random));
        maps.forEach(
            (method, attributions) -> {
              for (int record = 0; record < attributions.length; record++) {
                for (int target = 0; target < batch.targets().size(); target++) {
                  compare(
                      batch,
                      target,
                      method,
                      layer.detail(),
                      batch.map(method, record, target),
                      ExplainedBatch.finite(attributions[record][target].values()));
                }
              }
            });
      }
    }
  }

  private void compare(
      ExplainedBatch batch, int target, String method, String detail, float[] one, float[] other) {
    if (one != null && other != null) {
      states.add(
          batch.model(),
          batch.targets().get(target).name(),
          method,
          detail,
          AgreementCheck.similarities(RankedMap.of(one), RankedMap.of(other)));
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    waiting.values().forEach(this::randomise);
    waiting.clear();
    states.writeTo(output);
  }
}
