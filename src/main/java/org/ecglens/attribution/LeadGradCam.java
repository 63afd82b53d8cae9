package org.ecglens.attribution;

import java.util.List;
import org.ecglens.graph.Graph;
import org.ecglens.net.kernel.BackwardRule;

/**
 * Grad-CAM times the weight of each lead. Networks that mix the leads in their first convolution
 * have no layer with a map for each of them, so that Grad-CAM is the same in all leads; as in
 * LightX3ECG (Le et al., "LightX3ECG: a lightweight and explainable deep learning system for 3-lead
 * electrocardiogram classification", 2022), the map of a lead is Grad-CAM's times a number of the
 * lead. There it is the network's attention; here, for any network, it is the lead's share of Σ
 * abs(x · ∂F/∂x) over the record. The maps of all leads add up to Grad-CAM's. Where that sum is 0,
 * all leads weigh the same.
 *
 * @param layer name of a node, or {@code last}
 * @param relu whether negative values of Grad-CAM's map become 0
 * @param interpolation from the layer's length to the record's, after the ReLU
 */
public record LeadGradCam(String layer, boolean relu, Interpolation interpolation)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "lead-grad-cam",
          MethodGroup.CAM,
          "grad-cam, shared out among the leads by the size of their input times gradient",
          List.of(LayerChannels.LAYER, GradCam.RELU, LayerChannels.INTERPOLATION),
          settings ->
              new LeadGradCam(
                  settings.name("layer"),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

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
    float[][][] gradients = batch.gradient(BackwardRule.GRADIENT);
    Attribution[][] attributions = new GradCam(layer, relu, interpolation).attribute(batch);
    for (int record = 0; record < attributions.length; record++) {
      for (int target = 0; target < attributions[record].length; target++) {
        Attribution map = attributions[record][target];
        double[] shares = shares(batch.signal(record), gradients[record][target], batch.leads());
        float[] values = new float[map.values().length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (shares[i / batch.samples()] * map.values()[i]);
        }
        attributions[record][target] = new Attribution(values, map.prediction(), null);
      }
    }
    return attributions;
  }

  /** Of each lead; they add up to 1. */
  private static double[] shares(float[] signal, float[] gradient, int leads) {
    double[] shares = new double[leads];
    int samples = signal.length / leads;
    double total = 0;
    for (int i = 0; i < signal.length; i++) {
      double size = Math.abs((double) signal[i] * gradient[i]);
      shares[i / samples] += size;
      total += size;
    }
    for (int lead = 0; lead < leads; lead++) {
      shares[lead] = total > 0 ? shares[lead] / total : 1.0 / leads;
    }
    return shares;
  }
}
