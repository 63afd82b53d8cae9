package org.ecglens.executor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Cost;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.run.ShardOutput;
import org.ecglens.table.CostStateRow;

/** What each method costs on the records of one shard before each model. */
public final class ShardCosts {
  private final ResidentMemory memory = new ResidentMemory();
  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  private record Key(String model, String method) {}

  private record Sum(long records, Cost cost, Long peak) {

    Sum plus(Sum other) {
      boolean measured = peak != null && other.peak != null;
      return new Sum(
          records + other.records,
          cost.plus(other.cost),
          measured ? (Long) Math.max(peak, other.peak) : null);
    }
  }

  /**
   * Explains a batch and adds what that took. The caller warms up the network first ({@link
   * NetworkPool.Lease#warmUp}); passes are exact either way.
   */
  public Explanation explain(NetworkBatch batch, AttributionMethod method) {
    memory.begin();
    Explanation explanation = Explanation.of(batch, method);
    Sum sum = new Sum(batch.records(), explanation.cost(), memory.peak());
    sums.merge(new Key(batch.model(), method.name()), sum, Sum::plus);
    return explanation;
  }

  public void write(ShardOutput output) throws IOException {
    for (Map.Entry<Key, Sum> entry : sums.entrySet()) {
      Sum sum = entry.getValue();
      output.write(
          new CostStateRow(
              entry.getKey().model(),
              entry.getKey().method(),
              sum.records(),
              sum.cost().nanoseconds(),
              sum.cost().forwards(),
              sum.cost().backwards(),
              sum.peak()));
    }
  }
}
