package org.ecglens.io.matlab;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The elements within a variable, one after the other: a tag with type and size, then content. */
final class MatElements implements Closeable {
  private final InputStream in;
  private final ByteOrder order;
  private long position;
  private int left;
  private int padding;

  MatElements(InputStream in, ByteOrder order) {
    this.in = in;
    this.order = order;
  }

  /** Reads the next tag, and says its type; the content before it has been taken. */
  int next() throws IOException {
    byte[] word = bytes(4);
    int first = ByteBuffer.wrap(word).order(order).getInt(0);
    // Up to four bytes of content share a word with their tag.
    if (first >>> 16 != 0) {
      left = first >>> 16;
      padding = 4 - left;
      return first & 0xffff;
    }
    left = ByteBuffer.wrap(bytes(4)).order(order).getInt(0);
    padding = (8 - left % 8) % 8;
    return first;
  }

  /** Bytes of content that the tag claims. */
  int left() {
    return left;
  }

  /** Bytes that were read so far. */
  long position() {
    return position;
  }

  /**
   * The content.
   *
   * @param most bytes that it may have
   * @throws EOFException if it has more, or is cut
   */
  byte[] content(int most) throws IOException {
    if (left < 0 || left > most || padding < 0) {
      throw new EOFException("an element is too long");
    }
    byte[] content = bytes(left);
    bytes(padding);
    return content;
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("an element is cut");
    }
    position += count;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
