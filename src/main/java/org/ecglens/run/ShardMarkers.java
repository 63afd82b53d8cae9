package org.ecglens.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.ecglens.run.storage.StoredFile;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;

/**
 * The files that commit shards: one for each finished shard, written once, by the first attempt
 * that is ready. What a table's folder holds counts only as far as markers name it.
 */
final class ShardMarkers {
  /** Folder of the markers in that of the run. */
  static final String FOLDER = "_shards";

  /** What names of shards' files begin with. */
  static final String PREFIX = "shard-";

  private static final int READERS = 16;

  private final RunFolder folder;
  private final String run;
  private final Configuration conf;

  /**
   * Markers of a run.
   *
   * @param run its id: markers of another are none
   */
  ShardMarkers(RunFolder folder, String run, Configuration conf) {
    this.folder = folder;
    this.run = run;
    this.conf = conf;
  }

  private Path path(int shard) {
    return new Path(folder.file(FOLDER), "%05d.json".formatted(shard));
  }

  /**
   * Makes a shard count; of several attempts the first wins.
   *
   * @return the marker that counts
   */
  ShardMarker commit(ShardMarker marker) throws IOException {
    AtomicFiles files = folder.files(conf);
    Path path = path(marker.shard());
    return files.create(path, AtomicFiles.json(marker))
        ? marker
        : files.read(path, ShardMarker.class);
  }

  /**
   * What is finished of a run that goes on.
   *
   * @param markers whose files are all there, by number of the shard
   * @param lost sentences about markers that are damaged or whose files are not what they were;
   *     these markers are deleted, so that their shards are computed again
   */
  record Finished(List<ShardMarker> markers, List<String> lost) {}

  /** Reads all markers, and looks whether what they name is there. */
  Finished finished() throws IOException {
    AtomicFiles files = folder.files(conf);
    List<Path> paths = new ArrayList<>();
    for (FileStatus status : files.list(folder.file(FOLDER))) {
      if (status.getPath().getName().matches("\\d+\\.json")) {
        paths.add(status.getPath());
      }
    }
    Map<String, Map<String, Long>> stored = lengths(files);
    List<ShardMarker> markers = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<Optional<ShardMarker>> read = read(files, paths);
    for (int i = 0; i < paths.size(); i++) {
      Optional<String> problem =
          read.get(i).isEmpty()
              ? Optional.of("its marker is empty or damaged")
              : problem(read.get(i).get(), stored);
      if (problem.isEmpty()) {
        markers.add(read.get(i).get());
      } else {
        files.delete(paths.get(i));
        lost.add(paths.get(i).getName().replace(".json", "") + ": " + problem.get());
      }
    }
    markers.sort(Comparator.comparingInt(ShardMarker::shard));
    return new Finished(List.copyOf(markers), List.copyOf(lost));
  }

  private Optional<String> problem(ShardMarker marker, Map<String, Map<String, Long>> stored) {
    if (!run.equals(marker.run())) {
      return Optional.of("it is of another run");
    }
    for (Map.Entry<String, StoredFile> entry : marker.files().entrySet()) {
      StoredFile file = entry.getValue();
      Long bytes = stored.getOrDefault(entry.getKey(), Map.of()).get(file.name());
      Optional<String> fault = file.fault(entry.getKey(), bytes);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** Lengths of the files of all tables, by table's folder and name. */
  private Map<String, Map<String, Long>> lengths(AtomicFiles files) throws IOException {
    Map<String, Map<String, Long>> lengths = new HashMap<>();
    for (Table<?> table : Tables.ALL) {
      Map<String, Long> own = new HashMap<>();
      for (FileStatus status : files.list(folder.table(table))) {
        own.put(status.getPath().getName(), status.getLen());
      }
      lengths.put(table.folder(), own);
    }
    return lengths;
  }

  /** Several at a time: an object store takes as long for one as for sixteen. */
  private static List<Optional<ShardMarker>> read(AtomicFiles files, List<Path> paths)
      throws IOException {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Optional<ShardMarker>>> pending = new ArrayList<>();
      for (Path path : paths) {
        pending.add(readers.submit(() -> read(files, path)));
      }
      List<Optional<ShardMarker>> markers = new ArrayList<>();
      for (Future<Optional<ShardMarker>> one : pending) {
        markers.add(one.get());
      }
      return markers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it read markers", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } finally {
      readers.shutdownNow();
    }
  }

  private static Optional<ShardMarker> read(AtomicFiles files, Path path) throws IOException {
    try {
      ShardMarker marker = files.read(path, ShardMarker.class);
      boolean whole = marker != null && marker.run() != null && !marker.files().containsValue(null);
      return whole ? Optional.of(marker) : Optional.empty();
    } catch (JacksonException | FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Makes no shard count any more. */
  void removeAll() throws IOException {
    folder.delete(FOLDER, conf);
  }

  /**
   * Whether the run still goes on in its folder: a task may outlive the driver that began it.
   *
   * @throws IOException if the storage fails
   */
  boolean isWanted() throws IOException {
    try {
      return folder
          .readJson(RunFolder.CONFIG, JsonNode.class, conf)
          .path(RunConfig.RUN)
          .asText()
          .equals(run);
    } catch (JacksonException | FileNotFoundException e) {
      return false;
    }
  }

  /** Deletes shards' files that no marker names, and what was being written. */
  void removeUnlisted(List<ShardMarker> markers) throws IOException {
    AtomicFiles files = folder.files(conf);
    for (Table<?> table : Tables.ALL) {
      Set<String> listed = new HashSet<>();
      for (ShardMarker marker : markers) {
        StoredFile file = marker.files().get(table.folder());
        if (file != null) {
          listed.add(file.name());
        }
      }
      for (FileStatus status : files.list(folder.table(table))) {
        String name = status.getPath().getName();
        if (name.startsWith(PREFIX) && !listed.contains(name)) {
          files.delete(status.getPath());
        }
      }
    }
    for (Path place : List.of(new Path(folder.path()), folder.file(FOLDER))) {
      for (FileStatus status : files.list(place)) {
        if (AtomicFiles.isUnfinished(status.getPath().getName())) {
          files.delete(status.getPath());
        }
      }
    }
  }
}
