package org.ecglens.io.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ecglens.error.UserException;

/**
 * How a number is stored: as an integer of 1 to 8 bytes with or without a sign, or as a float of
 * IEEE 754 with 16, 32 or 64 bits, in either order of bytes.
 *
 * @param bytes of a number
 * @param order of the bytes
 * @param number what they are
 */
record ElementType(int bytes, ByteOrder order, Kind number) {
  /** What bytes stand for. */
  enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  /**
   * The element type of a dataset.
   *
   * @param path for messages
   * @throws UserException if it is none of these
   */
  static ElementType of(String path, DataType type) {
    int bytes = type.getSize();
    if (type instanceof FixedPoint integer
        && integer.getBitOffset() == 0
        && integer.getBitPrecision() == 8 * bytes
        && (bytes == 1 || bytes == 2 || bytes == 4 || (bytes == 8 && integer.isSigned()))) {
      return new ElementType(
          bytes, integer.getByteOrder(), integer.isSigned() ? Kind.SIGNED : Kind.UNSIGNED);
    }
    if (type instanceof FloatingPoint real
        && real.getBitOffset() == 0
        && real.getExponentSize() == exponent(bytes)
        && real.getMantissaSize() == 8 * bytes - 1 - exponent(bytes)) {
      return new ElementType(bytes, real.getByteOrder(), Kind.FLOAT);
    }
    throw new UserException(
        path
            + ": the dataset holds no plain numbers (class "
            + type.getDataClass()
            + " of "
            + bytes
            + " bytes); integers of 1 to 8 bytes and floats of 2, 4 or 8 are read.");
  }

  /** Bits of the exponent in IEEE 754, or a number that no type has. */
  private static int exponent(int bytes) {
    return switch (bytes) {
      case 2 -> 5;
      case 4 -> 8;
      case 8 -> 11;
      default -> -1;
    };
  }

  /**
   * Reads numbers.
   *
   * @param from in {@link #order}
   * @param first index of the first number in it
   */
  void read(ByteBuffer from, int first, float[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = value(from, (first + i) * bytes);
    }
  }

  private float value(ByteBuffer from, int at) {
    return switch (number) {
      case SIGNED ->
          switch (bytes) {
            case 1 -> from.get(at);
            case 2 -> from.getShort(at);
            case 4 -> from.getInt(at);
            default -> from.getLong(at);
          };
      case UNSIGNED ->
          switch (bytes) {
            case 1 -> Byte.toUnsignedInt(from.get(at));
            case 2 -> Short.toUnsignedInt(from.getShort(at));
            default -> Integer.toUnsignedLong(from.getInt(at));
          };
      case FLOAT ->
          switch (bytes) {
            case 2 -> FloatingPoint.toFloat(from.getShort(at));
            case 4 -> from.getFloat(at);
            default -> (float) from.getDouble(at);
          };
    };
  }
}
