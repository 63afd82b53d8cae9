package org.ecglens.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.hadoop.fs.FileStatus;

/**
 * Which files a source has, to be told from others under the same names: paths, lengths and times
 * of their last change, in any order. What they hold is not read twice.
 */
final class FilesDigest {
  private final MessageDigest sha256;
  private long files;
  private long high;
  private long low;

  FilesDigest() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Counts a file in. */
  void add(FileStatus status) {
    String line = status.getPath() + "\n" + status.getLen() + "\n" + status.getModificationTime();
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
    high += digest.getLong();
    low += digest.getLong();
    files++;
  }

  @Override
  public String toString() {
    return "%d files, digest %016x%016x".formatted(files, high, low);
  }
}
