package org.ecglens.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/** A Spark master and workers in processes of their own on this machine. */
public final class StandaloneCluster implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path sparkHome;
  private final Path folder;
  private final int port;
  private final Map<String, String> workerSettings;
  private final Map<String, Process> processes = new TreeMap<>();
  private int registered;

  /**
   * Starts a cluster whose workers have one core each, and waits until all of them are registered.
   *
   * @param sparkHome a folder with Spark's jars in {@code jars}
   * @param folder for logs and the workers' files
   */
  public StandaloneCluster(Path sparkHome, Path folder, int workers)
      throws IOException, InterruptedException {
    this(sparkHome, folder, workers, Map.of());
  }

  /**
   * Starts one whose workers have settings of Spark.
   *
   * @param workerSettings key to value
   */
  public StandaloneCluster(
      Path sparkHome, Path folder, int workers, Map<String, String> workerSettings)
      throws IOException, InterruptedException {
    this.sparkHome = sparkHome;
    this.folder = folder;
    this.workerSettings = Map.copyOf(workerSettings);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try {
      start(
          "master",
          Map.of(),
          "org.apache.spark.deploy.master.Master",
          "--port",
          String.valueOf(port));
      await("master", "New state: ALIVE", 1);
      for (int worker = 0; worker < workers; worker++) {
        startWorker(worker);
      }
      awaitWorkers();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startWorker(int worker) throws IOException {
    String name = "worker-" + worker;
    start(
        name,
        workerSettings,
        "org.apache.spark.deploy.worker.Worker",
        "--cores",
        "1",
        "--memory",
        "2g",
        "--work-dir",
        folder.resolve(name).toString(),
        url());
    registered++;
  }

  private void awaitWorkers() throws IOException, InterruptedException {
    await("master", "Registering worker", registered);
  }

  /** Kills a worker without a chance to tidy up, and starts another in its place. */
  public void replaceWorker(int worker) throws IOException, InterruptedException {
    Process process = processes.get("worker-" + worker);
    process.destroyForcibly();
    process.waitFor();
    startWorker(worker);
    awaitWorkers();
  }

  /** Processes of executors that workers started. */
  public List<ProcessHandle> executors() throws IOException {
    return children("CoarseGrainedExecutorBackend");
  }

  /** Processes of drivers that workers started. */
  public List<ProcessHandle> drivers() throws IOException {
    return children("org.apache.spark.deploy.worker.DriverWrapper");
  }

  private List<ProcessHandle> children(String type) throws IOException {
    List<ProcessHandle> children = new ArrayList<>();
    for (Process process : processes.values()) {
      for (ProcessHandle child : process.descendants().toList()) {
        // ProcessHandle.Info cuts long command lines.
        Path line = Path.of("/proc", String.valueOf(child.pid()), "cmdline");
        try {
          if (Files.readString(line, StandardCharsets.ISO_8859_1).contains(type)) {
            children.add(child);
          }
        } catch (IOException e) {
          // One that has ended has no command line.
          if (child.isAlive()) {
            throw e;
          }
        }
      }
    }
    return children;
  }

  /** What {@code --master} takes. */
  public String url() {
    return "spark://" + ADDRESS + ":" + port;
  }

  private void start(String name, Map<String, String> settings, String type, String... words)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    line.addAll(
        List.of("-Xmx512m", "-cp", sparkHome.resolve("jars") + "/*", type, "--host", ADDRESS));
    line.addAll(List.of("--webui-port", "0"));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    Launcher.withoutSpark(builder.environment());
    builder.environment().put("SPARK_HOME", sparkHome.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    processes.put(
        name,
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
            .start());
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void await(String name, String text, int times) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Files.readString(log(name)).split(text, -1).length - 1 < times) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "the " + name + " did not say '" + text + "':\n" + Files.readString(log(name)));
      }
      Thread.sleep(200);
    }
  }

  /** Stops the processes that were started here, and the executors that they started. */
  @Override
  public void close() {
    for (Process process : processes.values()) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      children.forEach(ProcessHandle::destroy);
    }
  }
}
