package org.ecglens.io;

import java.io.IOException;
import org.ecglens.error.UserException;

/** Where a reader puts the recordings of a file, one after the other. */
public interface Recordings {
  /**
   * How long recordings become several records. A reader that reads a file bit by bit hands on the
   * pieces; the others hand on whole recordings, which are cut here.
   */
  default Cut cut() {
    return Cut.NONE;
  }

  /**
   * Whether all that is peculiar about a recording has to be known before its first record: then
   * none is read bit by bit.
   */
  default boolean isStrict() {
    return false;
  }

  /**
   * Takes note of something about the file.
   *
   * @throws IOException if that cannot be written
   */
  void note(Notice notice) throws IOException;

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
