package org.ecglens.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * An input file of which nothing is used, found before the work: a row of the quarantine.
 *
 * @param path of the file
 * @param reason one of few, by which files are counted
 * @param detail for a reader, a sentence without its full stop
 */
public record SetAside(String path, String reason, String detail) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String STAGE = "read";

  /** Notes files in the quarantine. */
  public static void write(List<SetAside> files, ShardOutput output) throws IOException {
    for (SetAside file : files) {
      output.quarantine(null, file.path(), STAGE, file.reason(), file.detail());
    }
  }

  /** In a sentence for the user. */
  @Override
  public String toString() {
    return path + ": " + detail;
  }
}
