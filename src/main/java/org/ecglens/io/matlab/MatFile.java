package org.ecglens.io.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.ecglens.error.UserException;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.NumberType;

/**
 * The variables of a file of version 5 to 7: a header of 128 bytes, then an element for each
 * variable, stored or deflated (MAT-File Format, The MathWorks).
 */
final class MatFile {
  private static final String START = "MATLAB 5.0 MAT-file";
  private static final int HEADER = 128;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int FIRST_NUMERIC_CLASS = 6;
  private static final int LAST_NUMERIC_CLASS = 15;
  private static final int COMPLEX_FLAG = 0x08;
  private static final int MOST_VARIABLES = 10_000;
  private static final int MOST_DIMENSIONS = 8;
  private static final int LONGEST_NAME = 256;

  private final String path;
  private final StoredBytes file;
  private final ByteOrder order;

  private MatFile(String path, StoredBytes file, ByteOrder order) {
    this.path = path;
    this.file = file;
    this.order = order;
  }

  /** Whether a file begins as one of these versions; those of 7.3 begin in the same way. */
  static boolean isOne(byte[] start) {
    return start.length >= HEADER
        && new String(start, 0, START.length(), StandardCharsets.ISO_8859_1).equals(START)
        && order(start).isPresent();
  }

  private static Optional<ByteOrder> order(byte[] start) {
    return switch ((char) start[126] + "" + (char) start[127]) {
      case "IM" -> Optional.of(ByteOrder.LITTLE_ENDIAN);
      case "MI" -> Optional.of(ByteOrder.BIG_ENDIAN);
      default -> Optional.empty();
    };
  }

  /**
   * The variables that hold plain real numbers.
   *
   * @param path for messages
   * @param start of the file, at least its header
   * @throws UserException if the file is damaged
   */
  static List<MatVariable> variables(String path, StoredBytes file, byte[] start)
      throws IOException {
    ByteOrder order =
        order(start).orElseThrow(() -> new UserException(path + ": the header is damaged."));
    return new MatFile(path, file, order).variables();
  }

  private List<MatVariable> variables() throws IOException {
    List<MatVariable> variables = new ArrayList<>();
    long at = HEADER;
    for (int i = 0; at + 8 <= file.length(); i++) {
      byte[] tag = new byte[8];
      file.read(at, tag, 0, 8);
      ByteBuffer numbers = ByteBuffer.wrap(tag).order(order);
      int type = numbers.getInt(0);
      long size = Integer.toUnsignedLong(numbers.getInt(4));
      if (i >= MOST_VARIABLES) {
        throw new UserException(path + ": there are more than " + MOST_VARIABLES + " variables.");
      }
      if (size == 0 || at + 8 + size > file.length() || (type != MATRIX && type != COMPRESSED)) {
        throw new UserException(path + ": a variable is damaged, or the file is cut.");
      }
      variable(type == COMPRESSED, at + 8, size).ifPresent(variables::add);
      at += 8 + size;
    }
    return variables;
  }

  private InputStream element(boolean compressed, long at, long size) {
    InputStream stored = new FileRange(file, at, size);
    return compressed ? new InflatedStream(stored, new Inflater()) : stored;
  }

  private Optional<MatVariable> variable(boolean compressed, long at, long size)
      throws IOException {
    try (MatElements elements = new MatElements(element(compressed, at, size), order)) {
      if (compressed && elements.next() != MATRIX) {
        return Optional.empty();
      }
      elements.next();
      byte[] flags = elements.content(16);
      int about = ByteBuffer.wrap(flags).order(order).getInt(0);
      int kind = about & 0xff;
      boolean real = (about >> 8 & COMPLEX_FLAG) == 0;
      if (kind < FIRST_NUMERIC_CLASS || kind > LAST_NUMERIC_CLASS || !real) {
        return Optional.empty();
      }
      elements.next();
      List<Integer> shape = shape(elements.content(4 * MOST_DIMENSIONS));
      elements.next();
      String name = new String(elements.content(LONGEST_NAME), StandardCharsets.ISO_8859_1);
      NumberType type = type(elements.next());
      long length = elements.left();
      long before = elements.position();
      MatVariable found =
          new MatVariable(name, shape, type, () -> numbers(compressed, at, size, before));
      if (found.count() * type.bytes() > length) {
        throw new UserException(path + ": an array is longer than what is stored.");
      }
      return Optional.of(found);
    } catch (ZipException | EOFException | IndexOutOfBoundsException e) {
      throw new UserException(path + ": a variable is damaged, or the file is cut.", e);
    }
  }

  private InputStream numbers(boolean compressed, long at, long size, long before)
      throws IOException {
    InputStream in = element(compressed, at, size);
    try {
      in.skipNBytes(before);
      return new DamagedStream(path, in);
    } catch (ZipException | EOFException e) {
      in.close();
      throw new UserException(path + ": a variable is damaged, or the file is cut.", e);
    }
  }

  private List<Integer> shape(byte[] bytes) {
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(order);
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < bytes.length / 4; i++) {
      if (numbers.getInt(4 * i) < 0) {
        throw new UserException(path + ": an array has a negative length; the file is damaged.");
      }
      shape.add(numbers.getInt(4 * i));
    }
    if (shape.size() < 2) {
      throw new UserException(path + ": an array has no dimensions; the file is damaged.");
    }
    return shape;
  }

  /** Numbers are stored in the smallest type that holds them, whatever the class. */
  private NumberType type(int type) {
    return switch (type) {
      case 1 -> new NumberType(1, order, NumberType.Kind.SIGNED);
      case 2 -> new NumberType(1, order, NumberType.Kind.UNSIGNED);
      case 3 -> new NumberType(2, order, NumberType.Kind.SIGNED);
      case 4 -> new NumberType(2, order, NumberType.Kind.UNSIGNED);
      case 5 -> new NumberType(4, order, NumberType.Kind.SIGNED);
      case 6 -> new NumberType(4, order, NumberType.Kind.UNSIGNED);
      case 7 -> new NumberType(4, order, NumberType.Kind.FLOAT);
      case 9 -> new NumberType(8, order, NumberType.Kind.FLOAT);
      case 12 -> new NumberType(8, order, NumberType.Kind.SIGNED);
      case 13 -> new NumberType(8, order, NumberType.Kind.UNSIGNED);
      default -> throw new UserException(path + ": an array is damaged: its numbers have no type.");
    };
  }
}
