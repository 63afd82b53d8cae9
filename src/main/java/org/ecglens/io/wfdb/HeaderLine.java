package org.ecglens.io.wfdb;

import java.math.BigDecimal;
import org.ecglens.UserException;

/** One line of a header cut into its fields, with conversions that say where a field is wrong. */
final class HeaderLine {
  private final String path;
  private final int number;
  private final String[] fields;

  /**
   * Cuts a line at blanks.
   *
   * @param limit number of fields; the last one keeps its blanks
   */
  HeaderLine(String path, int number, String line, int limit) {
    this.path = path;
    this.number = number;
    this.fields = line.strip().split("[ \\t]+", limit);
  }

  int number() {
    return number;
  }

  boolean has(int field) {
    return field < fields.length;
  }

  String field(int field) {
    return fields[field];
  }

  UserException wrong(String name, String value, String expected) {
    return new UserException(
        path + ", line " + number + ": " + name + " is \"" + shown(value) + "\", " + expected);
  }

  /** A whole number within limits. */
  long whole(String name, String value, long smallest, long largest) {
    String expected = "a whole number from " + smallest + " to " + largest + " is needed";
    try {
      long number = Long.parseLong(value);
      if (number < smallest || number > largest) {
        throw wrong(name, value, expected);
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, value, expected);
    }
  }

  /** A finite decimal number; "NaN", "0x1p3" and "1d", which Java would take, are none. */
  double decimal(String name, String value) {
    String expected = "a number is needed";
    try {
      // The length bounds the work that a hostile exponent or mantissa could cause.
      double number = value.length() > 40 ? Double.NaN : new BigDecimal(value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw wrong(name, value, expected);
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrong(name, value, expected);
    }
  }

  private static String shown(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(60)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
