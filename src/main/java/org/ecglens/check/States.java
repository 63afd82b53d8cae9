package org.ecglens.check;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.metric.Moments;
import org.ecglens.table.StateRow;

/** Sums over the records of a shard, by model, target, method and one more key. */
final class States {
  private final String kind;
  private final Map<Key, Moments> sums = new LinkedHashMap<>();

  private record Key(String model, String target, String method, String detail) {}

  /** Sums of one kind; see {@link StateRow#kind()}. */
  States(String kind) {
    this.kind = kind;
  }

  void add(String model, String target, String method, String detail, Moments vector) {
    sums.merge(new Key(model, target, method, detail), vector, Moments::plus);
  }

  void writeTo(CheckOutput output) throws IOException {
    for (Map.Entry<Key, Moments> entry : sums.entrySet()) {
      Key key = entry.getKey();
      Moments sum = entry.getValue();
      output.write(
          new StateRow(
              kind,
              key.model(),
              key.target(),
              key.method(),
              key.detail(),
              sum.n(),
              sum.mean(),
              sum.m2()));
    }
  }
}
