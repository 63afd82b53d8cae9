package org.ecglens.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * The files beside a record: one folder of a local disk, of HDFS or of an object store. Names are
 * relative to it, with {@code /} between parts; readers have checked that they stay inside.
 */
public interface SignalFiles {
  /**
   * Length in bytes.
   *
   * @throws java.io.FileNotFoundException or {@code java.nio.file.NoSuchFileException} if there is
   *     no such file
   */
  long length(String name) throws IOException;

  /**
   * Opens a file at its start; the caller closes it.
   *
   * @throws java.io.FileNotFoundException or {@code java.nio.file.NoSuchFileException} if there is
   *     no such file
   */
  InputStream open(String name) throws IOException;

  /**
   * Opens a file for reading at any place; the caller closes it.
   *
   * @throws java.io.FileNotFoundException or {@code java.nio.file.NoSuchFileException} if there is
   *     no such file
   */
  default StoredBytes bytes(String name) throws IOException {
    return StoredBytes.sequential(this, name);
  }

  /** The full path of a file, for messages. */
  String path(String name);
}
