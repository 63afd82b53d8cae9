package org.ecglens.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.metric.map.RankedMap;

/** Ranks the points of each map once, for all checks that look at one record's maps. */
record MapChecks(List<MapCheck> checks) implements Check {

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    for (int record = 0; record < batch.records().size(); record++) {
      for (int target = 0; target < batch.targets().size(); target++) {
        Map<String, RankedMap> ranked = new LinkedHashMap<>();
        for (String method : batch.explanations().keySet()) {
          float[] map = batch.map(method, record, target);
          if (map != null) {
            ranked.put(method, RankedMap.of(map));
          }
        }
        RankedMaps maps = new RankedMaps(batch, record, target, ranked);
        for (MapCheck check : checks) {
          check.look(maps, output);
        }
      }
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    for (MapCheck check : checks) {
      check.finish(output);
    }
  }
}
