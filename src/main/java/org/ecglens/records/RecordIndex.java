package org.ecglens.records;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ecglens.error.UserException;

/**
 * The ids of all records and hashes of what they hold, from one pass over the signals. Spark keeps
 * them, some fifty bytes for each record, in memory or on disk until this is closed.
 */
public final class RecordIndex implements AutoCloseable {
  private static final String ID = "record_id";
  private static final String DIGEST = "digest";
  private static final String LONG = "long";
  private static final String SHORT = "short";

  private final String path;
  private final Dataset<Row> hashes;

  private RecordIndex(String path, Dataset<Row> hashes) {
    this.path = path;
    this.hashes = hashes;
  }

  /** An index of a table; reads nothing yet. */
  public static RecordIndex of(RecordTable records) {
    Dataset<Row> rows = records.rows();
    Column[] all =
        Arrays.stream(rows.columns())
            // Maps have no order, and no hash.
            .map(name -> name.equals("labels") ? array_sort(map_entries(col(name))) : col(name))
            .toArray(Column[]::new);
    Column[] recording = {col("leads"), col("sample_rate_hz"), col("unit"), col("signal")};
    Column recorded = size(col("signal")).gt(0);
    return new RecordIndex(
        records.path(),
        rows.select(
                col(ID),
                xxhash64(all).as(DIGEST),
                when(recorded, xxhash64(recording)).as(LONG),
                when(recorded, hash(recording)).as(SHORT))
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /**
   * Counts the records and digests what they hold.
   *
   * @throws UserException if there are no records, or an id is missing or not unique
   */
  public RecordContent content() {
    Row totals =
        hashes
            .agg(
                count(lit(1)).as("rows"), count(col(ID)).as("ids"), bit_xor(col(DIGEST)).as(DIGEST))
            .first();
    long records = totals.getAs("rows");
    long named = totals.getAs("ids");
    if (records == 0) {
      throw new UserException("--records " + path + " has no records.");
    }
    if (named != records) {
      throw new UserException(
          "--records "
              + path
              + ": column 'record_id' is null in "
              + (records - named)
              + " of "
              + records
              + " records; every record needs one.");
    }
    List<Row> twice = hashes.groupBy(ID).count().where("count > 1").orderBy(ID).takeAsList(1);
    if (!twice.isEmpty()) {
      throw new UserException(
          "--records "
              + path
              + ": record_id '"
              + twice.get(0).getAs(ID)
              + "' occurs "
              + twice.get(0).getAs("count")
              + " times; it must be unique.");
    }
    return new RecordContent(records, totals.getAs(DIGEST));
  }

  /**
   * Records that repeat another one: the same leads, rate, unit and samples. They are told by 96
   * bits, in which two of a million different records are equal with probability 1e-17.
   *
   * @return by the id of each repetition, the first id, in their order, of the same recording
   */
  public Map<String, String> duplicates() {
    List<Row> found =
        hashes
            .where(col(ID).isNotNull().and(col(LONG).isNotNull()))
            .groupBy(LONG, SHORT)
            .agg(sort_array(collect_list(ID)).as("ids"))
            .where("size(ids) > 1")
            .select("ids")
            .collectAsList();
    Map<String, String> duplicates = new TreeMap<>();
    for (Row row : found) {
      List<String> ids = row.getList(0);
      ids.subList(1, ids.size()).forEach(id -> duplicates.put(id, ids.get(0)));
    }
    return duplicates;
  }

  @Override
  public void close() {
    hashes.unpersist(false);
  }
}
