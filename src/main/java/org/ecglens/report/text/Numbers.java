package org.ecglens.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people write them. */
public final class Numbers {
  private static final int MOST_DIGITS = 6;

  private Numbers() {}

  /** A count with its thousands apart. */
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** At most six digits, none of them needless. */
  public static String plain(double value) {
    return plain(value, MOST_DIGITS);
  }

  /** At most so many digits, none of them needless. */
  public static String plain(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits));
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = rounded.stripTrailingZeros();
    // Far from one, plain digits would be a row of zeros.
    boolean far = shortest.precision() - shortest.scale() > 12 || shortest.scale() > 12;
    return far ? shortest.toString() : shortest.toPlainString();
  }

  /** A place: 1st, 2nd, 11th, 21st. */
  public static String ordinal(int place) {
    boolean teen = place / 10 % 10 == 1;
    return place
        + switch (teen ? 0 : place % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  /** A share in percent. */
  static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }
}
