package org.ecglens.records;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;

/**
 * What a run began with, to be told from other records under the same ids.
 *
 * @param count of the records
 * @param digest of all that jobs read of them, which does not depend on their order or files
 */
public record RecordContent(long count, long digest) {

  /**
   * Reads all records once.
   *
   * @throws UserException as {@link #count}
   */
  public static RecordContent of(RecordTable records) {
    long count = count(records);
    Column[] columns =
        Arrays.stream(records.rows().columns())
            // Maps have no order, and no hash.
            .map(name -> name.equals("labels") ? array_sort(map_entries(col(name))) : col(name))
            .toArray(Column[]::new);
    long digest = records.rows().agg(bit_xor(xxhash64(columns))).first().getLong(0);
    return new RecordContent(count, digest);
  }

  /**
   * Number of the records; reads the ids alone.
   *
   * @throws UserException if there are no records, or an id is missing or not unique
   */
  public static long count(RecordTable records) {
    Dataset<Row> ids = records.rows().select("record_id");
    Row totals = ids.selectExpr("count(*) as rows", "count(record_id) as ids").first();
    long count = totals.getAs("rows");
    long named = totals.getAs("ids");
    if (count == 0) {
      throw new UserException("--records " + records.path() + " has no records.");
    }
    if (named != count) {
      throw new UserException(
          "--records "
              + records.path()
              + ": column 'record_id' is null in "
              + (count - named)
              + " of "
              + count
              + " records; every record needs one.");
    }
    List<Row> twice =
        ids.groupBy("record_id").count().where("count > 1").orderBy("record_id").takeAsList(1);
    if (!twice.isEmpty()) {
      throw new UserException(
          "--records "
              + records.path()
              + ": record_id '"
              + twice.get(0).getAs("record_id")
              + "' occurs "
              + twice.get(0).getAs("count")
              + " times; it must be unique.");
    }
    return count;
  }

  @Override
  public String toString() {
    return "%d records, digest %016x".formatted(count, digest);
  }
}
