package org.ecglens.check;

import java.io.IOException;
import org.ecglens.metric.map.Complexity;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.RankedMap;

/** How few leads a map points at: the Gini coefficient of the leads' sums of |a|. */
final class ExampleCheck implements MapCheck {

  @Override
  public void look(RankedMaps maps, CheckOutput output) throws IOException {
    ExplainedBatch batch = maps.batch();
    for (String method : maps.maps().keySet()) {
      float[] map = batch.map(method, maps.record(), maps.target());
      float[] leads = new float[batch.leads()];
      for (int point = 0; point < map.length; point++) {
        leads[point / batch.samples()] += Math.abs(map[point]);
      }
      // A check that stays has a metric of its own.
      output.score(maps.key(), method, MapMetric.GINI, Complexity.gini(RankedMap.of(leads)));
    }
  }
}
