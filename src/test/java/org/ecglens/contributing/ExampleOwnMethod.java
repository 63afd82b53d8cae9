package org.ecglens.contributing;

import java.util.Map;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.ExplainableBatch;
import org.ecglens.net.kernel.BackwardRule;

/**
 * The gradient to a power, with its sign.
 *
 * @param power above 0
 */
public record ExampleOwnMethod(double power) implements AttributionMethod {
  private static final long serialVersionUID = 1L;

  /** As {@code --methods} makes it. */
  public ExampleOwnMethod(Map<String, String> options) {
    this(Double.parseDouble(options.getOrDefault("power", "2")));
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    float[][][] gradients = batch.gradient(BackwardRule.GRADIENT);
    float[][] predictions = batch.predictions();
    Attribution[][] maps = new Attribution[batch.records()][batch.targets().length];
    for (int record = 0; record < maps.length; record++) {
      for (int target = 0; target < maps[record].length; target++) {
        float[] map = gradients[record][target].clone();
        for (int i = 0; i < map.length; i++) {
          map[i] = (float) (Math.signum(map[i]) * Math.pow(Math.abs(map[i]), power));
        }
        maps[record][target] = new Attribution(map, predictions[record][target], null);
      }
    }
    return maps;
  }
}
