package org.ecglens.io.matlab;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.ecglens.error.UserException;

/** A stream whose damage is that of the file and not of the storage. */
final class DamagedStream extends FilterInputStream {
  private final String path;

  DamagedStream(String path, InputStream in) {
    super(in);
    this.path = path;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return in.read(into, offset, length);
    } catch (ZipException | EOFException e) {
      throw new UserException(path + ": a variable is damaged, or the file is cut.", e);
    }
  }
}
