package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.graph.Tensor;
import org.ecglens.net.Networks;

/**
 * How the values of a layer lie in channels and places, so that a map over the places can be made
 * of the channels and brought to leads and samples.
 *
 * @param node name of the layer
 * @param channels how many
 * @param rows leads of the map; 1 where the layer runs over time alone
 * @param columns steps of time of the map
 * @param block elements of one channel that lie together
 * @param parts windows that preprocessing cut a record into, one after the other; 1 where it did
 *     not
 * @param times which samples of the record each part shows; null where it is the whole record
 */
record LayerChannels(
    String node, int channels, int rows, int columns, int block, int parts, Tensor times) {
  /** Stands for {@link MappedLayer#last}. */
  static final String LAST = "last";

  /** The option that says which layer. */
  static final MethodOption LAYER =
      MethodOption.of(
          "layer",
          Domain.name("the name of a node of the network, or last"),
          LAST,
          LAST,
          "node whose output is mapped; last: the last one that runs over time");

  /** The option that says how a map is brought to the length of the record. */
  static final MethodOption INTERPOLATION =
      MethodOption.of(
          "interpolation",
          Domain.choice(Interpolation.class),
          "linear",
          "nearest",
          "from the length of the layer to that of the record");

  /**
   * A layer of a batch's network.
   *
   * @param layer name of a node, or {@code last}
   * @throws UserException if the network has no such layer, or one with too many axes
   */
  static LayerChannels of(ExplainableBatch batch, String layer) {
    MappedLayer mapped =
        layer.equals(LAST) ? batch.network().lastLayer() : batch.network().mappedLayer(layer);
    return of(mapped, batch.model());
  }

  /**
   * Checks that a network has a layer that can be mapped; whether a node of a name exists is left
   * to whoever knows the name.
   *
   * @param layer name of a node, or {@code last}
   * @throws UserException if there is none that runs over time, or it has too many axes
   */
  static void check(Graph graph, String layer) {
    MappedLayer mapped =
        layer.equals(LAST) ? MappedLayer.last(graph) : MappedLayer.of(graph, layer);
    if (mapped != null) {
      of(mapped, "the network");
    } else if (layer.equals(LAST)) {
      throw Networks.withoutLayer();
    }
  }

  private static LayerChannels of(MappedLayer mapped, String model) {
    int parts = mapped.times() == null ? 1 : mapped.times().dim(0);
    List<Integer> shape = ofPart(mapped, parts, model);
    List<Integer> axes =
        IntStream.range(0, shape.size())
            .filter(axis -> axis != mapped.channels() && shape.get(axis) > 1)
            .boxed()
            .toList();
    if (axes.size() > 2 || (axes.size() == 2 && axes.get(1) != mapped.time())) {
      throw new UserException(
          "node '%s' of %s gives values of the shape %s, with time at axis %d: Grad-CAM needs channels and time, or channels, leads and time; choose another layer"
              .formatted(mapped.node(), model, shape, mapped.time()));
    }
    return new LayerChannels(
        mapped.node(),
        shape.get(mapped.channels()),
        axes.size() == 2 ? shape.get(axes.get(0)) : 1,
        axes.isEmpty() ? 1 : shape.get(axes.get(axes.size() - 1)),
        shape.subList(mapped.channels() + 1, shape.size()).stream().reduce(1, Math::multiplyExact),
        parts,
        mapped.times());
  }

  /** The layer's shape for one of the windows that a record was cut into, which are its rows. */
  private static List<Integer> ofPart(MappedLayer mapped, int parts, String model) {
    if (parts == 1) {
      return mapped.shape();
    }
    if (mapped.time() == 0 || mapped.shape().get(0) % parts != 0) {
      throw new UserException(
          "node '%s' of %s has windows and time on one axis: choose another layer for Grad-CAM"
              .formatted(mapped.node(), model));
    }
    List<Integer> shape = new ArrayList<>(mapped.shape());
    shape.set(0, shape.get(0) / parts);
    return shape;
  }

  /** Places of the map, those of one part after those of the other. */
  int places() {
    return parts * placesOfPart();
  }

  /** Places of the map of one part. */
  int placesOfPart() {
    return rows * columns;
  }

  /** Takes one channel out of the layer's values. */
  void channel(float[] values, int channel, double[] places) {
    int own = placesOfPart();
    for (int part = 0; part < parts; part++) {
      int start = part * own * channels + channel * block;
      for (int i = 0; i < own; i++) {
        places[part * own + i] = values[start + i / block * block * channels + i % block];
      }
    }
  }

  /**
   * A map over leads and samples.
   *
   * @param map {@code [row * columns + column]} of each part
   * @return {@code [lead * samples + sample]}; a map over time alone is the same in every lead, and
   *     the map of a part lies where the part was taken from
   */
  float[] toRecord(double[] map, Interpolation interpolation, ExplainableBatch batch) {
    if (times == null) {
      return interpolation.resize(map, rows, columns, batch.leads(), batch.samples());
    }
    ExcerptMap whole = new ExcerptMap(times, batch.leads(), batch.samples());
    int own = placesOfPart();
    for (int part = 0; part < parts; part++) {
      double[] places = Arrays.copyOfRange(map, part * own, (part + 1) * own);
      whole.add(part, interpolation.resize(places, rows, columns, batch.leads(), whole.length()));
    }
    return whole.values();
  }
}
