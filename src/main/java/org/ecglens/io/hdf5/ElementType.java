package org.ecglens.io.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import org.ecglens.error.UserException;
import org.ecglens.io.array.NumberType;

/** Which numbers a dataset holds. */
final class ElementType {
  private ElementType() {}

  /**
   * The element type of a dataset.
   *
   * @param path for messages
   * @throws UserException if it is no plain number
   */
  static NumberType of(String path, DataType type) {
    int bytes = type.getSize();
    if (type instanceof FixedPoint integer
        && integer.getBitOffset() == 0
        && integer.getBitPrecision() == 8 * bytes
        && (bytes == 1 || bytes == 2 || bytes == 4 || (bytes == 8 && integer.isSigned()))) {
      return new NumberType(
          bytes,
          integer.getByteOrder(),
          integer.isSigned() ? NumberType.Kind.SIGNED : NumberType.Kind.UNSIGNED);
    }
    if (type instanceof FloatingPoint real
        && real.getBitOffset() == 0
        && real.getExponentSize() == exponent(bytes)
        && real.getMantissaSize() == 8 * bytes - 1 - exponent(bytes)) {
      return new NumberType(bytes, real.getByteOrder(), NumberType.Kind.FLOAT);
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
}
