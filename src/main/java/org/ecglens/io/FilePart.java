package org.ecglens.io;

import java.io.Serializable;

/**
 * Which of the recordings of a file are read: a large file is read by several tasks. The cut
 * depends on the file alone.
 *
 * @param number of the part, from 0
 * @param count of all parts, at least 1
 */
public record FilePart(int number, int count) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stored bytes of a part. */
  public static final long BYTES = 1 << 27;

  private static final int MOST = 10_000;

  /** All recordings. */
  public static final FilePart WHOLE = new FilePart(0, 1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no such part
   */
  public FilePart {
    if (number < 0 || number >= count) {
      throw new IllegalArgumentException("part " + number + " of " + count);
    }
  }

  /** Number of parts of a file of so many bytes. */
  public static int count(long bytes) {
    return (int) Math.max(1, Math.min(MOST, (bytes + BYTES - 1) / BYTES));
  }

  /** Whether it is the first part, which a file with a single recording is read with. */
  public boolean isFirst() {
    return number == 0;
  }

  /**
   * The first row of the part.
   *
   * @param rows of the file
   * @param together rows that are stored in one piece and so belong to one part, at least 1
   */
  public long from(long rows, long together) {
    return at(number, rows, together);
  }

  /** The row behind the last, see {@link #from}. */
  public long to(long rows, long together) {
    return at(number + 1, rows, together);
  }

  private long at(int part, long rows, long together) {
    long row = Math.round((double) rows * part / count / together) * together;
    return part == count ? rows : Math.min(rows, row);
  }
}
