package org.ecglens.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.ecglens.io.SignalFiles;

/**
 * One file in memory; there is no table beside it, and to ask for any other is a failure of the
 * test.
 */
public final class MemoryFile implements SignalFiles {
  private final String name;
  private final byte[] content;

  /** A file of that name. */
  public MemoryFile(String name, byte[] content) {
    this.name = name;
    this.content = content.clone();
  }

  @Override
  public long length(String asked) throws IOException {
    check(asked);
    return content.length;
  }

  @Override
  public InputStream open(String asked) throws IOException {
    check(asked);
    return new ByteArrayInputStream(content);
  }

  @Override
  public String path(String asked) {
    return asked;
  }

  private void check(String asked) throws NoSuchFileException {
    if (asked.endsWith(".csv") && !name.endsWith(".csv")) {
      throw new NoSuchFileException(asked);
    }
    if (!asked.equals(name)) {
      throw new AssertionError("the reader asks for " + asked);
    }
  }
}
