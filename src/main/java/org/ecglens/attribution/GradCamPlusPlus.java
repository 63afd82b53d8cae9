package org.ecglens.attribution;

import java.util.Arrays;
import java.util.List;

/**
 * Σ over channels c of w_c · A_c with w_c = Σ over places of α · relu(g), where A is the output of
 * a layer, g = ∂F/∂A_c and α = g² / (2g² + g³ · Σ relu(A_c)): Chattopadhay et al., "Grad-CAM++:
 * generalized gradient-based visual explanations for deep convolutional networks", 2018.
 *
 * <p>The weights are those for the output eᶠ, as in the paper, less the factor eᶠ that all of them
 * share. There A comes out of a ReLU; of a layer that has negative values too, their positive part
 * is summed, as the denominator could else be 0.
 *
 * @param layer name of a node, or {@code last}
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record GradCamPlusPlus(String layer, boolean relu, Interpolation interpolation)
    implements LayerMethod {
  /** The option {@code relu} of maps that have one in their paper. */
  static final MethodOption RELU =
      MethodOption.of("relu", Domain.flag(), "true", "true", "set negative values to 0");

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "grad-cam-plus-plus",
          MethodGroup.CAM,
          "output of a layer, its channels weighted by their positive gradients, rare ones more",
          List.of(LayerChannels.LAYER, RELU, LayerChannels.INTERPOLATION),
          settings ->
              new GradCamPlusPlus(
                  settings.name("layer"),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public void weigh(double[] activation, double[] gradient, double[] weights) {
    double total = 0;
    for (double a : activation) {
      total += Math.max(0, a);
    }
    double weight = 0;
    for (double g : gradient) {
      // relu(g) · α with g² cancelled.
      weight += g > 0 ? g / (2 + g * total) : 0;
    }
    Arrays.fill(weights, weight);
  }
}
