package org.ecglens.onnx;

/** Ends the translation of one node; the builder adds where it happened. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason, null, false, false);
  }

  static void unless(boolean condition, String reason) {
    if (!condition) {
      throw new Refusal(reason);
    }
  }
}
