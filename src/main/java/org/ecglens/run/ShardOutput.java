package org.ecglens.run;

import java.io.IOException;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.TableRow;

/** Where a task writes what it makes of the items of one shard. */
public interface ShardOutput {
  /** Count of the records that items have beyond one each. */
  String FURTHER = "further-records";

  /** Name of the count of items that turned out to be no record of their own. */
  String NONE = "parts-without-records";

  /** Number of the shard, from 0. */
  int shard();

  /** Appends a row to its table. */
  void write(TableRow row) throws IOException;

  /**
   * Adds to a count of the manifest.
   *
   * @param amount at least 0, in whatever unit the name says
   */
  void count(String name, long amount);

  /**
   * Notes an item that cannot be used, and counts it.
   *
   * @param recordId null where the item has not become a record
   * @param path of the item's file; null where the item is not read from a file of its own
   * @param stage of the work
   * @param reason one of few, by which items are counted
   * @param detail for a reader
   */
  default void quarantine(String recordId, String path, String stage, String reason, String detail)
      throws IOException {
    write(new QuarantineRow(recordId, path, stage, reason, detail));
    count("quarantine/" + stage + "/" + reason, 1);
  }
}
