package org.ecglens.io;

import java.io.IOException;
import org.ecglens.UserException;

/** Reads records of one file format. Implementations have no state. */
public interface EcgReader {
  /** Name of the format, as in {@code --format}. */
  String format();

  /**
   * Whether the name of a file is that of a record of this format, the file that is named to read
   * it.
   */
  boolean recognises(String path);

  /**
   * Reads one record.
   *
   * @param files the folder of the record
   * @param name of the file in it that {@link #recognises} accepts
   * @param recordId of the record, see {@link RecordPath#id}
   * @throws UserException if the files are damaged, missing or of a kind that is not supported; the
   *     message names file, field and value
   * @throws IOException if the storage fails
   */
  Reading read(SignalFiles files, String name, String recordId) throws IOException;
}
