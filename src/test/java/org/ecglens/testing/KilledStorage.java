package org.ecglens.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
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

/** A disk under the scheme {@code kill} whose users {@link Kills} ends. */
public final class KilledStorage extends RawLocalFileSystem {
  private static final String SCHEME = "kill";
  private static final URI ROOT = URI.create(SCHEME + ":///");

  /** Makes a configuration know the scheme. */
  public static void register(Configuration conf) {
    conf.setClass("fs.kill.impl", KilledStorage.class, org.apache.hadoop.fs.FileSystem.class);
    conf.setClass(
        "fs.AbstractFileSystem.kill.impl",
        Context.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
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
    Kills.change();
    return Kills.watched(super.create(path, overwrite, buffer, replication, block, progress));
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
    Kills.change();
    return Kills.watched(super.create(path, overwrite, buffer, replication, block, progress));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Kills.change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!exists(path)) {
      return false;
    }
    Kills.change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    Kills.look();
    return super.mkdirs(path);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    Kills.look();
    return super.open(path, buffer);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    Kills.look();
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    Kills.look();
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
      Kills.change();
      if (!overwrite && Files.exists(target)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(
          java.nio.file.Path.of(from.toUri().getPath()), target, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
