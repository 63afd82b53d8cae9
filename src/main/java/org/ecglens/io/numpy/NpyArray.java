package org.ecglens.io.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.NumberArray;

/**
 * The numbers behind a header.
 *
 * @param path for messages
 * @param header of the array
 * @param bytes from the header on
 */
record NpyArray(String path, NpyHeader header, StoredBytes bytes) implements NumberArray {
  private static final int PIECE = 1 << 20;

  /**
   * An array.
   *
   * @throws UserException if the numbers are not all there
   */
  static NpyArray of(String path, StoredBytes bytes) throws IOException {
    NpyHeader header;
    try {
      byte[] start = new byte[(int) Math.min(NpyHeader.SHORTEST, bytes.length())];
      bytes.read(0, start, 0, start.length);
      int length = NpyHeader.length(path, start);
      byte[] whole = Arrays.copyOf(start, length);
      bytes.read(start.length, whole, start.length, length - start.length);
      header = NpyHeader.of(path, whole);
    } catch (EOFException e) {
      throw new UserException(path + ": the header of the array is cut.", e);
    }
    long room = (bytes.length() - header.length()) / header.type().bytes();
    long values = 1;
    for (int size : header.shape()) {
      values = size > 0 && values > Long.MAX_VALUE / size ? Long.MAX_VALUE : values * size;
    }
    if (values > room) {
      throw new UserException(path + ": the array is longer than the file; it is cut.");
    }
    return new NpyArray(path, header, bytes);
  }

  @Override
  public int[] dimensions() {
    return header.shape().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public boolean isFirstFastest() {
    return header.fortran();
  }

  private long rowValues() {
    int[] sizes = dimensions();
    int slowest = header.fortran() ? sizes.length - 1 : 0;
    long values = 1;
    for (int i = 0; i < sizes.length; i++) {
      values *= i == slowest ? 1 : sizes[i];
    }
    return values;
  }

  @Override
  public float[] read(int from, int to) throws IOException {
    long row = rowValues();
    float[] values = new float[count(row, to - from)];
    int width = header.type().bytes();
    byte[] piece = new byte[Math.min(PIECE, values.length * width)];
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.length / width);
      fill(header.length() + (from * row + at) * width, piece, count * width);
      header.type().read(ByteBuffer.wrap(piece).order(header.type().order()), 0, values, at, count);
      at += count;
    }
    return values;
  }

  private int count(long row, int rows) {
    if (row > EcgReader.MOST_VALUES || row * rows > EcgReader.MOST_VALUES) {
      throw new UserException(path + ": the array has more values than a record can have.");
    }
    return (int) (row * rows);
  }

  /**
   * All integers of an array of one dimension.
   *
   * @param rows that are read of it
   */
  long[] whole(int rows) throws IOException {
    int width = header.type().bytes();
    byte[] all = new byte[Math.multiplyExact(rows, width)];
    fill(header.length(), all, all.length);
    ByteBuffer numbers = ByteBuffer.wrap(all).order(header.type().order());
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = header.type().whole(numbers, i);
    }
    return values;
  }

  /** The first number. */
  double first() throws IOException {
    byte[] one = new byte[header.type().bytes()];
    fill(header.length(), one, one.length);
    return header.type().number(ByteBuffer.wrap(one).order(header.type().order()), 0);
  }

  private void fill(long at, byte[] into, int count) throws IOException {
    try {
      bytes.read(at, into, 0, count);
    } catch (EOFException e) {
      throw new UserException(path + ": the array is longer than the file; it is cut.", e);
    }
  }
}
