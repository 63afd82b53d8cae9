package org.ecglens.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.attribution.DerivedControls;
import org.ecglens.attribution.Explanation;
import org.ecglens.check.ExplainedBatch;
import org.ecglens.plan.PlannedControls;
import org.ecglens.run.ShardOutput;

/** Explained records with the controls that are made of their maps. */
final class ControlledBatches {
  private ControlledBatches() {}

  /**
   * Adds the derived controls to explanations, and counts the records that have and lack them.
   *
   * @param explained with the maps of all methods and the derived controls to add
   * @return the same records, those together that have the same controls
   */
  static List<ExplainedBatch> of(ExplainedBatch explained, ShardOutput output) throws IOException {
    DerivedControls controls = explained.controls();
    if (controls.asked().isEmpty()) {
      return List.of(explained);
    }
    List<DerivedControls.Beat> beats = new ArrayList<>();
    Map<Set<String>, List<Integer>> alike = new LinkedHashMap<>();
    for (int record = 0; record < explained.records().size(); record++) {
      DerivedControls.Beat beat = explained.beat(record);
      beats.add(beat);
      Map<String, String> missing = controls.missing(beat);
      count(controls, explained.plan().name(), missing, output);
      alike.computeIfAbsent(missing.keySet(), any -> new ArrayList<>()).add(record);
    }
    List<ExplainedBatch> batches = new ArrayList<>();
    for (List<Integer> chosen : alike.values()) {
      ExplainedBatch batch = explained.only(chosen);
      Map<String, Explanation> all = new LinkedHashMap<>(batch.explanations());
      all.putAll(
          controls.of(
              chosen.stream().map(beats::get).toList(),
              batch.explanations(),
              explained.plan().requirement().samples()));
      batches.add(batch.with(all));
    }
    return batches;
  }

  private static void count(
      DerivedControls controls, String model, Map<String, String> missing, ShardOutput output)
      throws IOException {
    for (String control : controls.asked()) {
      String reason = missing.get(control);
      output.count(
          reason == null
              ? PlannedControls.countName(model, control)
              : PlannedControls.missingName(model, control, reason),
          1);
    }
  }
}
