package org.ecglens.run.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.onnx.OnnxModel;
import scala.Option;

/**
 * Networks on any file system that Hadoop knows, as files of this machine: the driver reads them
 * and hands what it read to the executors. What has no scheme is a local path and stays as it is; a
 * network elsewhere is copied, with its card and the files that its weights lie in, into a folder
 * that only this user can read and that ends with the process.
 */
public final class NetworkCopies {
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/.*");
  private static final String ONNX = ".onnx";

  private final Configuration conf;

  /**
   * Copies for a command.
   *
   * @param conf of the file systems
   */
  NetworkCopies(Configuration conf) {
    this.conf = conf;
  }

  /** With the file systems of the session that runs, or of the settings that one would have. */
  public static NetworkCopies ofSpark() {
    Option<SparkSession> session = SparkSession.getDefaultSession();
    return new NetworkCopies(
        session.isDefined()
            ? session.get().sessionState().newHadoopConf()
            : SparkHadoopUtil.get().newConfiguration(new SparkConf()));
  }

  /**
   * Local paths of what a user named.
   *
   * @param arguments files, folders of {@code .onnx} files, or globs
   * @throws UserException if a network elsewhere is not there or cannot be read
   */
  public List<String> local(List<String> arguments) {
    List<String> local = new ArrayList<>();
    for (String argument : arguments) {
      local.add(local(argument));
    }
    return local;
  }

  /** The local path of one argument; see {@link #local(List)}. */
  public String local(String argument) {
    if (!SCHEME.matcher(argument).matches()) {
      return argument;
    }
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(argument);
    if ("file".equalsIgnoreCase(path.toUri().getScheme())) {
      return path.toUri().getPath();
    }
    try {
      return copied(argument, path);
    } catch (IOException e) {
      throw new UserException("--model " + argument + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String copied(String argument, org.apache.hadoop.fs.Path path) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    boolean folder = files.exists(path) && files.getFileStatus(path).isDirectory();
    FileStatus[] found =
        folder
            ? files.listStatus(path, one -> one.getName().endsWith(ONNX))
            : files.exists(path)
                ? new FileStatus[] {files.getFileStatus(path)}
                : files.globStatus(path);
    if (found == null || found.length == 0) {
      throw new UserException("--model " + argument + ": there is no " + ONNX + " file.");
    }
    Path root = Files.createTempDirectory("ecglens-networks-");
    // Messages name the copy: it ends as the original does.
    Path target = Files.createDirectories(root.resolve("." + parent(folder, path)).normalize());
    for (FileStatus status : found) {
      copy(files, status.getPath(), target);
    }
    FileUtil.fullyDeleteOnExit(root.toFile());
    return folder || found.length > 1 || !files.exists(path)
        ? target.toString()
        : target.resolve(path.getName()).toString();
  }

  private static String parent(boolean folder, org.apache.hadoop.fs.Path path) {
    org.apache.hadoop.fs.Path holder = folder || path.getParent() == null ? path : path.getParent();
    return holder.toUri().getPath();
  }

  /** A network, its card, and the files that its weights lie in. */
  private void copy(FileSystem files, org.apache.hadoop.fs.Path network, Path folder)
      throws IOException {
    Path copy = folder.resolve(network.getName());
    fetch(files, network, copy);
    String stem = network.getName().replaceFirst("\\.onnx$", "");
    for (String beside : List.of(stem + ModelFile.CARD, stem + ".json")) {
      org.apache.hadoop.fs.Path card = new org.apache.hadoop.fs.Path(network.getParent(), beside);
      if (files.exists(card)) {
        fetch(files, card, folder.resolve(beside));
      }
    }
    for (String name : OnnxModel.externalFiles(copy)) {
      Optional<Path> inside = inside(folder, name);
      org.apache.hadoop.fs.Path data = new org.apache.hadoop.fs.Path(network.getParent(), name);
      // What is missing or leads out of the folder is refused, with its name, by who reads it.
      if (inside.isPresent() && files.exists(data) && !Files.exists(inside.get())) {
        fetch(files, data, inside.get());
      }
    }
  }

  private static Optional<Path> inside(Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    return path.startsWith(folder) && !path.equals(folder) ? Optional.of(path) : Optional.empty();
  }

  private void fetch(FileSystem files, org.apache.hadoop.fs.Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    File target = to.toFile();
    if (!FileUtil.copy(files, from, target, false, conf)) {
      throw new IOException(from + " could not be copied to " + target);
    }
  }
}
