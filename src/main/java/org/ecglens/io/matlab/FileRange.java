package org.ecglens.io.matlab;

import java.io.IOException;
import java.io.InputStream;
import org.ecglens.io.StoredBytes;

/** A part of a file as a stream. */
final class FileRange extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final StoredBytes file;
  private final long end;
  private long at;
  private byte[] buffer = new byte[0];
  private int next;

  FileRange(StoredBytes file, long at, long length) {
    this.file = file;
    this.at = at;
    this.end = at + length;
  }

  private boolean fill() throws IOException {
    if (next == buffer.length) {
      buffer = new byte[(int) Math.min(BUFFER, end - at)];
      file.read(at, buffer, 0, buffer.length);
      at += buffer.length;
      next = 0;
    }
    return buffer.length > 0;
  }

  @Override
  public int read() throws IOException {
    return fill() ? Byte.toUnsignedInt(buffer[next++]) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.length - next);
    System.arraycopy(buffer, next, into, offset, count);
    next += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long held = Math.max(0, Math.min(count, buffer.length - next));
    next += (int) held;
    long further = Math.max(0, Math.min(count - held, end - at));
    at += further;
    return held + further;
  }
}
