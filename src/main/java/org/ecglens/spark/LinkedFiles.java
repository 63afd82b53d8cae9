package org.ecglens.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Where files of a local disk really lie: symbolic links can lead out of a folder or back into
 * themselves. Other storages have none.
 */
final class LinkedFiles {
  private LinkedFiles() {}

  /** Whether a storage has links at all. */
  static boolean isPossible(FileSystem files) {
    return files instanceof LocalFileSystem || files instanceof RawLocalFileSystem;
  }

  /** The path without links. */
  static String real(FileSystem files, Path path) throws IOException {
    return isPossible(files)
        ? java.nio.file.Path.of(path.toUri().getPath()).toRealPath().toString()
        : path.toUri().getPath();
  }

  /** Whether a file lies in a folder, or is it, links followed. */
  static boolean isInside(FileSystem files, Path path, Path folder) throws IOException {
    if (!isPossible(files)) {
      return true;
    }
    return java.nio.file.Path.of(real(files, path))
        .startsWith(java.nio.file.Path.of(real(files, folder)));
  }
}
