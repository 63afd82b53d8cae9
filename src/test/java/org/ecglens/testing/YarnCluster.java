package org.ecglens.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** YARN with a resource manager and a node manager in this JVM; containers are processes. */
public final class YarnCluster implements AutoCloseable {
  private static final int NODE_MEGABYTES = 6144;
  private static final int NODE_CORES = 4;
  private static final String QUEUE = "yarn.scheduler.capacity.root.default.";

  private final MiniYARNCluster cluster;
  private final Path configuration;

  /**
   * Starts it, and writes the files that tell a client about it.
   *
   * @param folder for these files and those of the node
   */
  public YarnCluster(Path folder) throws IOException {
    Configuration conf = new YarnConfiguration();
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
    conf.setInt(YarnConfiguration.NM_PMEM_MB, NODE_MEGABYTES);
    conf.setInt(YarnConfiguration.NM_VCORES, NODE_CORES);
    // Containers have no limit of their address space, and disks may be as full as they are.
    conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    conf.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 100);
    conf.set(YarnConfiguration.RM_HOSTNAME, "127.0.0.1");
    // Hadoop's mini cluster brings no capacity-scheduler.xml.
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set(QUEUE + "capacity", "100");
    conf.set(QUEUE + "maximum-capacity", "100");
    conf.set(QUEUE + "state", "RUNNING");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    System.setProperty("test.build.data", folder.toString());
    cluster = new MiniYARNCluster("yarn", 1, 1, 1);
    cluster.init(conf);
    cluster.start();
    configuration = Files.createDirectories(folder.resolve("hadoop-conf"));
    try (OutputStream out = Files.newOutputStream(configuration.resolve("yarn-site.xml"))) {
      cluster.getConfig().writeXml(out);
    }
    Files.writeString(configuration.resolve("core-site.xml"), "<configuration/>");
  }

  /** Variables by which a client finds it. */
  public Map<String, String> environment() {
    return Map.of(
        "HADOOP_CONF_DIR", configuration.toString(), "YARN_CONF_DIR", configuration.toString());
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
