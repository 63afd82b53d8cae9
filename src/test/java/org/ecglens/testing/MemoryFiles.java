package org.ecglens.testing;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.ecglens.io.SignalFiles;

/** A folder that exists in memory only, with the path {@code mem}. */
public final class MemoryFiles implements SignalFiles {
  private final Map<String, byte[]> contents = new HashMap<>();

  /** The same folder with one more file. */
  public MemoryFiles with(String name, byte[] content) {
    contents.put(name, content.clone());
    return this;
  }

  /** The same folder with one more text file. */
  public MemoryFiles with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] content(String name) throws FileNotFoundException {
    byte[] content = contents.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  @Override
  public long length(String name) throws IOException {
    return content(name).length;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return new ByteArrayInputStream(content(name));
  }

  @Override
  public String path(String name) {
    return "mem/" + name;
  }
}
