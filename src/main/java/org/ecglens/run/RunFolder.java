package org.ecglens.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;

/**
 * The folder that a job writes: tables, {@code _run.json} (the spec, written first), {@code
 * _shards} (a marker for each finished shard) and {@code manifest.json} (last).
 */
public final class RunFolder implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final String SHARDS = "_shards";

  /** The file that stores a run's spec, in the folder of every run. */
  public static final String CONFIG = "_run.json";

  private static final String MANIFEST = "manifest.json";
  private static final String WRITING = "_writing-";

  /** Files that a run may write in addition to tables. */
  private static final String FILES = ".*\\.(onnx|card\\.json)|verdict\\.(json|txt)";

  /** Folders that a run may write in addition to tables. */
  private static final List<String> FOLDERS = List.of("_examples", "_training");

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

  /**
   * Makes the folder ready: empty, or with the run that is to be continued.
   *
   * @return the configuration of the run in it, or null if it is empty
   * @throws UserException if it cannot be written, or holds something else
   */
  public JsonNode prepare(Configuration conf, boolean overwrite) {
    try {
      FileSystem files = files(conf);
      Path root = new Path(path);
      if (files.exists(root) && !files.getFileStatus(root).isDirectory()) {
        throw new UserException("--out " + path + " is a file; name a folder.");
      }
      Path config = new Path(path, CONFIG);
      boolean run = files.exists(config);
      if (!run && !isEmpty(files, root)) {
        throw new UserException(
            "--out "
                + path
                + " holds something that is not a run of ecglens; name another or an empty"
                + " folder.");
      }
      if (run && overwrite) {
        remove(conf);
        run = false;
      }
      // An empty folder may stay behind if the run ends before it is written down.
      if (!files.mkdirs(root)) {
        throw new IOException("it cannot be made");
      }
      return run ? read(files, config, JsonNode.class) : null;
    } catch (IOException e) {
      throw new UserException("--out " + path + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Writes the configuration of the run. */
  public void writeConfig(Object config, Configuration conf) throws IOException {
    writeOver(new Path(path, CONFIG), config, conf);
  }

  /** Writes the manifest: the run is complete. */
  public void writeManifest(Object manifest, Configuration conf) throws IOException {
    writeOver(new Path(path, MANIFEST), manifest, conf);
  }

  /** Writes a file of values, in the place of the one that is there. */
  public void writeJson(String name, Object value, Configuration conf) throws IOException {
    writeOver(file(name), value, conf);
  }

  /** Writes a file of lines, in the place of the one that is there. */
  public void writeText(String name, List<String> lines, Configuration conf) throws IOException {
    replace(
        file(name),
        stream -> stream.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)),
        conf);
  }

  /** A file of values. */
  public <T> T readJson(String name, Class<T> type, Configuration conf) throws IOException {
    return read(files(conf), file(name), type);
  }

  /** Path of a file or folder of the run. */
  public Path file(String name) {
    return new Path(path, name);
  }

  /** Names of the entries of a folder of the run; none if the folder does not exist. */
  public List<String> names(String folder, Configuration conf) throws IOException {
    return Arrays.stream(list(files(conf), file(folder)))
        .map(status -> status.getPath().getName())
        .filter(name -> !name.startsWith(WRITING))
        .toList();
  }

  /** Whether a file or folder of the run is there. */
  public boolean has(String name, Configuration conf) throws IOException {
    return files(conf).exists(file(name));
  }

  /** Deletes a file or folder of the run, if it is there. */
  public void delete(String name, Configuration conf) throws IOException {
    files(conf).delete(file(name), true);
  }

  /** The manifest, or null if the run is not complete. */
  public JsonNode manifest(Configuration conf) throws IOException {
    Path manifest = new Path(path, MANIFEST);
    FileSystem files = files(conf);
    return files.exists(manifest) ? read(files, manifest, JsonNode.class) : null;
  }

  /** Markers of finished shards, by number. */
  public List<ShardMarker> markers(Configuration conf) throws IOException {
    FileSystem files = files(conf);
    List<ShardMarker> markers = new ArrayList<>();
    for (FileStatus status : list(files, new Path(path, SHARDS))) {
      if (status.getPath().getName().matches("\\d+\\.json")) {
        markers.add(read(files, status.getPath(), ShardMarker.class));
      }
    }
    markers.sort(Comparator.comparingInt(ShardMarker::shard));
    return markers;
  }

  /** Deletes files of attempts that did not finish. */
  void removeUnlisted(Configuration conf, List<ShardMarker> markers) throws IOException {
    FileSystem files = files(conf);
    for (Table<?> table : Tables.ALL) {
      Set<String> listed = new HashSet<>();
      for (ShardMarker marker : markers) {
        listed.add(marker.files().get(table.folder()));
      }
      for (FileStatus status : list(files, table(table))) {
        String name = status.getPath().getName();
        if (name.startsWith("shard-") && !listed.contains(name)) {
          files.delete(status.getPath(), false);
        }
      }
    }
    for (FileStatus status : list(files, new Path(path, SHARDS))) {
      if (status.getPath().getName().startsWith("_")) {
        files.delete(status.getPath(), false);
      }
    }
  }

  /** Deletes what a run wrote, and the folder if nothing else is in it. */
  public void remove(Configuration conf) throws IOException {
    FileSystem files = files(conf);
    // The manifest goes first and the configuration last: until then the run can be resumed.
    files.delete(new Path(path, MANIFEST), false);
    removeShards(conf);
    for (String folder : FOLDERS) {
      files.delete(file(folder), true);
    }
    for (FileStatus status : list(files, new Path(path))) {
      if (status.isFile() && status.getPath().getName().matches(FILES)) {
        files.delete(status.getPath(), false);
      }
    }
    for (Table<?> table : Tables.ALL) {
      files.delete(table(table), true);
    }
    files.delete(new Path(path, CONFIG), false);
    if (isEmpty(files, new Path(path))) {
      files.delete(new Path(path), true);
    }
  }

  /** Deletes the markers of all shards, so that they are computed again. */
  public void removeShards(Configuration conf) throws IOException {
    files(conf).delete(new Path(path, SHARDS), true);
  }

  /** Makes a shard count; of several attempts the first wins. */
  void commit(ShardMarker marker, String attempt, Configuration conf) throws IOException {
    String name = "%05d.json".formatted(marker.shard());
    Path temporary = new Path(new Path(path, SHARDS), "_" + attempt + "-" + name);
    FileSystem files = files(conf);
    try (OutputStream stream = files.create(temporary, true)) {
      stream.write(JSON.writeValueAsBytes(marker));
    }
    FileContext context = FileContext.getFileContext(files.getUri(), conf);
    Path target = files.makeQualified(new Path(new Path(path, SHARDS), name));
    try {
      context.rename(files.makeQualified(temporary), target, Options.Rename.NONE);
    } catch (FileAlreadyExistsException e) {
      files.delete(temporary, false);
    }
  }

  private void writeOver(Path target, Object value, Configuration conf) throws IOException {
    replace(target, stream -> stream.write(JSON.writeValueAsBytes(value)), conf);
  }

  /** What is written into a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream stream) throws IOException;
  }

  /** Writes a file in the place of another; who is killed meanwhile leaves the one or the other. */
  public void replace(Path target, Content content, Configuration conf) throws IOException {
    FileSystem files = files(conf);
    // Its checksum would be a second file, and the two can't be replaced at once.
    boolean local = files instanceof LocalFileSystem;
    if (local) {
      files = ((LocalFileSystem) files).getRaw();
    }
    Path temporary = new Path(target.getParent(), WRITING + target.getName());
    try (OutputStream stream = files.create(temporary, true)) {
      content.writeTo(stream);
    }
    Path from = files.makeQualified(temporary);
    Path to = files.makeQualified(target);
    if (local) {
      // Hadoop overwrites a local file by removing it first.
      Files.move(
          java.nio.file.Path.of(from.toUri()),
          java.nio.file.Path.of(to.toUri()),
          StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(files.getUri(), conf).rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private static <T> T read(FileSystem files, Path path, Class<T> type) throws IOException {
    try (InputStream stream = files.open(path)) {
      return JSON.readValue(stream, type);
    }
  }

  private static boolean isEmpty(FileSystem files, Path root) throws IOException {
    for (FileStatus status : list(files, root)) {
      if (!status.getPath().getName().startsWith(WRITING)) {
        return false;
      }
    }
    return true;
  }

  private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private FileSystem files(Configuration conf) throws IOException {
    return new Path(path).getFileSystem(conf);
  }
}
