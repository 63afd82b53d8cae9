package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.metric.map.RankedMap;

/**
 * How alike the maps of one method are on networks of the same target that were trained from other
 * seeds (Arends et al., Eur Heart J Digit Health 2026, ztag038, found mean correlations of 0.41 to
 * 0.65). Networks whose inputs differ in size are not compared.
 */
final class ConsistencyCheck implements Check {
  private final Set<String> shared;
  private final States states = new States(SumKind.CONSISTENCY);
  private final Map<Key, List<Seen>> maps = new LinkedHashMap<>();

  private record Key(String recordId, String target, String method) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(String model, float[] map) {}

  /** Compares on targets that several models have. */
  ConsistencyCheck(Set<String> shared) {
    this.shared = shared;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) {
    for (int record = 0; record < batch.records().size(); record++) {
      for (int target = 0; target < batch.targets().size(); target++) {
        String name = batch.targets().get(target).name();
        if (!shared.contains(name)) {
          continue;
        }
        for (String method : batch.explanations().keySet()) {
          float[] map = batch.map(method, record, target);
          if (map != null) {
            maps.computeIfAbsent(
                    new Key(batch.records().get(record).recordId(), name, method),
                    key -> new ArrayList<>())
                .add(new Seen(batch.model(), map));
          }
        }
      }
    }
  }

  @Override
  public void recordsDone() {
    maps.forEach(this::compare);
    maps.clear();
  }

  private void compare(Key key, List<Seen> seen) {
    List<RankedMap> ranked = seen.stream().map(one -> RankedMap.of(one.map())).toList();
    for (int one = 0; one < ranked.size(); one++) {
      for (int other = one + 1; other < ranked.size(); other++) {
        if (ranked.get(one).size() == ranked.get(other).size()) {
          states.add(
              seen.get(one).model(),
              key.target(),
              key.method(),
              seen.get(other).model(),
              AgreementCheck.similarities(ranked.get(one), ranked.get(other)));
        }
      }
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
