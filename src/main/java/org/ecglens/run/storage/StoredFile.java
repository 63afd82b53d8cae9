package org.ecglens.run.storage;

import java.io.Serializable;

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

  @Override
  public int compareTo(StoredFile other) {
    return name.compareTo(other.name);
  }
}
