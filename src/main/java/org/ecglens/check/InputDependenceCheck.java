package org.ecglens.check;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.metric.Moments;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.Similarity;

/**
 * Whether maps depend on the record: how alike the trained network's maps of different records are,
 * by the rank correlation of |a|. A map that is the same for every record says nothing about this
 * one, as that of a deconvolution through a network without max pooling, which ignores what the
 * forward pass has found. A map whose |a| is the same everywhere has no order and is left out.
 *
 * <p>Costs no explanation; it looks at pairs from a sample of the records.
 */
final class InputDependenceCheck implements Check {
  private final CheckPlan checks;
  private final double sameMap;
  private final States states = new States(SumKind.INPUT_DEPENDENCE);

  InputDependenceCheck(CheckPlan checks, CheckThresholds thresholds) {
    this.checks = checks;
    sameMap = thresholds.sameMap();
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) {
    List<RecordPair> pairs = RecordPair.of(batch, batch.sample(checks));
    for (String method : batch.explanations().keySet()) {
      for (int target = 0; target < batch.targets().size(); target++) {
        look(batch, pairs, method, target);
      }
    }
  }

  private void look(ExplainedBatch batch, List<RecordPair> pairs, String method, int target) {
    // So that a method without any pair is named too.
    Moments sum = Moments.of(Arrays.asList(ScoreValue.none(""), ScoreValue.none("")));
    Map<Integer, RankedMap> ranked = new HashMap<>();
    for (RecordPair pair : pairs) {
      RankedMap one = ranked(ranked, batch, method, pair.one(), target);
      RankedMap other = ranked(ranked, batch, method, pair.other(), target);
      if (one == null || other == null) {
        continue;
      }
      ScoreValue likeness = Similarity.SPEARMAN.between(one, other);
      ScoreValue same =
          likeness.value() == null ? likeness : ScoreValue.of(likeness.value() >= sameMap ? 1 : 0);
      sum = sum.plus(Moments.of(List.of(likeness, same)));
    }
    states.add(batch.model(), batch.targets().get(target).name(), method, "", sum);
  }

  private static RankedMap ranked(
      Map<Integer, RankedMap> known, ExplainedBatch batch, String method, int record, int target) {
    return known.computeIfAbsent(
        record,
        any -> {
          float[] map = batch.map(method, record, target);
          return map == null ? null : RankedMap.of(map);
        });
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
