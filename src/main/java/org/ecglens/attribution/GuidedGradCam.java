package org.ecglens.attribution;

import java.util.List;
import org.ecglens.graph.Graph;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Guided backpropagation times Grad-CAM with its ReLU: Selvaraju et al., "Grad-CAM: visual
 * explanations from deep networks via gradient-based localization", 2017.
 *
 * @param layer name of a convolution, or {@code last}
 * @param interpolation of the Grad-CAM map
 */
public record GuidedGradCam(String layer, Interpolation interpolation)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "guided-grad-cam",
          MethodGroup.CAM,
          "guided-backprop times the positive part of grad-cam",
          List.of(LayerChannels.LAYER, LayerChannels.INTERPOLATION),
          settings ->
              new GuidedGradCam(
                  settings.name("layer"), settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public void check(Graph graph) {
    LayerChannels.check(graph, layer);
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    float[][][] guided = batch.gradient(BackwardRule.GUIDED);
    Attribution[][] attributions = new GradCam(layer, true, interpolation).attribute(batch);
    for (int record = 0; record < attributions.length; record++) {
      for (int target = 0; target < attributions[record].length; target++) {
        Attribution map = attributions[record][target];
        float[] values = new float[map.values().length];
        for (int i = 0; i < values.length; i++) {
          values[i] = guided[record][target][i] * map.values()[i];
        }
        attributions[record][target] = new Attribution(values, map.prediction(), null);
      }
    }
    return attributions;
  }
}
