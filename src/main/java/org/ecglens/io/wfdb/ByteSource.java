package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a stream one by one, without the lock that the buffered streams of Java take. */
final class ByteSource {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int held;

  ByteSource(InputStream in) {
    this.in = in;
  }

  /** The next byte as it is, signed. */
  byte signed() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
    return buffer[next++];
  }

  /** The next byte, 0 to 255. */
  int unsigned() throws IOException {
    return signed() & 0xff;
  }

  /** The next two bytes, the low one first, without sign. */
  int word() throws IOException {
    int low = unsigned();
    return low | (unsigned() << 8);
  }

  /** Whether there is another byte. */
  boolean more() throws IOException {
    if (next == held) {
      next = 0;
      held = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
    }
    return next < held;
  }
}
