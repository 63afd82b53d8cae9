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
    ByteBuffer bytes = buffer(Short.BYTES * values.length);
    for (float value : values) {
      bytes.putShort(Float.isFinite(value) ? (short) Math.round(value / step) : NONE);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Whole numbers. */
  static String ints(int[] values) {
    ByteBuffer bytes = buffer(Integer.BYTES * values.length);
    bytes.asIntBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
