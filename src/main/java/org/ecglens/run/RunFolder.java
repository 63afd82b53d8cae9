package org.ecglens.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;

/**
 * The folder that a job writes: tables, {@code _lock.json} while it runs, {@code _run.json} (the
 * spec, written first), {@code _shards} (a marker for each finished shard, see {@link
 * ShardMarkers}) and {@code manifest.json} (last: the run is complete).
 */
public final class RunFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The file that stores a run's spec, in the folder of every run. */
  public static final String CONFIG = "_run.json";

  /** The file that a run writes last, with the list of its files. */
  public static final String MANIFEST = "manifest.json";

  /** Files that a run may write in addition to tables. */
  private static final String FILES = ".*\\.(onnx|card\\.json)|verdict\\.(json|txt)";

  /** Folders that a run may write in addition to tables. */
  private static final List<String> FOLDERS = List.of("_examples", "_training");

  /** What the files begin with in which drivers leave their exit codes. */
  private static final String EXIT = "_exit-";

  private final String path;

  /** Names the folder; touches nothing. */
  public RunFolder(String path) {
    this.path = path;
  }

  /** As the user wrote it. */
  public String path() {
    return path;
  }

  /** Folder of a table. */
  public Path table(Table<?> table) {
    return new Path(path, table.folder());
  }

  /** Path of a file or folder of the run. */
  public Path file(String name) {
    return new Path(path, name);
  }

  /** The file in which the driver of a start leaves its exit code, if it runs elsewhere. */
  public Path exitFile(String start) {
    return file(EXIT + start + ".json");
  }

  /** Its files on their file system. */
  AtomicFiles files(Configuration conf) throws IOException {
    return AtomicFiles.at(new Path(path), conf);
  }

  /**
   * Makes the folder, and takes it for one run.
   *
   * @param application of Spark
   * @param out hears why it takes long
   * @throws UserException if it cannot be written, holds something else than a run, or another run
   *     is writing there
   */
  RunLock lock(Configuration conf, String application, RunLock.Timing timing, PrintWriter out) {
    try {
      FileSystem storage = new Path(path).getFileSystem(conf);
      Path root = new Path(path);
      if (storage.exists(root) && !storage.getFileStatus(root).isDirectory()) {
        throw new UserException("--out " + path + " is a file; name a folder.");
      }
      if (!storage.exists(file(CONFIG)) && !isEmpty(conf)) {
        throw new UserException(
            "--out "
                + path
                + " holds something that is not a run of ecglens; name another or an empty"
                + " folder.");
      }
      // An empty folder may stay behind if the run ends before it is written down.
      if (!storage.mkdirs(root)) {
        throw new IOException(
            "the folder cannot be made. Give the user whom the work runs as the right to write in "
                + root.getParent()
                + ", look whether it is mounted read-only, or name another folder.");
      }
      return take(conf, application, timing, out);
    } catch (IOException e) {
      throw new UserException("--out " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Takes a folder that is there.
   *
   * @throws UserException if a run is writing there
   */
  RunLock take(Configuration conf, String application, RunLock.Timing timing, PrintWriter out)
      throws IOException {
    return RunLock.take(files(conf), new Path(path), application, timing, out);
  }

  /**
   * The configuration of the run in the folder, or null if there is none.
   *
   * @throws UserException if it is damaged, and shards were finished with it
   */
  JsonNode config(Configuration conf) throws IOException {
    try {
      return has(CONFIG, conf) ? readJson(CONFIG, JsonNode.class, conf) : null;
    } catch (JacksonException e) {
      if (!has(ShardMarkers.FOLDER, conf)) {
        return null;
      }
      throw new UserException(
          "--out "
              + path
              + ": "
              + CONFIG
              + " is empty or damaged, as after a power failure, so that nobody can tell what its"
              + " finished shards hold. Put the file back, name another folder, or begin anew with"
              + " --overwrite.",
          e);
    }
  }

  /**
   * The manifest, or null if the run is not complete.
   *
   * @throws UserException if it is damaged
   */
  public JsonNode manifest(Configuration conf) throws IOException {
    try {
      return has(MANIFEST, conf) ? readJson(MANIFEST, JsonNode.class, conf) : null;
    } catch (JacksonException e) {
      throw new UserException(
          file(MANIFEST)
              + " is empty or damaged, as after a power failure; delete it and start the command"
              + " that wrote the folder again: it keeps what is finished.",
          e);
    }
  }

  /** Writes a file, in the place of the one that is there. */
  public void write(String name, AtomicFiles.Content content, Configuration conf)
      throws IOException {
    files(conf).replace(file(name), content);
  }

  /** Writes a file of values, in the place of the one that is there. */
  public void writeJson(String name, Object value, Configuration conf) throws IOException {
    write(name, AtomicFiles.json(value), conf);
  }

  /** Writes a file of lines, in the place of the one that is there. */
  public void writeText(String name, List<String> lines, Configuration conf) throws IOException {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    write(name, stream -> stream.write(text), conf);
  }

  /** A file of values. */
  public <T> T readJson(String name, Class<T> type, Configuration conf) throws IOException {
    return files(conf).read(file(name), type);
  }

  /** Names of the entries of a folder of the run; none if the folder does not exist. */
  public List<String> names(String folder, Configuration conf) throws IOException {
    return names(file(folder), conf);
  }

  private List<String> names(Path folder, Configuration conf) throws IOException {
    return Arrays.stream(files(conf).list(folder))
        .map(status -> status.getPath().getName())
        .filter(name -> !AtomicFiles.isUnfinished(name))
        .toList();
  }

  /** Whether a file or folder of the run is there. */
  public boolean has(String name, Configuration conf) throws IOException {
    return files(conf).exists(file(name));
  }

  /** Deletes a file or folder of the run, if it is there. */
  public void delete(String name, Configuration conf) throws IOException {
    files(conf).delete(file(name));
  }

  /** Deletes what a run wrote; its lock stays. */
  void remove(Configuration conf) throws IOException {
    AtomicFiles files = files(conf);
    // The manifest goes first and the configuration last: until then the run can be resumed.
    files.delete(file(MANIFEST));
    files.delete(file(ShardMarkers.FOLDER));
    for (String folder : FOLDERS) {
      files.delete(file(folder));
    }
    for (FileStatus status : files.list(new Path(path))) {
      String name = status.getPath().getName();
      if (status.isFile() && (name.matches(FILES) || AtomicFiles.isUnfinished(name))) {
        files.delete(status.getPath());
      }
    }
    for (Table<?> table : Tables.ALL) {
      files.delete(table(table));
    }
    files.delete(file(CONFIG));
  }

  /** Deletes the folder if nothing is in it. */
  public void removeIfEmpty(Configuration conf) throws IOException {
    if (isEmpty(conf)) {
      files(conf).delete(new Path(path));
    }
  }

  /** Whether nothing of use is in the folder; a lock says only that a run was there, or begins. */
  private boolean isEmpty(Configuration conf) throws IOException {
    return names(new Path(path), conf).stream()
        .allMatch(name -> name.equals(RunLock.NAME) || name.startsWith(EXIT));
  }
}
