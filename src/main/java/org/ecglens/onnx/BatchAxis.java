package org.ecglens.onnx;

/**
 * Stands for the unknown number of records where a file computes with shapes. It is so large that
 * no axis has this length, and a power of two, so that products with axis lengths are exact in
 * int64 and in floating point; k records' worth of rows is {@code k * UNIT} and passes through
 * integer arithmetic unharmed.
 */
final class BatchAxis {
  static final long UNIT = 1L << 40;

  private BatchAxis() {}

  /** Whether an entry of a shape holds the number of records as a factor. */
  static boolean marks(long length) {
    return length >= UNIT && length % UNIT == 0 && length / UNIT < (1L << 22);
  }

  /** Whether any element is such an entry. */
  static boolean marksAny(Constant shape) {
    if (!shape.type().integral()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (marks(shape.integer(i))) {
        return true;
      }
    }
    return false;
  }
}
