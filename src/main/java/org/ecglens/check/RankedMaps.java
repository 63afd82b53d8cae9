package org.ecglens.check;

import java.util.Map;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.model.Target;

/**
 * The maps of all methods for one record and target.
 *
 * @param batch that they are of
 * @param record position in the batch
 * @param target position in the model's targets
 * @param maps by method; without those that are not finite
 */
record RankedMaps(ExplainedBatch batch, int record, int target, Map<String, RankedMap> maps) {

  /** The prediction that they explain. */
  PredictionKey key() {
    return batch.key(record, target);
  }

  Target output() {
    return batch.targets().get(target);
  }
}
