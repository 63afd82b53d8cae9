package org.ecglens.io;

import java.io.IOException;
import org.ecglens.error.UserException;

/** Where a reader puts the recordings of a file, one after the other. */
public interface Recordings {
  /**
   * Takes a recording; its id is that of its records.
   *
   * @throws IOException if it cannot be written
   */
  void add(Reading reading) throws IOException;

  /**
   * Takes note of one that cannot be used; the others are not concerned.
   *
   * @param recordId that it would have had
   * @param failure what is wrong with it
   * @throws IOException if that cannot be written
   */
  void refuse(String recordId, UserException failure) throws IOException;
}
