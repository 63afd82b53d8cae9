package org.ecglens.check;

import java.io.IOException;
import java.util.Map;
import org.ecglens.metric.map.Complexity;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.RankedMap;

/** How few points a map points at. */
final class ComplexityCheck implements MapCheck {

  @Override
  public void look(RankedMaps maps, CheckOutput output) throws IOException {
    for (Map.Entry<String, RankedMap> entry : maps.maps().entrySet()) {
      RankedMap map = entry.getValue();
      output.score(maps.key(), entry.getKey(), MapMetric.GINI, Complexity.gini(map));
      output.score(maps.key(), entry.getKey(), MapMetric.ENTROPY, Complexity.entropy(map));
    }
  }
}
