package org.ecglens.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/** HDFS whose users {@link Kills} ends. */
public final class KilledHdfs extends DistributedFileSystem {
  /** Makes a configuration use it for {@code hdfs}. */
  public static void register(Configuration conf) {
    conf.setClass("fs.hdfs.impl", KilledHdfs.class, FileSystem.class);
    conf.setClass("fs.AbstractFileSystem.hdfs.impl", Context.class, AbstractFileSystem.class);
    conf.set("dfs.replication", "1");
  }

  /** The configuration uses HDFS itself again. */
  public static void unregister(Configuration conf) {
    conf.unset("fs.hdfs.impl");
    conf.unset("fs.AbstractFileSystem.hdfs.impl");
    conf.unset("dfs.replication");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int buffer,
      short replication,
      long block,
      Progressable progress,
      Options.ChecksumOpt checksum)
      throws IOException {
    Kills.change();
    return Kills.watched(
        super.create(path, permission, flags, buffer, replication, block, progress, checksum));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Kills.change();
    return super.rename(from, to);
  }

  @Override
  public void rename(Path from, Path to, Options.Rename... options) throws IOException {
    Kills.change();
    super.rename(from, to, options);
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
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    Kills.look();
    return super.mkdirs(path, permission);
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

  /** The same for callers that rename without overwriting. */
  public static final class Context extends DelegateToFileSystem {
    private final KilledHdfs files;

    /** Called by Hadoop. */
    public Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      this(uri, new KilledHdfs(), conf);
    }

    private Context(URI uri, KilledHdfs files, Configuration conf)
        throws IOException, URISyntaxException {
      super(uri, files, conf, "hdfs", true);
      this.files = files;
    }

    @Override
    public int getUriDefaultPort() {
      return 8020;
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      files.rename(from, to, overwrite ? Options.Rename.OVERWRITE : Options.Rename.NONE);
    }
  }
}
