package org.ecglens.report.text;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by name, in bounded memory: names that come after the first {@value #MOST_NAMES} are
 * counted together.
 */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMES = 10_000;

  private final Map<String, Long> counts = new HashMap<>();
  private long others;

  /** A name and how often it came. */
  record Entry(String name, long count) {}

  void add(String name) {
    add(name, 1);
  }

  void add(String name, long times) {
    if (counts.size() < MOST_NAMES || counts.containsKey(name)) {
      counts.merge(name, times, Long::sum);
    } else {
      others += times;
    }
  }

  void add(Tally tally) {
    tally.counts.forEach(this::add);
    others += tally.others;
  }

  /** Names, the commonest first. */
  List<Entry> entries() {
    return counts.entrySet().stream()
        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong((Entry e) -> -e.count()).thenComparing(Entry::name))
        .toList();
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** How often a name came that is not in the entries. */
  long others() {
    return others;
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum() + others;
  }
}
