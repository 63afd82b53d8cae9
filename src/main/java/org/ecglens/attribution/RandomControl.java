package org.ecglens.attribution;

import java.util.List;
import org.ecglens.random.Draws;

/** N(0, 1) at every point: what any explanation has to beat. */
public record RandomControl() implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          Controls.RANDOM,
          MethodGroup.CONTROL,
          "standard normal numbers: a control",
          List.of(),
          settings -> new RandomControl());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int[] targets = batch.targets();
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][targets.length];
    for (int record = 0; record < attributions.length; record++) {
      Draws draws = Draws.of(batch.seed(), batch.model(), batch.recordId(record), name());
      for (int target = 0; target < targets.length; target++) {
        float[] values = new float[batch.signal(record).length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) draws.gaussian(targets[target], i);
        }
        attributions[record][target] = new Attribution(values, predictions[record][target], null);
      }
    }
    return attributions;
  }
}
