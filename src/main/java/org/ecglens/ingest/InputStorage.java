package org.ecglens.ingest;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;

/**
 * Storage of input files, whose names may have any character. Hadoop takes what stands before a
 * colon for a scheme wherever it resolves a name, also in the local file system with checksums.
 */
final class InputStorage {
  private static final String SCHEME = "(?s)[A-Za-z][A-Za-z0-9+.-]*:/.*";

  private InputStorage() {}

  /**
   * The storage of a path; on a local disk without Hadoop's checksum files, which inputs do not
   * have.
   */
  static FileSystem of(Path path, Configuration conf) throws IOException {
    FileSystem storage = path.getFileSystem(conf);
    return storage instanceof LocalFileSystem local ? local.getRawFileSystem() : storage;
  }

  /**
   * A path as the user writes it: a URI, or a path of the default storage.
   *
   * @throws UserException if it is empty
   */
  static Path path(String written) {
    if (written.isEmpty()) {
      throw new UserException("--input: a path is empty; name a folder or a file.");
    }
    boolean whole = written.startsWith("/") || written.matches(SCHEME);
    return new Path(whole ? written : "./" + written);
  }

  /** A file in a folder, or in one below it. */
  static Path child(Path folder, String name) {
    String above = folder.toUri().getPath();
    return new Path(
        folder.toUri().getScheme(),
        folder.toUri().getAuthority(),
        (above.endsWith("/") ? above : above + "/") + name);
  }
}
