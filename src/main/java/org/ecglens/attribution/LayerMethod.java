package org.ecglens.attribution;

import java.util.Arrays;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;

/**
 * A map of the output A of a layer: Σ over channels c of w_c · A_c, brought to leads and samples.
 * Methods differ in the weights w that they make of A and ∂F/∂A. The map of a layer that runs over
 * time alone is the same in every lead; one of leads and time is interpolated along both. Which
 * axes these are follows from the network ({@link org.ecglens.graph.MappedLayer}). Where
 * preprocessing shows the network parts of a record, each part has weights of its own, and its map
 * lies where the part was taken from.
 */
interface LayerMethod extends AttributionMethod {

  /** Name of a node, or {@code last}. */
  String layer();

  /** Whether negative values of the map become 0, before it is interpolated. */
  boolean relu();

  /** From the layer's length to the record's. */
  Interpolation interpolation();

  /**
   * Weights of one channel.
   *
   * @param activation A_c of each place
   * @param gradient ∂F/∂A_c of each place
   * @param weights to be filled, one for each place
   */
  void weigh(double[] activation, double[] gradient, double[] weights);

  @Override
  default void check(Graph graph) {
    LayerChannels.check(graph, layer());
  }

  /**
   * Explains a batch.
   *
   * @throws org.ecglens.error.UserException if the network has no such layer, or one with too many
   *     axes
   */
  @Override
  default Attribution[][] attribute(ExplainableBatch batch) {
    Network network = batch.network();
    LayerChannels channels = LayerChannels.of(batch, layer());
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    network.layer(
        batch.records(),
        (row, values, offset) -> {
          float[] signal = batch.signal(row);
          System.arraycopy(signal, 0, values, offset, signal.length);
        },
        batch.targets(),
        channels.node(),
        (row, target, activation, gradient) ->
            attributions[row][target] =
                new Attribution(
                    channels.toRecord(map(activation, gradient, channels), interpolation(), batch),
                    predictions[row][target],
                    null));
    return attributions;
  }

  private double[] map(float[] activation, float[] gradient, LayerChannels layer) {
    double[] map = new double[layer.places()];
    double[] a = new double[map.length];
    double[] g = new double[map.length];
    int own = layer.placesOfPart();
    double[] weights = new double[own];
    for (int channel = 0; channel < layer.channels(); channel++) {
      layer.channel(activation, channel, a);
      layer.channel(gradient, channel, g);
      for (int from = 0; from < map.length; from += own) {
        weigh(
            Arrays.copyOfRange(a, from, from + own),
            Arrays.copyOfRange(g, from, from + own),
            weights);
        for (int i = 0; i < own; i++) {
          map[from + i] += weights[i] * a[from + i];
        }
      }
    }
    if (relu()) {
      for (int i = 0; i < map.length; i++) {
        map[i] = Math.max(0, map[i]);
      }
    }
    return map;
  }
}
