package org.ecglens.check;

/**
 * What curves of a method are told apart by.
 *
 * @param operator name of the operator
 * @param order label of the order of perturbation
 */
public record CurveKey(String operator, String order) {
  private static final char SEPARATOR = '/';

  /** As the detail of a sum. */
  String detail() {
    return operator + SEPARATOR + order;
  }

  /** The key of a detail. */
  public static CurveKey of(String detail) {
    // An operator of a user's own may be called anything, an order may not.
    int at = detail.lastIndexOf(SEPARATOR);
    return new CurveKey(detail.substring(0, at), detail.substring(at + 1));
  }
}
