package org.ecglens.records;

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
   * @throws UserException as {@link RecordIndex#content}
   */
  public static RecordContent of(RecordTable records) {
    try (RecordIndex index = RecordIndex.of(records)) {
      return index.content();
    }
  }

  @Override
  public String toString() {
    return "%d records, digest %016x".formatted(count, digest);
  }
}
