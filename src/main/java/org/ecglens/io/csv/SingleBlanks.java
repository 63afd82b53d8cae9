package org.ecglens.io.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text in which runs of blanks and tabs are one blank, and lines neither begin nor end with one.
 */
final class SingleBlanks extends FilterReader {
  private boolean begun;
  private int held = -1;

  SingleBlanks(Reader text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    if (held >= 0) {
      int next = held;
      held = -1;
      return next;
    }
    int c = in.read();
    boolean blank = false;
    while (c == ' ' || c == '\t') {
      blank = true;
      c = in.read();
    }
    boolean end = c == '\n' || c == '\r' || c < 0;
    if (blank && begun && !end) {
      held = c;
      return ' ';
    }
    begun = !end;
    return c;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int c = read();
      if (c < 0) {
        break;
      }
      target[offset + count++] = (char) c;
    }
    return count == 0 && length > 0 ? -1 : count;
  }
}
