package org.ecglens.attribution;

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
          MethodGroup.CAM,
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
    List<Integer> axes = mapAxes(mapped);
    if (axes.size() > 2 || (axes.size() == 2 && axes.get(1) != mapped.time())) {
      throw new UserException(
          "node '%s' of %s gives values of the shape %s, with time at axis %d: Grad-CAM needs channels and time, or channels, leads and time; choose another layer"
              .formatted(mapped.node(), batch.model(), mapped.shape(), mapped.time()));
    }
    int rows = axes.size() == 2 ? mapped.shape().get(axes.get(0)) : 1;
    int columns = axes.isEmpty() ? 1 : mapped.shape().get(axes.get(axes.size() - 1));
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
                    interpolation.resize(
                        map(activation, gradient, mapped),
                        rows,
                        columns,
                        batch.leads(),
                        batch.samples()),
                    predictions[row][target],
                    null));
    return attributions;
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
