package org.ecglens.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.metric.Moments;

/** Sums of one kind over the records of a shard. */
final class States {
  private final SumKind kind;
  private final Map<SumKey, Moments> sums = new LinkedHashMap<>();

  States(SumKind kind) {
    this.kind = kind;
  }

  void add(String model, String target, String method, String detail, Moments vector) {
    sums.merge(new SumKey(kind, model, target, method, detail), vector, Moments::plus);
  }

  /** Gives the sums, in the order in which their keys came first. */
  void writeTo(CheckOutput output) throws IOException {
    for (Map.Entry<SumKey, Moments> entry : sums.entrySet()) {
      output.sum(entry.getKey(), entry.getValue());
    }
  }
}
