package org.ecglens.io.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a number is stored: as an integer of 1, 2, 4 or 8 bytes with or without a sign, or as a float
 * of IEEE 754 with 16, 32 or 64 bits, in either order of bytes. The smallest integer of 16 bits
 * stands for a missing sample.
 *
 * @param bytes of a number
 * @param order of the bytes
 * @param number what they are
 */
public record NumberType(int bytes, ByteOrder order, Kind number) {
  private static final double TWO_TO_64 = 0x1p64;

  /** What bytes stand for. */
  public enum Kind {
    /** An integer of two's complement. */
    SIGNED,
    /** An integer from 0. */
    UNSIGNED,
    /** A float. */
    FLOAT
  }

  /**
   * Reads numbers.
   *
   * @param from in {@link #order}
   * @param first index of the first number in it
   */
  public void read(ByteBuffer from, int first, float[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = value(from, (first + i) * bytes);
    }
  }

  /** Whether it is an integer. */
  public boolean isWhole() {
    return number != Kind.FLOAT;
  }

  /** A number with all its digits. */
  public double number(ByteBuffer from, int index) {
    if (isWhole()) {
      return whole(from, index);
    }
    return bytes == Double.BYTES ? from.getDouble(index * bytes) : value(from, index * bytes);
  }

  /** An integer; of 64 bits without a sign the upper half is negative. */
  public long whole(ByteBuffer from, int index) {
    int at = index * bytes;
    boolean signed = number == Kind.SIGNED;
    return switch (bytes) {
      case 1 -> signed ? from.get(at) : Byte.toUnsignedInt(from.get(at));
      case 2 -> signed ? from.getShort(at) : Short.toUnsignedInt(from.getShort(at));
      case 4 -> signed ? from.getInt(at) : Integer.toUnsignedLong(from.getInt(at));
      default -> from.getLong(at);
    };
  }

  private float value(ByteBuffer from, int at) {
    if (number != Kind.FLOAT) {
      long whole = whole(from, at / bytes);
      if (whole == Short.MIN_VALUE && bytes == Short.BYTES) {
        // As in WFDB, whose samples of 16 bits these arrays often are.
        return Float.NaN;
      }
      return number == Kind.UNSIGNED && whole < 0 ? (float) (whole + TWO_TO_64) : whole;
    }
    return switch (bytes) {
      case 2 -> half(from.getShort(at));
      case 4 -> from.getFloat(at);
      default -> (float) from.getDouble(at);
    };
  }

  /** A float of 16 bits: a sign, 5 bits of the exponent, 10 of the fraction. */
  static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
    return bits < 0 ? -size : size;
  }
}
