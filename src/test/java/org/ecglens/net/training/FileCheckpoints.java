package org.ecglens.net.training;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A checkpoint in a local file, replaced by renaming. */
final class FileCheckpoints implements CheckpointStore {
  private final Path file;

  /** Keeps it in this file; its folder must exist. */
  public FileCheckpoints(Path file) {
    this.file = file;
  }

  @Override
  public List<Kept> newestFirst() {
    return Files.exists(file) ? List.of(() -> Files.newInputStream(file)) : List.of();
  }

  @Override
  public void add(Content content) throws IOException {
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
