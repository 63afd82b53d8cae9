package org.ecglens.onnx;

/** Ends the translation of one node; the builder adds where it happened. */
final class UnsupportedNodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedNodeException(String reason) {
    super(reason, null, false, false);
  }

  static void unless(boolean condition, String reason) {
    if (!condition) {
      throw new UnsupportedNodeException(reason);
    }
  }
}
