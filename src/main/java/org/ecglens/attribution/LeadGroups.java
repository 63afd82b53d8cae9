package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;

/** Which leads are changed together. */
enum LeadGroups {
  /** Every lead by itself. */
  EACH,
  /** The six limb leads, and all others. */
  LIMB_PRECORDIAL,
  /** All leads. */
  ALL;

  private static final Set<String> LIMB = new HashSet<>(Lead.STANDARD.subList(0, 6));

  /**
   * The leads of each group.
   *
   * @throws UserException if groups need the names of leads, and these are not known
   */
  List<int[]> of(ExplainableBatch batch, int record) {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int lead = 0; lead < batch.leads(); lead++) {
      groups.computeIfAbsent(group(batch, record, lead), any -> new ArrayList<>()).add(lead);
    }
    return groups.values().stream()
        .map(leads -> leads.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /** For each lead its group, groups numbered from 0. */
  int[] groupOf(ExplainableBatch batch, int record) {
    int[] groups = new int[batch.leads()];
    List<int[]> all = of(batch, record);
    IntStream.range(0, all.size())
        .forEach(group -> IntStream.of(all.get(group)).forEach(lead -> groups[lead] = group));
    return groups;
  }

  private int group(ExplainableBatch batch, int record, int lead) {
    return switch (this) {
      case EACH -> lead;
      case ALL -> 0;
      case LIMB_PRECORDIAL -> {
        List<String> names = batch.context(record).leadNames();
        if (names.size() != batch.leads()) {
          throw new UserException(
              batch.recordId(record)
                  + ": the names of the leads are not known, which leads="
                  + this
                  + " needs; choose leads=each or leads=all");
        }
        yield LIMB.contains(Lead.name(names.get(lead))) ? 0 : 1;
      }
    };
  }

  @Override
  public String toString() {
    return Domain.hyphenated(this);
  }
}
