package org.ecglens.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.table.TableRow;

/** Keeps the rows of a shard in memory, for runs without a folder. */
public final class RowShardOutput implements ShardOutput {
  private final int shard;
  private final List<TableRow> rows = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();

  /** Output of a shard. */
  public RowShardOutput(int shard) {
    this.shard = shard;
  }

  @Override
  public int shard() {
    return shard;
  }

  @Override
  public void write(TableRow row) {
    rows.add(row);
  }

  @Override
  public void count(String name, long amount) {
    counts.merge(name, amount, Long::sum);
  }

  /** What was written, in order. */
  public List<TableRow> rows() {
    return List.copyOf(rows);
  }

  /** Counts by name, ascending. */
  public Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
