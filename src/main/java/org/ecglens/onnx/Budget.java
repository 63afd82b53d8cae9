package org.ecglens.onnx;

/** Bounds what a model file can make the reader compute, whatever the file claims. */
final class Budget {
  /** Elements of one constant that is computed, or of one activation of a record. */
  static final long LARGEST = 1L << 26;

  private static final long TOTAL = 1L << 28;

  private long spent;

  /** Accounts for elements that are about to be made. */
  void spend(long elements) {
    if (elements < 0 || elements > LARGEST) {
      throw new UnsupportedNodeException(
          "needs " + elements + " values, more than the " + LARGEST + " allowed per value");
    }
    spent += elements;
    if (spent > TOTAL) {
      throw new UnsupportedNodeException(
          "the constants of this file need more than " + TOTAL + " values in all");
    }
  }
}
