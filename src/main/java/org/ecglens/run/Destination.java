package org.ecglens.run;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where a run goes, and who hears of it.
 *
 * @param folder path of the run's folder, on any file system that Hadoop knows
 * @param overwrite whether to replace an existing run; otherwise it resumes
 * @param out hears how far the run is
 * @param interactive whether {@code out} is a terminal that can show a moving bar
 */
public record Destination(String folder, boolean overwrite, PrintWriter out, boolean interactive) {

  /** A folder whose run resumes if there is one; no progress is reported. */
  public static Destination of(String folder) {
    return new Destination(folder, false, new PrintWriter(Writer.nullWriter()), false);
  }

  /** The same folder, whose run is replaced. */
  public Destination replaced() {
    return new Destination(folder, true, out, interactive);
  }

  /** The folder. */
  RunFolder run() {
    return new RunFolder(folder);
  }

  /** What is shown of a run. */
  Progress progress(String name) {
    return new Progress(name, out, interactive);
  }
}
