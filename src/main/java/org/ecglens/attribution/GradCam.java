package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.graph.MappedLayer;
import org.ecglens.net.Network;

/**
 * Σ over channels c of mean(∂F/∂A_c) · A_c, where A is the output of a layer: Selvaraju et al.,
 * "Grad-CAM: visual explanations from deep networks via gradient-based localization", 2017.
 *
 * <p>The map of a layer that runs over time alone is the same in every lead; one of leads and time
 * is interpolated along both. Which axes these are follows from the network ({@link MappedLayer}).
 * Where preprocessing shows the network parts of a record, each part has a map and weights of its
 * own, and lies in the record's map where the part was taken from.
 *
 * @param layer name of a node, or {@code last}
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record GradCam(String layer, boolean relu, Interpolation interpolation)
    implements AttributionMethod {
  /** Stands for {@link MappedLayer#last}. */
  static final String LAST = "last";

  static final MethodOption LAYER =
      MethodOption.of(
          "layer",
          Domain.name("the name of a node of the network, or last"),
          LAST,
          LAST,
          "node whose output is mapped; last: the last one that runs over time");

  static final MethodOption INTERPOLATION =
      MethodOption.of(
          "interpolation",
          Domain.choice(Interpolation.class),
          "linear",
          "nearest",
          "from the length of the layer to that of the record");

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "grad-cam",
          "output of a layer, its channels weighted by their mean gradient",
          List.of(
              LAYER,
              MethodOption.of("relu", Domain.flag(), "true", "false", "set negative values to 0"),
              INTERPOLATION),
          settings ->
              new GradCam(
                  settings.name("layer"),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  /**
   * Explains a batch.
   *
   * @throws UserException if the network has no such layer, or one with too many axes
   */
  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    Network network = batch.network();
    MappedLayer mapped = layer.equals(LAST) ? network.lastLayer() : network.mappedLayer(layer);
    MappedLayer part = part(mapped, batch);
    List<Integer> axes = mapAxes(part);
    if (axes.size() > 2 || (axes.size() == 2 && axes.get(1) != mapped.time())) {
      throw new UserException(
          "node '%s' of %s gives values of the shape %s, with time at axis %d: Grad-CAM needs channels and time, or channels, leads and time; choose another layer"
              .formatted(mapped.node(), batch.model(), mapped.shape(), mapped.time()));
    }
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    network.layer(
        batch.records(),
        (row, values, offset) -> {
          float[] signal = batch.signal(row);
          System.arraycopy(signal, 0, values, offset, signal.length);
        },
        batch.targets(),
        mapped.node(),
        (row, target, activation, gradient) ->
            attributions[row][target] =
                new Attribution(
                    mapped.times() == null
                        ? resized(activation, gradient, part, batch.leads(), batch.samples())
                        : ofParts(activation, gradient, part, batch),
                    predictions[row][target],
                    null));
    return attributions;
  }

  /** The layer for one of the windows that a record was cut into, which are its rows. */
  private static MappedLayer part(MappedLayer layer, ExplainableBatch batch) {
    int windows = layer.times() == null ? 1 : layer.times().dim(0);
    if (windows == 1) {
      return layer;
    }
    List<Integer> shape = new ArrayList<>(layer.shape());
    if (layer.time() == 0 || shape.get(0) % windows != 0) {
      throw new UserException(
          "node '%s' of %s has windows and time on one axis: choose another layer for Grad-CAM"
              .formatted(layer.node(), batch.model()));
    }
    shape.set(0, shape.get(0) / windows);
    return new MappedLayer(layer.node(), shape, layer.channels(), layer.time(), layer.times());
  }

  /** The maps of the windows, at the times that they show. */
  private float[] ofParts(
      float[] activation, float[] gradient, MappedLayer part, ExplainableBatch batch) {
    ExcerptMap whole = new ExcerptMap(part.times(), batch.leads(), batch.samples());
    int size = activation.length / whole.parts();
    for (int window = 0; window < whole.parts(); window++) {
      whole.add(
          window,
          resized(
              Arrays.copyOfRange(activation, window * size, (window + 1) * size),
              Arrays.copyOfRange(gradient, window * size, (window + 1) * size),
              part,
              batch.leads(),
              whole.length()));
    }
    return whole.values();
  }

  private float[] resized(
      float[] activation, float[] gradient, MappedLayer layer, int leads, int samples) {
    List<Integer> axes = mapAxes(layer);
    int rows = axes.size() == 2 ? layer.shape().get(axes.get(0)) : 1;
    int columns = axes.isEmpty() ? 1 : layer.shape().get(axes.get(axes.size() - 1));
    return interpolation.resize(map(activation, gradient, layer), rows, columns, leads, samples);
  }

  /** Axes beside that of the channels that are longer than 1. */
  private static List<Integer> mapAxes(MappedLayer layer) {
    return IntStream.range(0, layer.shape().size())
        .filter(axis -> axis != layer.channels() && layer.shape().get(axis) > 1)
        .boxed()
        .toList();
  }

  private double[] map(float[] activation, float[] gradient, MappedLayer layer) {
    int channels = layer.shape().get(layer.channels());
    int positions = activation.length / channels;
    // Elements of one channel lie in blocks of what follows its axis.
    int block =
        layer.shape().subList(layer.channels() + 1, layer.shape().size()).stream()
            .reduce(1, Math::multiplyExact);
    double[] map = new double[positions];
    for (int channel = 0; channel < channels; channel++) {
      int start = channel * block;
      double weight = 0;
      for (int i = 0; i < positions; i++) {
        weight += gradient[start + i / block * block * channels + i % block];
      }
      weight /= positions;
      for (int i = 0; i < positions; i++) {
        map[i] += weight * activation[start + i / block * block * channels + i % block];
      }
    }
    if (relu) {
      for (int i = 0; i < positions; i++) {
        map[i] = Math.max(0, map[i]);
      }
    }
    return map;
  }
}
