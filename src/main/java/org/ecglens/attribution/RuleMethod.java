package org.ecglens.attribution;

import org.ecglens.net.kernel.BackwardRule;

/** A method that is one backward pass of the record itself and a function of each point. */
interface RuleMethod extends AttributionMethod {

  /** What the backward pass does at a ReLU. */
  BackwardRule rule();

  /** The attribution of a point of value x where the backward pass gives g. */
  float point(float g, float x);

  @Override
  default Attribution[][] attribute(ExplainableBatch batch) {
    float[][][] gradients = batch.gradient(rule());
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    for (int record = 0; record < attributions.length; record++) {
      float[] signal = batch.signal(record);
      for (int target = 0; target < attributions[record].length; target++) {
        float[] gradient = gradients[record][target];
        float[] values = new float[signal.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = point(gradient[i], signal[i]);
        }
        attributions[record][target] = new Attribution(values, predictions[record][target], null);
      }
    }
    return attributions;
  }
}
