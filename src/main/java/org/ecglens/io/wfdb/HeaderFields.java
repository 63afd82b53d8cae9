package org.ecglens.io.wfdb;

import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.ecglens.io.RecordPath;

/**
 * Fields of a header file, and how to complain about them.
 *
 * @param path of the file
 * @param folder of the file within that of the record: empty, or with {@code /} at its end
 */
record HeaderFields(String path, String folder) {
  /** A decimal number. */
  static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";

  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final int SHOWN_CHARACTERS = 40;

  /** A file or record beside the header, by its name within the folder of the record. */
  String beside(String written) {
    return folder + RecordPath.inside(path, written);
  }

  /** A whole number that fits. */
  long whole(String field, String word) {
    if (!isWhole(word)) {
      throw wrong(field, word, "is no whole number");
    }
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw wrong(field, word, "is too large");
    }
  }

  /** A whole number that fits into 32 bits. */
  int small(String field, String word) {
    long value = whole(field, word);
    if (value != (int) value) {
      throw wrong(field, word, "is too large");
    }
    return (int) value;
  }

  static boolean isWhole(String word) {
    return INTEGER.matcher(word).matches();
  }

  UserException wrong(String field, String value, String problem) {
    return new UserException(
        path + ": " + field + " \"" + shown(value) + "\" " + problem + "; mend the header.");
  }

  /** A value fit for a message: short, and without characters that would upset a terminal. */
  static String shown(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN_CHARACTERS)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return value.codePointCount(0, value.length()) > SHOWN_CHARACTERS
        ? text + "…"
        : text.toString();
  }
}
