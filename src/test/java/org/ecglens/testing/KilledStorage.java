package org.ecglens.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A disk under the scheme {@code kill} whose users are killed after a number of changes: from then
 * on nothing that they do has an effect, what they do in answer to errors included.
 */
public final class KilledStorage extends RawLocalFileSystem {
  private static final String SCHEME = "kill";
  private static final URI ROOT = URI.create(SCHEME + ":///");
  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);

  /** Makes a configuration know the scheme. */
  public static void register(Configuration conf) {
    conf.setClass("fs.kill.impl", KilledStorage.class, org.apache.hadoop.fs.FileSystem.class);
    conf.setClass(
        "fs.AbstractFileSystem.kill.impl",
        Context.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
  }

  /** Lets so many changes happen. */
  public static void killAfter(long changes) {
    LEFT.set(changes);
  }

  /** Another user comes. */
  public static void revive() {
    LEFT.set(Long.MAX_VALUE);
  }

  /** Whether all changes that were allowed have been made, and one more was tried. */
  public static boolean isKilled() {
    return LEFT.get() < 0;
  }

  private static void change() throws IOException {
    if (LEFT.decrementAndGet() < 0) {
      throw new IOException("killed");
    }
  }

  private static void look() throws IOException {
    if (isKilled()) {
      throw new IOException("killed");
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    change();
    return watched(super.create(path, overwrite, buffer, replication, block, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    change();
    return watched(super.create(path, overwrite, buffer, replication, block, progress));
  }

  private static FSDataOutputStream watched(OutputStream stream) throws IOException {
    return new FSDataOutputStream(
        new FilterOutputStream(stream) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            look();
            out.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            change();
            super.close();
          }
        },
        null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!exists(path)) {
      return false;
    }
    change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    look();
    return super.mkdirs(path);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    look();
    return super.open(path, buffer);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    look();
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    look();
    return super.getFileStatus(path);
  }

  /** The same for callers that rename as HDFS does, at once. */
  public static final class Context extends DelegateToFileSystem {
    /** Called by Hadoop. */
    public Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(ROOT, new KilledStorage(), conf, SCHEME, false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      java.nio.file.Path target = java.nio.file.Path.of(to.toUri().getPath());
      change();
      if (!overwrite && Files.exists(target)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(
          java.nio.file.Path.of(from.toUri().getPath()), target, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
