package org.ecglens.io.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.NumberType;

/**
 * The variables of a file of version 4: for each a header of five numbers, its name and its numbers
 * (MAT-File Format, The MathWorks).
 */
final class MatFile4 {
  private static final int HEADER = 20;
  private static final int MOST_VARIABLES = 10_000;
  private static final int LONGEST_NAME = 256;

  private MatFile4() {}

  private record Header(
      NumberType type, boolean full, int rows, int columns, boolean complex, int name) {
    /** The header that some bytes are, or null. */
    static Header of(byte[] start) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        ByteBuffer numbers = ByteBuffer.wrap(start).order(order);
        int about = numbers.getInt(0);
        int rows = numbers.getInt(4);
        int columns = numbers.getInt(8);
        int complex = numbers.getInt(12);
        int name = numbers.getInt(16);
        boolean machine = about / 1000 == (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1);
        NumberType type = about < 0 ? null : type(about / 10 % 10, order);
        if (machine
            && type != null
            && about / 100 % 10 == 0
            && about % 10 <= 2
            && rows >= 0
            && columns >= 0
            && (complex == 0 || complex == 1)
            && name > 0
            && name <= LONGEST_NAME) {
          return new Header(type, about % 10 == 0, rows, columns, complex == 1, name);
        }
      }
      return null;
    }

    private static NumberType type(int digit, ByteOrder order) {
      return switch (digit) {
        case 0 -> new NumberType(8, order, NumberType.Kind.FLOAT);
        case 1 -> new NumberType(4, order, NumberType.Kind.FLOAT);
        case 2 -> new NumberType(4, order, NumberType.Kind.SIGNED);
        case 3 -> new NumberType(2, order, NumberType.Kind.SIGNED);
        case 4 -> new NumberType(2, order, NumberType.Kind.UNSIGNED);
        case 5 -> new NumberType(1, order, NumberType.Kind.UNSIGNED);
        default -> null;
      };
    }
  }

  /** Whether a file begins with such a header and a name. */
  static boolean isOne(byte[] start) {
    Header header = start.length < HEADER + 2 ? null : Header.of(start);
    return header != null
        && HEADER + header.name() <= start.length
        && start[HEADER + header.name() - 1] == 0
        && Character.isLetter(start[HEADER]);
  }

  /**
   * The variables that hold plain real numbers.
   *
   * @param path for messages
   * @throws UserException if the file is damaged
   */
  static List<MatVariable> variables(String path, StoredBytes file) throws IOException {
    List<MatVariable> variables = new ArrayList<>();
    long at = 0;
    for (int i = 0; at < file.length(); i++) {
      byte[] start = new byte[(int) Math.min(HEADER + LONGEST_NAME, file.length() - at)];
      file.read(at, start, 0, start.length);
      Header header = start.length < HEADER ? null : Header.of(start);
      if (header == null || HEADER + header.name() > start.length || i >= MOST_VARIABLES) {
        throw new UserException(path + ": a variable is damaged, or the file is cut.");
      }
      String name = new String(start, HEADER, header.name(), StandardCharsets.ISO_8859_1);
      long from = at + HEADER + header.name();
      long count = (long) header.rows() * header.columns();
      if (count > file.length()) {
        throw new UserException(path + ": an array is longer than the file; it is cut.");
      }
      long length = count * header.type().bytes() * (header.complex() ? 2 : 1);
      if (from + length > file.length()) {
        throw new UserException(path + ": an array is longer than the file; it is cut.");
      }
      if (header.full() && !header.complex()) {
        variables.add(
            new MatVariable(
                name.replace("\0", ""),
                List.of(header.rows(), header.columns()),
                header.type(),
                () -> new FileRange(file, from, length)));
      }
      at = from + length;
    }
    return variables;
  }
}
