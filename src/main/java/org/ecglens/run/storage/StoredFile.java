package org.ecglens.run.storage;

import java.io.Serializable;
import java.util.Optional;

/**
 * A file of a table as it was when it was complete.
 *
 * @param name in the table's folder
 * @param bytes its length
 * @param rows in it
 * @param sha256 of its content, in hexadecimal digits
 */
public record StoredFile(String name, long bytes, long rows, String sha256)
    implements Serializable, Comparable<StoredFile> {
  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with the file that is there now.
   *
   * @param table folder of its table, for the sentence
   * @param found its length; null where there is none
   */
  public Optional<String> fault(String table, Long found) {
    if (found != null && found == bytes) {
      return Optional.empty();
    }
    return Optional.of(
        table
            + "/"
            + name
            + (found == null ? " is gone" : " has %d bytes, not %d".formatted(found, bytes)));
  }

  @Override
  public int compareTo(StoredFile other) {
    return name.compareTo(other.name);
  }
}
