package org.ecglens.attribution;

import java.util.Arrays;
import java.util.List;

/**
 * Σ over channels c of mean(∂F/∂A_c) · A_c, where A is the output of a layer: Selvaraju et al.,
 * "Grad-CAM: visual explanations from deep networks via gradient-based localization", 2017.
 *
 * @param layer name of a node, or {@code last}
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record GradCam(String layer, boolean relu, Interpolation interpolation)
    implements LayerMethod {
  /** The option {@code relu} of Grad-CAM itself and of what is made of it. */
  static final MethodOption RELU =
      MethodOption.of("relu", Domain.flag(), "true", "false", "set negative values to 0");

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "grad-cam",
          MethodGroup.CAM,
          "output of a layer, its channels weighted by their mean gradient",
          List.of(LayerChannels.LAYER, RELU, LayerChannels.INTERPOLATION),
          settings ->
              new GradCam(
                  settings.name("layer"),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public void weigh(double[] activation, double[] gradient, double[] weights) {
    double sum = 0;
    for (double g : gradient) {
      sum += g;
    }
    Arrays.fill(weights, sum / gradient.length);
  }
}
