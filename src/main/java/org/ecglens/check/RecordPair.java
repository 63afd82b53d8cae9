package org.ecglens.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of different records whose maps are compared: each chosen record beside the next one of the
 * batch that is of another subject. A record's partner thus depends on the batch, and so a little
 * on how records are spread over shards.
 *
 * @param one position in the batch
 * @param other position in the batch
 */
record RecordPair(int one, int other) {

  /** A pair for each chosen record that has a partner; no pair comes twice. */
  static List<RecordPair> of(ExplainedBatch batch, List<Integer> chosen) {
    Set<RecordPair> seen = new LinkedHashSet<>();
    List<RecordPair> pairs = new ArrayList<>();
    for (int record : chosen) {
      int partner = partner(batch, record);
      if (partner >= 0
          && seen.add(new RecordPair(Math.min(record, partner), Math.max(record, partner)))) {
        pairs.add(new RecordPair(record, partner));
      }
    }
    return pairs;
  }

  private static int partner(ExplainedBatch batch, int record) {
    int records = batch.records().size();
    String subject = batch.records().get(record).subject();
    for (int step = 1; step < records; step++) {
      int other = (record + step) % records;
      if (subject == null || !subject.equals(batch.records().get(other).subject())) {
        return other;
      }
    }
    return -1;
  }
}
