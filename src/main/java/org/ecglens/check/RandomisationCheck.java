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
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.graph.Graph;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.metric.Moments;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.net.Network;
import org.ecglens.random.Draws;

/**
 * Whether maps depend on what the network has learned (Adebayo et al., Advances in Neural
 * Information Processing Systems 2018;31): weights are put in random order, from the output back to
 * the input (cascading) and in one layer alone (independent), or all drawn anew (reinitialised),
 * and the maps compared with those of the trained network. All layers are made random several
 * times, because one permutation may by chance leave a map much or little as it was; a part of them
 * once.
 *
 * <p>There are two yardsticks. How alike the trained network's maps of two different records are
 * (Arun et al., Radiol Artif Intell 2021;3(6):e200267): a map that stays closer to itself than that
 * shows the record, not the network. And, for methods that multiply by their input, how alike two
 * products of the record with independent noise are, which no network has made. Likeness counts
 * given |x|, that of both records for two records; beside it, where the run has the control
 * population, given the method's mean map of other records too: what a map keeps of its own.
 *
 * <p>Costs one more explanation of a record for each layer and check, and for each further draw of
 * all weights; it looks at a sample of the records and at no more than {@link #LAYERS} layers,
 * evenly spread.
 */
final class RandomisationCheck implements Check {
  private static final int LAYERS = 8;

  /** Records of a model that wait: bounds their maps in memory. */
  private static final int MOST_WAITING = 64;

  private final CheckPlan checks;
  private final Function<Graph, Network> opener;
  private final States states = new States(SumKind.SANITY);
  private final States records = new States(SumKind.SANITY_RECORDS);

  /** Records that are still to be explained before networks with random weights, by model. */
  private final Map<String, List<ExplainedBatch>> waiting = new LinkedHashMap<>();

  /** A map of a batch that waits. */
  private record Place(int batch, String method, int record, int target) {}

