package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of a stream one by one, without the lock that the buffered streams of Java take. */
final class ByteSource {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

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

  /**
   * Bytes in the buffer, which is filled up if they are fewer than some.
   *
   * @param wanted at most a quarter of the buffer
   */
  int held(int wanted) throws IOException {
    if (held - next < wanted && wanted <= BUFFER_BYTES / 4) {
      System.arraycopy(buffer, next, buffer, 0, held - next);
      held -= next;
      next = 0;
      held += Math.max(0, in.readNBytes(buffer, held, buffer.length - held));
    }
    return held - next;
  }

  /** The two bytes so many bytes ahead, the low one first, signed; they are in the buffer. */
  int word(int ahead) {
    return (short) WORDS.get(buffer, next + ahead);
  }

  /** Leaves bytes that are in the buffer behind. */
  void pass(int bytes) {
    next += bytes;
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
