package org.ecglens.check;

import java.io.IOException;
import org.ecglens.metric.map.Completeness;
import org.ecglens.metric.map.MapMetric;

/**
 * Whether a map adds up to what it explains, for methods that promise so: |Σa − (F(x) − F(x′))| in
 * units of the target's interquartile range.
 */
final class CompletenessCheck implements Check {

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    for (String method : batch.explanations().keySet()) {
      for (int record = 0; record < batch.records().size(); record++) {
        for (int target = 0; target < batch.targets().size(); target++) {
          Double delta = batch.attribution(method, record, target).delta();
          if (delta != null) {
            Double scale = batch.scales().get(batch.targets().get(target).name());
            output.score(
                batch.key(record, target),
                method,
                MapMetric.COMPLETENESS_GAP,
                Completeness.gap(delta, scale));
          }
        }
      }
    }
  }
}
