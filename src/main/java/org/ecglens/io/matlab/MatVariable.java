package org.ecglens.io.matlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.array.NumberArray;
import org.ecglens.io.array.NumberType;

/**
 * A variable of plain real numbers.
 *
 * @param name of it
 * @param shape lengths of the dimensions, the first being the fastest
 * @param type in which the numbers are stored
 * @param numbers opens them
 */
record MatVariable(String name, List<Integer> shape, NumberType type, Numbers numbers) {
  private static final int PIECE = 1 << 16;

  /** Opens the bytes of the numbers, which may end too early. */
  interface Numbers {
    InputStream open() throws IOException;
  }

  /** Copies the shape. */
  MatVariable {
    shape = List.copyOf(shape);
  }

  /** How many numbers there are; as many as cannot be read where there are more. */
  long count() {
    long count = 1;
    for (int size : shape) {
      count = count > EcgReader.MOST_VALUES ? count : count * size;
    }
    return count;
  }

  /**
   * All numbers.
   *
   * @param path for messages
   * @throws UserException if they are too many, or not there
   */
  float[] values(String path) throws IOException {
    if (count() > EcgReader.MOST_VALUES) {
      throw new UserException(
          path
              + ": the array has more than "
              + EcgReader.MOST_VALUES
              + " values; save it with -v7.3.");
    }
    float[] values = new float[(int) count()];
    read(path, (bytes, at, count) -> type.read(bytes, 0, values, at, count));
    return values;
  }

  /** All numbers with all their digits, see {@link #values}. */
  double[] numbers(String path, int most) throws IOException {
    double[] values = new double[(int) Math.min(most, count())];
    read(
        path,
        (bytes, at, count) -> {
          for (int i = 0; i < count && at + i < values.length; i++) {
            values[at + i] = type.number(bytes, i);
          }
        });
    return values;
  }

  /** Takes numbers in pieces. */
  private interface Target {
    void put(ByteBuffer bytes, int at, int count);
  }

  private void read(String path, Target target) throws IOException {
    int all = (int) count();
    byte[] piece = new byte[PIECE];
    try (InputStream in = numbers.open()) {
      for (int at = 0; at < all; ) {
        int count = Math.min(all - at, PIECE / type.bytes());
        if (in.readNBytes(piece, 0, count * type.bytes()) < count * type.bytes()) {
          throw new UserException(path + ": an array ends too early; the file is cut or damaged.");
        }
        target.put(ByteBuffer.wrap(piece).order(type.order()), at, count);
        at += count;
      }
    }
  }

  /** The variable as an array, which is read once, and as a whole. */
  NumberArray array(String path) {
    return new NumberArray() {
      private float[] values;

      @Override
      public int[] dimensions() {
        return shape.stream().mapToInt(Integer::intValue).toArray();
      }

      @Override
      public boolean isFirstFastest() {
        return true;
      }

      @Override
      public boolean mayEndWithRecords() {
        return true;
      }

      @Override
      public float[] read(int from, int to) throws IOException {
        if (values == null) {
          values = values(path);
        }
        int row = values.length / shape.get(shape.size() - 1);
        return from == 0 && to * row == values.length
            ? values
            : java.util.Arrays.copyOfRange(values, from * row, to * row);
      }
    };
  }
}
