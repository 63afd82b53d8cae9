package org.ecglens.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.NoticeRow;
import org.ecglens.table.RatersRow;
import org.ecglens.table.Tables;
import scala.Tuple2;

/** Each item is a notice, the last one besides in quarantine; the finish counts the notices. */
final class NoticeSteps implements RunSteps<Integer, Long> {
  /** Number of items. */
  static final int ITEMS = 7;

  private final SparkSession spark;

  NoticeSteps(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public JavaRDD<Tuple2<Integer, Integer>> items(int shards, Set<Integer> done) {
    List<Tuple2<Integer, Integer>> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      if (!done.contains(item % shards)) {
        items.add(new Tuple2<>(item % shards, item));
      }
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(items, 1);
  }

  @Override
  public ShardTask<Integer> task(RunConfig config) {
    return (items, output) -> {
      for (int item : items) {
        output.write(new NoticeRow("r" + item, null, "read", "left-out", "a sentence"));
        output.count("seen", 1);
      }
      if (items.contains(ITEMS - 1)) {
        output.quarantine("q", null, "read", "unreadable", "a sentence");
      }
    };
  }

  @Override
  public boolean isUsable(RunOutcome outcome) {
    return outcome.records() > 0;
  }

  @Override
  public UserException unusable(RunOutcome outcome, Quarantined first) {
    return new UserException("nothing can be used");
  }

  @Override
  public Long finish(RunConfig config, RunOutcome outcome, RunTables tables) throws IOException {
    long notices = tables.read(Tables.NOTICES).count();
    tables.write(
        Tables.RATERS,
        List.of(new RatersRow("QT", "q", "m", (int) notices, 1, null, null, null, null, "none")));
    return notices;
  }
}
