package org.ecglens.report.text;

/**
 * Names from files as text that can be shown: files may hold characters that move a terminal's
 * cursor, turn the direction of writing or are forbidden in XML.
 */
public final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /** The text with every character that is not printable replaced by U+FFFD. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(isPrintable(c) ? c : REPLACEMENT));
    return plain.toString();
  }

  /** The same, with the middle left out where it has more than {@code most} characters. */
  public static String of(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) {
      return of(text);
    }
    int head = (most - 1) / 2;
    int tail = most - 1 - head;
    return of(text.substring(0, text.offsetByCodePoints(0, head)))
        + "…"
        + of(text.substring(text.offsetByCodePoints(text.length(), -tail)));
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
