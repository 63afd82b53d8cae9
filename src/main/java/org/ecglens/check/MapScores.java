package org.ecglens.check;

import java.io.IOException;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.Mode;
import org.ecglens.table.ScoreRow;

/**
 * Writes what a map is worth by itself: scores that stand under no order and no operator.
 *
 * @param preset of the methods' constants
 * @param mode of the run
 */
record MapScores(String preset, Mode mode) {

  void write(
      RankedMaps maps, String method, MapMetric metric, ScoreValue outcome, CheckOutput output)
      throws IOException {
    write(maps.batch(), maps.record(), maps.target(), method, metric, outcome, output);
  }

  void write(
      ExplainedBatch batch,
      int record,
      int target,
      String method,
      MapMetric metric,
      ScoreValue outcome,
      CheckOutput output)
      throws IOException {
    output.write(
        new ScoreRow(
            batch.records().get(record).recordId(),
            batch.model(),
            batch.targets().get(target).name(),
            method,
            preset,
            mode.label(),
            ScoreRow.NONE,
            ScoreRow.NONE,
            metric.label(),
            outcome.value(),
            outcome.reason()));
  }
}
