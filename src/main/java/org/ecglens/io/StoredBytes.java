package org.ecglens.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A file that is read at any place. */
public interface StoredBytes extends Closeable {
  /** Number of bytes. */
  long length();

  /**
   * Reads bytes.
   *
   * @param at place of the first in the file
   * @throws EOFException if the file ends before
   */
  void read(long at, byte[] into, int offset, int length) throws IOException;

  /**
   * Bytes in memory.
   *
   * @param path of the file, for messages
   */
  static StoredBytes of(String path, byte[] content) {
    return new StoredBytes() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public void read(long at, byte[] into, int offset, int count) throws IOException {
        if (at > content.length - count) {
          throw new EOFException(path + " ends before its end");
        }
        System.arraycopy(content, (int) at, into, offset, count);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Bytes of a file that can only be read from its start: to go back opens it again.
   *
   * @throws IOException if there is no such file
   */
  static StoredBytes sequential(SignalFiles files, String name) throws IOException {
    return new StoredBytes() {
      private final long length = files.length(name);
      private InputStream in = files.open(name);
      private long position;

      @Override
      public long length() {
        return length;
      }

      @Override
      public void read(long at, byte[] into, int offset, int count) throws IOException {
        if (at < position) {
          in.close();
          in = files.open(name);
          position = 0;
        }
        in.skipNBytes(at - position);
        position = at;
        if (in.readNBytes(into, offset, count) < count) {
          throw new EOFException(files.path(name) + " ends before its end");
        }
        position += count;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }
}
