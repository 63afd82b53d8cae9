package org.ecglens.io.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.ecglens.error.UserException;

/**
 * Text of rows of samples: no line is endless and no quote goes on behind the end of its line, so
 * that no parser has to hold more than a line.
 */
final class RowText extends FilterReader {
  static final int LONGEST_LINE = 1 << 16;

  private final String path;
  private long line = 1;
  private int length;
  private boolean quoted;

  /**
   * Checks text while it is read.
   *
   * @param path of the file, for messages
   */
  RowText(String path, Reader text) {
    super(text);
    this.path = path;
  }

  @Override
  public int read() throws IOException {
    int c = in.read();
    if (c >= 0) {
      check((char) c);
    }
    return c;
  }

  @Override
  public int read(char[] target, int offset, int count) throws IOException {
    int held = in.read(target, offset, count);
    for (int i = offset; i < offset + held; i++) {
      check(target[i]);
    }
    return held;
  }

  private void check(char c) {
    if (c == '\n') {
      if (quoted) {
        throw new UserException(
            path + ": line " + line + ": a quote is opened and not closed; mend the file.");
      }
      line++;
      length = 0;
    } else if (++length > LONGEST_LINE) {
      throw new UserException(path + ": line " + line + " is too long for a row of samples.");
    } else if (c == '"') {
      quoted = !quoted;
    }
  }
}
