package org.ecglens.attribution;

import java.util.List;

/**
 * Σ over channels c of relu(∂F/∂A_c) · A_c, place by place, where A is the output of a layer: Jiang
 * et al., "LayerCAM: exploring hierarchical class activation maps for localization", 2021. As no
 * gradient is averaged over the record, layers near the input can be mapped too.
 *
 * @param layer name of a node, or {@code last}
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record LayerCam(String layer, boolean relu, Interpolation interpolation)
    implements LayerMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "layer-cam",
          MethodGroup.CAM,
          "output of a layer times its positive gradient, place by place",
          List.of(LayerChannels.LAYER, GradCamPlusPlus.RELU, LayerChannels.INTERPOLATION),
          settings ->
              new LayerCam(
                  settings.name("layer"),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public void weigh(double[] activation, double[] gradient, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, gradient[i]);
    }
  }
}
