package org.ecglens.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS with a name node and a data node in this JVM, whose users {@link Kills} ends. */
public final class HdfsCluster implements AutoCloseable {
  private final MiniDFSCluster cluster;
  private final Configuration users;

  /**
   * Starts it.
   *
   * @param folder for its blocks
   * @param users whose configuration gets to know it
   */
  public HdfsCluster(Path folder, Configuration users) throws IOException {
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    this.cluster = new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
    this.users = users;
    cluster.waitActive();
    KilledHdfs.register(users);
  }

  /** URI of a folder that need not be there. */
  public String folder(String name) {
    return cluster.getURI() + "/" + name;
  }

  @Override
  public void close() throws IOException {
    FileSystem.get(cluster.getURI(), users).close();
    KilledHdfs.unregister(users);
    cluster.shutdown();
  }
}
