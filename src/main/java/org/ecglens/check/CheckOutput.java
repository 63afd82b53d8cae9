package org.ecglens.check;

import java.io.IOException;
import org.ecglens.table.TableRow;

/** Where checks write. */
public interface CheckOutput {
  /** Appends a row to its table. */
  void write(TableRow row) throws IOException;

  /**
   * Notes a record that cannot be used.
   *
   * @param path of its file, or null
   */
  void quarantine(String recordId, String path, String stage, String reason, String detail)
      throws IOException;
}
