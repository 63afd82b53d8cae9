package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.model.ModelPlan;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;

/**
 * Cuts records into batches that are explained together: as many as keep their maps within a share
 * of a task's heap. The number follows from the plan alone, so that every executor and every
 * attempt cuts alike.
 */
final class RecordBatches {
  /** More gains nothing: a method makes dozens of rows of each record. */
  private static final int MOST = 16;

  /** Checks compare the maps of one record with those of another one. */
  private static final int FEWEST = 2;

  private static final long MAP_BYTES = 256L << 20;

  private RecordBatches() {}

  /** The batches of some records, in their order. */
  static <T> List<List<T>> of(EvaluationPlan plan, List<T> records) {
    int size = size(plan);
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < records.size(); from += size) {
      batches.add(records.subList(from, Math.min(from + size, records.size())));
    }
    return batches;
  }

  /** Records in a batch. */
  static int size(EvaluationPlan plan) {
    long bytes = plan.models().stream().mapToLong(RecordBatches::bytes).sum();
    return (int) Math.max(FEWEST, Math.min(MOST, MAP_BYTES / Math.max(1, bytes)));
  }

  /**
   * What is kept of a record before one model: a map for each output and each method, control and
   * backward rule. Maps of all models are kept until a batch is done, to be compared.
   */
  private static long bytes(PlannedNetwork model) {
    ModelPlan plan = model.plan();
    long values = (long) plan.requirement().leads() * plan.requirement().samples();
    int maps = model.compared().size() + BackwardRule.values().length;
    return values * plan.targets().size() * maps * Float.BYTES;
  }
}
