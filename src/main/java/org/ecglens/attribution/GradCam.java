package org.ecglens.attribution;

import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.net.Network;

/**
 * Σ over channels c of mean(∂F/∂A_c) · A_c, where A is the output of a convolution: Selvaraju et
 * al., "Grad-CAM: visual explanations from deep networks via gradient-based localization", 2017.
 *
 * <p>A layer with one axis longer than 1 besides the channels is taken to run over time, and its
 * map is the same in every lead; one with two is taken to be {@code [leads][time]} and is
 * interpolated along both. A layer with time before the leads would be read the wrong way round,
 * and one with more axes is refused.
 *
 * @param layer name of a convolution, or {@code last}
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record GradCam(String layer, boolean relu, Interpolation interpolation)
    implements AttributionMethod {
  /** Stands for the last convolution. */
  static final String LAST = "last";

  static final MethodOption LAYER =
      MethodOption.of(
          "layer",
          Domain.name("the name of a convolution of the network, or last"),
          LAST,
          LAST,
          "convolution whose output is mapped");

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
          "output of a convolution, its channels weighted by their mean gradient",
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
   * @throws UserException if the network has no such convolution, or one with too many axes
   */
  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    Network network = batch.network();
    String convolution = convolution(network);
    List<Integer> shape = network.layerShape(convolution);
    List<Integer> axes =
        shape.subList(1, shape.size()).stream().filter(length -> length > 1).toList();
    if (axes.size() > 2) {
      throw new UserException(
          "layer '"
              + convolution
              + "' of "
              + batch.model()
              + " has the shape "
              + shape
              + ": Grad-CAM needs [channels, time] or [channels, leads, time]; choose another layer");
    }
    int rows = axes.size() == 2 ? axes.get(0) : 1;
    int columns = axes.isEmpty() ? 1 : axes.get(axes.size() - 1);
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    network.layer(
        batch.records(),
        (row, values, offset) -> {
          float[] signal = batch.signal(row);
          System.arraycopy(signal, 0, values, offset, signal.length);
        },
        batch.targets(),
        convolution,
        (row, target, activation, gradient) ->
            attributions[row][target] =
                new Attribution(
                    interpolation.resize(
                        map(activation, gradient, shape.get(0)),
                        rows,
                        columns,
                        batch.leads(),
                        batch.samples()),
                    predictions[row][target],
                    null));
    return attributions;
  }

  private String convolution(Network network) {
    if (!layer.equals(LAST)) {
      return layer;
    }
    List<String> layers = network.layers();
    if (layers.isEmpty()) {
      throw new UserException(
          "Grad-CAM needs a convolution and the network has none: leave grad-cam and"
              + " guided-grad-cam out of the methods");
    }
    return layers.get(layers.size() - 1);
  }

  private double[] map(float[] activation, float[] gradient, int channels) {
    int positions = activation.length / channels;
    double[] map = new double[positions];
    for (int channel = 0; channel < channels; channel++) {
      int start = channel * positions;
      double weight = 0;
      for (int i = start; i < start + positions; i++) {
        weight += gradient[i];
      }
      weight /= positions;
      for (int i = 0; i < positions; i++) {
        map[i] += weight * activation[start + i];
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
