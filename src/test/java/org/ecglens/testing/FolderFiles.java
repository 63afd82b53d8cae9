package org.ecglens.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.io.SignalFiles;

/** Files of a local folder, for readers. */
public record FolderFiles(Path folder) implements SignalFiles {
  @Override
  public long length(String name) throws IOException {
    return Files.size(folder.resolve(name));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name));
  }

  @Override
  public String path(String name) {
    return folder.resolve(name).toString();
  }
}
