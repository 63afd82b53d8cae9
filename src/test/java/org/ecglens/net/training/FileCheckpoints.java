package org.ecglens.net.training;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A checkpoint in a local file, replaced by renaming. */
final class FileCheckpoints implements CheckpointStore {
  private final Path file;

  /** Keeps it in this file; its folder must exist. */
  public FileCheckpoints(Path file) {
    this.file = file;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.exists(file) ? Files.newInputStream(file) : null;
  }

  @Override
  public void replace(Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileOutputStream stream = new FileOutputStream(fresh.toFile())) {
      OutputStream buffered = new BufferedOutputStream(stream);
      content.writeTo(buffered);
      buffered.flush();
      stream.getFD().sync();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