  /** Takes the likeness of a map before a network with random weights to the trained one's. */
  private interface Sink {
    void add(Place place, Moments likeness);
  }

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
    products(batch, chosen);
    List<ExplainedBatch> own = waiting.computeIfAbsent(batch.model(), model -> new ArrayList<>());
    own.add(batch.only(chosen));
    if (own.stream().mapToInt(one -> one.records().size()).sum() >= MOST_WAITING) {
      randomise(own);
      own.clear();
    }
  }

  private void pairs(ExplainedBatch batch, List<Integer> chosen) {
    for (RecordPair pair : RecordPair.of(batch, chosen)) {
      List<RankedMap> signals = new ArrayList<>();
      signals.add(ranked(batch.signals().get(pair.one())));
      signals.add(ranked(batch.signals().get(pair.other())));
      for (AttributionMethod method : batch.methods()) {
        for (int target = 0; target < batch.targets().size(); target++) {
          float[] one = batch.map(method.name(), pair.one(), target);
          float[] other = batch.map(method.name(), pair.other(), target);
          if (one != null && other != null) {
            states.add(
                batch.model(),
                batch.targets().get(target).name(),
                method.name(),
                RandomisedLayer.PAIRS,
                Likeness.of(
                    RankedMap.of(one),
                    RankedMap.of(other),
                    signals,
                    population(batch, method.name(), target, pair.one(), pair.other())));
          }
        }
      }
    }
  }

  /** Two products of each record with noise, for the methods whose maps are such products. */
  private void products(ExplainedBatch batch, List<Integer> chosen) {
    List<AttributionMethod> multiply =
        batch.methods().stream().filter(AttributionMethod::multipliesByInput).toList();
    if (multiply.isEmpty()) {
      return;
    }
    for (int record : chosen) {
      float[] signal = batch.signals().get(record);
      Draws draws = Draws.of(batch.seed(), "product", batch.records().get(record).recordId());
      float[] one = ExplainedBatch.finite(product(signal, draws, 0));
      float[] other = ExplainedBatch.finite(product(signal, draws, 1));
      if (one == null || other == null) {
        continue;
      }
      List<RankedMap> given = Collections.singletonList(ranked(signal));
      RankedMap first = RankedMap.of(one);
      RankedMap second = RankedMap.of(other);
      for (AttributionMethod method : multiply) {
        for (int target = 0; target < batch.targets().size(); target++) {
          states.add(
              batch.model(),
              batch.targets().get(target).name(),
              method.name(),
              RandomisedLayer.PRODUCTS,
              Likeness.of(first, second, given, population(batch, method.name(), target, record)));
        }
      }
    }
  }

  private static float[] product(float[] signal, Draws draws, int draw) {
    double[] noise = new double[signal.length];
    draws.gaussians(draw, noise);
    float[] product = new float[signal.length];
    for (int point = 0; point < product.length; point++) {
      product[point] = (float) (noise[point] * signal[point]);
    }
    return product;
  }

  /** The method's mean map of other records for each of some records; none where one has none. */
  private static List<RankedMap> population(
      ExplainedBatch batch, String method, int target, int... records) {
    List<RankedMap> population = new ArrayList<>();
    for (int record : records) {
      float[] map = batch.population(method, record, target).orElse(null);
      if (map == null) {
        return List.of();
      }
      population.add(RankedMap.of(map));
    }
    return population;
  }

  /** A signal as a control; null where a value is NaN or infinite. */
  private static RankedMap ranked(float[] signal) {
    float[] finite = ExplainedBatch.finite(signal);
    return finite == null ? null : RankedMap.of(finite);
  }

  private void randomise(List<ExplainedBatch> own) {
    if (own.isEmpty()) {
      return;
    }
    Graph graph = own.get(0).plan().graph();
    long seed = own.get(0).seed();
    List<String> layers = new ArrayList<>(WeightRandomisation.layers(graph));
    Collections.reverse(layers);
    for (int depth : depths(layers.size())) {
      String layer = layers.get(depth - 1);
      Set<String> down = new LinkedHashSet<>(layers.subList(0, depth));
      once(
          own,
          WeightRandomisation.randomised(graph, Set.of(layer), seed, 0),
          new RandomisedLayer(RandomisedLayer.INDEPENDENT, depth, 0, layer));
      if (depth < layers.size()) {
        once(
            own,
            WeightRandomisation.randomised(graph, down, seed, 0),
            new RandomisedLayer(RandomisedLayer.CASCADING, depth, 0, layer));
        continue;
      }
      Map<Place, Moments> permuted = new LinkedHashMap<>();
      Map<Place, Moments> initialised = new LinkedHashMap<>();
      for (int draw = 0; draw < checks.randomisations(); draw++) {
        again(
            own,
            WeightRandomisation.randomised(graph, down, seed, draw),
            new RandomisedLayer(RandomisedLayer.CASCADING, depth, draw, layer),
            permuted);
        again(
            own,
            WeightRandomisation.reinitialised(graph, seed, draw),
            new RandomisedLayer(RandomisedLayer.REINITIALISED, depth, draw, layer),
            initialised);
      }
      means(own, new RandomisedLayer(RandomisedLayer.CASCADING, depth, 0, layer), permuted);
      means(own, new RandomisedLayer(RandomisedLayer.REINITIALISED, depth, 0, layer), initialised);
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

  private void once(List<ExplainedBatch> own, Graph graph, RandomisedLayer layer) {
    explain(own, graph, false, (place, likeness) -> add(states, own, place, layer, likeness));
  }

  private void again(
      List<ExplainedBatch> own, Graph graph, RandomisedLayer layer, Map<Place, Moments> byRecord) {
    explain(
        own,
        graph,
        true,
        (place, likeness) -> {
          add(states, own, place, layer, likeness);
          byRecord.merge(place, likeness, Moments::plus);
        });
  }

  /** Adds each record's mean over draws: how records differ, whatever the draw. */
  private void means(
      List<ExplainedBatch> own, RandomisedLayer layer, Map<Place, Moments> byRecord) {
    byRecord.forEach((place, sum) -> add(records, own, place, layer, sum.asOne()));
  }

  private static void add(
      States to, List<ExplainedBatch> own, Place place, RandomisedLayer layer, Moments likeness) {
    ExplainedBatch batch = own.get(place.batch());
    to.add(
        batch.model(),
        batch.targets().get(place.target()).name(),
        place.method(),
        layer.detail(),
        likeness);
  }

  /**
   * Compares the maps with those before another network.
   *
   * @param population whether given maps of other records too, which is left to what decides
   */
  private void explain(List<ExplainedBatch> own, Graph graph, boolean population, Sink sink) {
    try (Network random = opener.apply(graph)) {
      for (int number = 0; number < own.size(); number++) {
        ExplainedBatch batch = own.get(number);
        Map<String, Attribution[][]> maps = batch.explain(batch.before(random));
        for (int record = 0; record < batch.records().size(); record++) {
          List<RankedMap> given = Collections.singletonList(ranked(batch.signals().get(record)));
          for (String method : maps.keySet()) {
            for (int target = 0; target < batch.targets().size(); target++) {
              float[] map = batch.map(method, record, target);
              float[] other = ExplainedBatch.finite(maps.get(method)[record][target].values());
              if (map != null && other != null) {
                sink.add(
                    new Place(number, method, record, target),
                    Likeness.of(
                        RankedMap.of(map),
                        RankedMap.of(other),
                        given,
                        population ? population(batch, method, target, record) : List.of()));
              }
            }
          }
        }
      }
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    waiting.values().forEach(this::randomise);
    waiting.clear();
    states.writeTo(output);
    records.writeTo(output);
  }
}
