package org.ecglens.io.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What PhysioNet's rdsamp prints: a column of times or of numbers of samples, then one for each
 * signal, in fixed widths; with the option -v headings, of which the first has a blank in it, with
 * -p a row of units in parentheses, with -c commas.
 */
final class RdsampText {
  private static final Pattern FIRST =
      Pattern.compile("(?i)'?(?:elapsed time|sample #|sample interval)'?");

  private static final Pattern HEADINGS =
      Pattern.compile("(?i)\\s*'?(?:elapsed\\s+time|sample\\s+#|sample\\s+interval)'?[\\s,].*");

  private RdsampText() {}

  /** Whether a file begins with the headings of rdsamp. */
  static boolean isOne(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1).stripLeading();
    return HEADINGS.matcher(text.lines().findFirst().orElse("")).matches();
  }

  /** Cells between blanks, the heading of two words being one. */
  static List<String> headings(List<String> cells) {
    if (cells.size() < 3 || !FIRST.matcher(cells.get(0) + " " + cells.get(1)).matches()) {
      return cells;
    }
    List<String> joined = new ArrayList<>(Arrays.asList(cells.get(0) + " " + cells.get(1)));
    joined.addAll(cells.subList(2, cells.size()));
    return joined;
  }
}
