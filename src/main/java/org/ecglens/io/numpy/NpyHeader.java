package org.ecglens.io.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.ecglens.io.array.NumberType;

/**
 * The header of an array: NumPy Enhancement Proposal 1, versions 1 to 3 of the format.
 *
 * @param type of the numbers
 * @param fortran whether the first dimension is the fastest
 * @param shape lengths of the dimensions
 * @param length of the header in bytes; the numbers begin behind it
 */
record NpyHeader(NumberType type, boolean fortran, List<Integer> shape, int length) {
  /** Bytes that say how long a header is, and that every header has. */
  static final int SHORTEST = 12;

  private static final int LONGEST = 1 << 16;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_DIMENSIONS = 8;
  private static final Pattern DESCR =
      Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d{1,2})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]{0,200})\\)");

  /** Copies the shape. */
  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Whether a file begins as an array. */
  static boolean isOne(byte[] start) {
    boolean fits = start.length > MAGIC.length;
    for (int i = 0; fits && i < MAGIC.length; i++) {
      fits = start[i] == MAGIC[i];
    }
    return fits;
  }

  /**
   * Length of a header with all before the numbers.
   *
   * @param path for messages
   * @param start at least {@link #SHORTEST} bytes, fewer if the file is shorter
   * @throws UserException if it is none, or too long
   */
  static int length(String path, byte[] start) {
    if (!isOne(start) || start.length < SHORTEST) {
      throw new UserException(path + ": the file is no NumPy array, or is cut.");
    }
    int version = start[6];
    ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (version < 1 || version > 3) {
      throw new UserException(path + ": version " + version + " of NumPy's format is not read.");
    }
    long length = version == 1 ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
    if (length < 2 || length > LONGEST) {
      throw new UserException(path + ": the header of the array is damaged or too long.");
    }
    return textAt(start) + (int) length;
  }

  private static int textAt(byte[] start) {
    return start[6] == 1 ? 10 : 12;
  }

  /**
   * Reads a header.
   *
   * @param path for messages
   * @param start of the array, {@link #length} bytes
   * @throws UserException if the array is of a kind that is not read
   */
  static NpyHeader of(String path, byte[] start) {
    int from = textAt(start);
    String text = new String(start, from, start.length - from, StandardCharsets.ISO_8859_1);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!order.find() || !shape.find()) {
      throw new UserException(path + ": the header of the array is damaged.");
    }
    return new NpyHeader(
        type(path, text), order.group(1).equals("True"), shape(path, shape.group(1)), start.length);
  }

  /**
   * What the texts of an array are, if it is one of texts.
   *
   * @param start of the array, {@link #length} bytes
   */
  static Optional<NpyTexts.Type> texts(String path, byte[] start) {
    int from = textAt(start);
    String text = new String(start, from, start.length - from, StandardCharsets.ISO_8859_1);
    Matcher descr = DESCR.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !shape.find() || !descr.group(2).matches("[US]")) {
      return Optional.empty();
    }
    long count = 1;
    for (int size : shape(path, shape.group(1))) {
      count = Math.min(Integer.MAX_VALUE, count * size);
    }
    return Optional.of(
        new NpyTexts.Type(
            (int) count,
            Integer.parseInt(descr.group(3)),
            descr.group(2).equals("S")
                ? StandardCharsets.ISO_8859_1
                : Charset.forName(descr.group(1).equals(">") ? "UTF-32BE" : "UTF-32LE")));
  }

  private static NumberType type(String path, String text) {
    Matcher descr = DESCR.matcher(text);
    if (descr.find()) {
      int bytes = Integer.parseInt(descr.group(3));
      ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      boolean power = bytes == 2 || bytes == 4 || bytes == 8;
      switch (descr.group(2)) {
        case "f" -> {
          if (power) {
            return new NumberType(bytes, order, NumberType.Kind.FLOAT);
          }
        }
        case "i", "u" -> {
          if (power || bytes == 1) {
            return new NumberType(
                bytes,
                order,
                descr.group(2).equals("i") ? NumberType.Kind.SIGNED : NumberType.Kind.UNSIGNED);
          }
        }
        default -> {}
      }
    }
    throw new UserException(
        path
            + ": the array holds no plain numbers; integers of 1 to 8 bytes and floats of 2, 4 or 8"
            + " are read, pickled objects and texts never.");
  }

  private static List<Integer> shape(String path, String text) {
    List<Integer> shape = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      String digits = number.replace("L", "").strip();
      if (digits.isEmpty()) {
        continue;
      }
      if (!digits.matches("\\d{1,10}")
          || Long.parseLong(digits) > Integer.MAX_VALUE
          || shape.size() == MOST_DIMENSIONS) {
        throw new UserException(path + ": the shape of the array is too large or damaged.");
      }
      shape.add(Integer.valueOf(digits));
    }
    return shape;
  }
}
