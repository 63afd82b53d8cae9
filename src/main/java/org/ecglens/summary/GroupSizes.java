package org.ecglens.summary;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.ecglens.plan.GroupBy;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.Tables;

/**
 * The groups that a label makes of the records of a run.
 *
 * @param by the label
 * @param subjects by group, in the groups' order; records where subjects are not known
 */
record GroupSizes(GroupBy by, Map<String, Long> subjects) {
  /** More values are no groups: a label that is a measure needs limits. */
  private static final int MOST_GROUPS = 8;

  /** Counts. */
  static GroupSizes of(RunTables tables, GroupBy by) throws IOException {
    Map<String, Long> subjects = new TreeMap<>(by.order());
    for (Row row :
        tables
            .read(Tables.GROUPS)
            .where(col("by").equalTo(by.toString()))
            .join(tables.read(Tables.SUBJECTS), new String[] {"record_id"}, "left")
            .groupBy("group")
            .agg(count_distinct(TargetScoresTable.unit()).as("subjects"))
            .collectAsList()) {
      subjects.put(row.getAs("group"), row.getAs("subjects"));
    }
    return new GroupSizes(by, subjects);
  }

  /** Why there is nothing to compare, or null. */
  String problem() {
    long stated = subjects.keySet().stream().filter(GroupSizes::isStated).count();
    if (stated > MOST_GROUPS) {
      return ("%s has %,d values in these records, and at most %d groups are made; name limits, as in"
              + " --by age:60")
          .formatted(by, stated, MOST_GROUPS);
    }
    return stated == 0 ? "no record that was used has " + by.name() : null;
  }

  /** Whether its records have the label. */
  static boolean isStated(String group) {
    return !group.equals(GroupBy.NOT_STATED);
  }
}
