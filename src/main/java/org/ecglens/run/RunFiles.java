package org.ecglens.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.ecglens.run.storage.StoredFile;

/**
 * The files of the tables of a complete run, as its manifest lists them.
 *
 * @param tables table's folder to its files, in the order of their names
 */
public record RunFiles(Map<String, List<StoredFile>> tables) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The manifest's field. */
  static final String FIELD = "files";

  /** Copies the map, keys ascending. */
  public RunFiles {
    Map<String, List<StoredFile>> copy = new TreeMap<>();
    tables.forEach((table, files) -> copy.put(table, files.stream().sorted().toList()));
    tables = copy;
  }

  /**
   * What a run has written.
   *
   * @param markers of its shards
   * @param small tables over all shards
   */
  static RunFiles of(List<ShardMarker> markers, Map<String, StoredFile> small) {
    Map<String, List<StoredFile>> tables = new TreeMap<>();
    for (ShardMarker marker : markers) {
      marker
          .files()
          .forEach(
              (table, file) -> tables.computeIfAbsent(table, t -> new ArrayList<>()).add(file));
    }
    small.forEach((table, file) -> tables.put(table, List.of(file)));
    return new RunFiles(tables);
  }

  /** What a manifest lists; nothing where it has no list. */
  public static RunFiles of(JsonNode manifest) {
    JsonNode files = manifest.path(FIELD);
    return new RunFiles(
        files.isObject()
            ? JSON.convertValue(files, new TypeReference<Map<String, List<StoredFile>>>() {})
            : Map.of());
  }

  /** The same with other files for some tables. */
  RunFiles with(Map<String, StoredFile> written) {
    Map<String, List<StoredFile>> all = new TreeMap<>(tables);
    written.forEach((table, file) -> all.put(table, List.of(file)));
    return new RunFiles(all);
  }

  /** As it stands in the manifest. */
  JsonNode json() {
    return JSON.valueToTree(tables);
  }

  /** Whether the files of some shards are among them. */
  boolean holds(List<ShardMarker> markers) {
    Map<String, Set<StoredFile>> sets = new HashMap<>();
    tables.forEach((table, files) -> sets.put(table, new HashSet<>(files)));
    return markers.stream()
        .flatMap(marker -> marker.files().entrySet().stream())
        .allMatch(entry -> sets.getOrDefault(entry.getKey(), Set.of()).contains(entry.getValue()));
  }

  /**
   * What of the files is there.
   *
   * @param missing sentences about files that are gone or have another length
   * @param besideOthers the tables whose folders hold more than their files, as an interrupted
   *     change leaves them
   */
  public record Found(List<String> missing, Map<String, List<StoredFile>> besideOthers) {}

  /** Looks into the folders of the tables, once into each. */
  public Found found(RunFolder folder, Configuration conf) throws IOException {
    List<String> missing = new ArrayList<>();
    Map<String, List<StoredFile>> beside = new TreeMap<>();
    for (Map.Entry<String, List<StoredFile>> entry : tables.entrySet()) {
      Map<String, Long> stored = stored(folder, entry.getKey(), conf);
      for (StoredFile file : entry.getValue()) {
        file.fault(entry.getKey(), stored.remove(file.name())).ifPresent(missing::add);
      }
      if (!stored.isEmpty()) {
        beside.put(entry.getKey(), entry.getValue());
      }
    }
    return new Found(missing, beside);
  }

  /** Names and lengths of what a reader of Parquet would take for files of a table. */
  private static Map<String, Long> stored(RunFolder folder, String table, Configuration conf)
      throws IOException {
    Map<String, Long> stored = new HashMap<>();
    for (FileStatus status : folder.files(conf).list(folder.file(table))) {
      String name = status.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".")) {
        stored.put(name, status.getLen());
      }
    }
    return stored;
  }
}
