package org.ecglens.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Numbers as scripts read them fastest: little-endian integers in Base64. */
final class Packed {
  /** Stands for a value that is not finite. */
  static final short NONE = Short.MIN_VALUE;

  private Packed() {}

  /** Values of −1 to 1 in units of 1/127. */
  static String bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(values[i] * Byte.MAX_VALUE);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Values in units of a step; {@link #NONE} for those that are not finite. */
  static String shorts(float[] values, double step) {
    byte[] bytes = new byte[Short.BYTES * values.length];
    ByteBuffer buffer = littleEndian(bytes);
    for (float value : values) {
      buffer.putShort(Float.isFinite(value) ? (short) Math.round(value / step) : NONE);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whole numbers. */
  static String ints(int[] values) {
    byte[] bytes = new byte[Integer.BYTES * values.length];
    littleEndian(bytes).asIntBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
