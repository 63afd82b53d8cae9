package org.ecglens.check;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.metric.map.Completeness;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.model.Target;

/**
 * Whether a map adds up to what it explains, for methods that promise so: |Σa − (F(x) − F(x′))| in
 * units of the target's scale; of a class, in units of the larger of its scale and |F(x)|. Of
 * methods that conserve relevance but for what biases take, the same number is written as another
 * metric, which decides nothing.
 */
final class CompletenessCheck implements Check {

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    Set<String> unpromised =
        batch.methods().stream()
            .filter(method -> !method.promisesSum())
            .map(AttributionMethod::name)
            .collect(Collectors.toSet());
    for (String method : batch.explanations().keySet()) {
      for (int record = 0; record < batch.records().size(); record++) {
        for (int target = 0; target < batch.targets().size(); target++) {
          Attribution attribution = batch.attribution(method, record, target);
          Double delta = attribution.delta();
          if (delta != null) {
            Target explained = batch.targets().get(target);
            Double scale = batch.scales().get(explained.name());
            if (scale != null && explained.isClass()) {
              // The scale 1 of a class is a change that matters, not the size of its numbers.
              scale = Math.max(scale, Math.abs(attribution.prediction()));
            }
            output.score(
                batch.key(record, target),
                method,
                unpromised.contains(method)
                    ? MapMetric.CONSERVATION_GAP
                    : MapMetric.COMPLETENESS_GAP,
                Completeness.gap(delta, scale));
          }
        }
      }
    }
  }
}
