package org.ecglens.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Resolves the real paths of an input's files: on a local disk symbolic links can lead out of it or
 * back into it. Other storages have no links.
 */
final class LinkedFiles {
  /** Null where there are no links. */
  private final java.nio.file.Path root;

  /**
   * Resolves the path of the input, once for all of its files.
   *
   * @param input folder, or a file, to which its companion files in the same folder belong
   */
  LinkedFiles(FileSystem storage, Path input) throws IOException {
    boolean local = storage instanceof LocalFileSystem || storage instanceof RawLocalFileSystem;
    root =
        local
            ? followed(storage.getFileStatus(input).isDirectory() ? input : input.getParent())
            : null;
  }

  /**
   * The path without links, or null if they lead out of the input.
   *
   * @throws NoSuchFileException if there is nothing
   */
  String inside(Path path) throws IOException {
    if (root == null) {
      return path.toUri().getPath();
    }
    java.nio.file.Path real = followed(path);
    return real.startsWith(root) ? real.toString() : null;
  }

  /** Whether links lead out of the input; a file that is not there leads nowhere. */
  boolean isOutside(Path path) throws IOException {
    try {
      return root != null && inside(path) == null;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static java.nio.file.Path followed(Path path) throws IOException {
    return java.nio.file.Path.of(path.toUri().getPath()).toRealPath();
  }
}
