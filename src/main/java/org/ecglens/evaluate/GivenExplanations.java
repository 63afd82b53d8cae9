package org.ecglens.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.Cost;
import org.ecglens.attribution.Explanation;
import org.ecglens.model.GivenMap;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.PlannedNetwork;

/** What other programs say about records: their maps, beside those that are computed here. */
public final class GivenExplanations {
  private static final float[] ABSENT = {};

  private GivenExplanations() {}

  /**
   * The maps that records carry for a network; of a record that lacks one it is empty. They cost
   * nothing here.
   *
   * @param predictions {@code [record][target]}
   * @return by method, in the order of the network's list
   */
  public static Map<String, Explanation> of(
      PlannedNetwork network, List<InputRecord> records, float[][] predictions) {
    Map<String, Explanation> given = new LinkedHashMap<>();
    for (String method : network.given()) {
      Attribution[][] attributions = new Attribution[records.size()][];
      for (int record = 0; record < attributions.length; record++) {
        attributions[record] = new Attribution[predictions[record].length];
        for (int target = 0; target < attributions[record].length; target++) {
          String output = network.plan().targets().get(target).name();
          attributions[record][target] =
              new Attribution(
                  values(network, records.get(record), output, method),
                  predictions[record][target],
                  null);
        }
      }
      given.put(method, new Explanation(attributions, Cost.NONE));
    }
    return given;
  }

  private static float[] values(
      PlannedNetwork network, InputRecord record, String output, String method) {
    return record.maps().stream()
        .filter(map -> map.method().equals(method) && map.isOf(network.plan().name(), output))
        .findFirst()
        .map(GivenMap::values)
        .orElse(ABSENT);
  }
}
