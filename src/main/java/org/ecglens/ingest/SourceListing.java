package org.ecglens.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.RecordPath;
import org.ecglens.io.SubjectHash;
import org.ecglens.io.dataset.Dataset;
import org.ecglens.io.dataset.Metadata;
import org.ecglens.io.wfdb.WfdbSegments;
import org.ecglens.run.RunFolder;

/** Finds the files from which records are read, and joins the metadata in a collection's tables. */
public final class SourceListing {
  private static final Pattern SAMPLES = Pattern.compile("(?i).*\\.(?:dat|mat|flac)");
  private static final int MOST_PROBED = 256;

  private final List<EcgReader> readers;
  private final boolean anyName;
  private final PathMatcher include;
  private final SubjectHash subjects;
  private final Configuration conf;
  private final Map<String, SourceFile> byId = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Looks for files that one of some readers recognises.
   *
   * @param anyName whether a file that is itself an input is taken whatever its name
   * @param include which paths below an input are taken
   */
  public SourceListing(
      List<EcgReader> readers,
      boolean anyName,
      PathMatcher include,
      SubjectHash subjects,
      Configuration conf) {
    this.readers = readers;
    this.anyName = anyName;
    this.include = include;
    this.subjects = subjects;
    this.conf = conf;
  }

  /** What was found so far, by id. */
  public List<SourceFile> files() {
    return List.copyOf(byId.values());
  }

  /** Collections that were recognised, one per line. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Adds the files of a folder, or one file.
   *
   * @throws UserException if there is nothing, or two files would be one record
   */
  public void add(String input) {
    int before = byId.size();
    try {
      Path given = InputStorage.path(input);
      FileSystem storage = InputStorage.of(given, conf);
      if (!storage.exists(given)) {
        throw new UserException("--input " + input + ": there is no such file or folder.");
      }
      Path root = storage.makeQualified(given);
      if (storage.getFileStatus(root).isDirectory()) {
        addFolder(storage, root);
      } else if (anyName
          || recognised(root.getName())
          || containsRecording(
              storage,
              root.getParent(),
              new LinkedFiles(storage, root),
              new TreeSet<>(List.of(root.getName())))) {
        put(root, root, RecordPath.id(root.toString(), root.toString()), null);
      }
    } catch (IOException e) {
      throw new UserException("--input " + input + " cannot be listed: " + e.getMessage(), e);
    }
    if (byId.size() == before) {
      throw new UserException(
          "--input "
              + input
              + ": there is no record of a known format ("
              + String.join(", ", readers.stream().map(EcgReader::format).toList())
              + ") there.");
    }
  }

  private boolean recognised(String name) {
    return readers.stream().anyMatch(reader -> reader.recognises(name));
  }

  private void addFolder(FileSystem storage, Path root) throws IOException {
    LinkedFiles links = new LinkedFiles(storage, root);
    Set<String> names = walk(storage, root, links);
    Set<String> tables = new HashSet<>();
    Map<String, Metadata> metadata = metadata(storage, root, links, names, tables);
    names.removeAll(WfdbSegments.in(names, new HadoopSignalFiles(storage, root, links)));
    Map<String, List<String>> byStem = new TreeMap<>();
    for (String name : names) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      if (recognised(file)
          && !tables.contains(name)
          && !isAnnotation(name, names)
          && include.matches(java.nio.file.Path.of(name))) {
        byStem.computeIfAbsent(withoutExtension(name), stem -> new ArrayList<>()).add(name);
      }
    }
    SortedSet<String> others = others(names, tables);
    byStem.forEach(
        (stem, same) -> {
          for (String name : same) {
            // The same recording in two formats: only the whole name tells them apart.
            if (others.contains(stem)) {
              put(root, InputStorage.child(root, name), name, metadata.get(stem));
              continue;
            }
            put(
                root,
                InputStorage.child(root, name),
                same.size() > 1 ? name : stem,
                metadata.get(stem));
          }
        });
    boolean read = !byStem.isEmpty() || containsRecording(storage, root, links, others);
    if (read) {
      others.forEach(
          name ->
              put(
                  root,
                  InputStorage.child(root, name),
                  name,
                  metadata.get(withoutExtension(name))));
    }
  }

  /** Whether one of the first files that have no recording's name is one. */
  private boolean containsRecording(
      FileSystem storage, Path root, LinkedFiles links, SortedSet<String> names)
      throws IOException {
    HadoopSignalFiles files = new HadoopSignalFiles(storage, root, links);
    int looked = 0;
    for (String name : names) {
      if (++looked > MOST_PROBED) {
        return true;
      }
      byte[] start;
      try (InputStream in = files.open(name)) {
        start = in.readNBytes(EcgReader.START_BYTES);
      }
      if (readers.stream().anyMatch(reader -> reader.contains(start))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Files without the name of a recording or of a part of one: what they are their content says.
   */
  private SortedSet<String> others(Set<String> names, Set<String> tables) {
    SortedSet<String> others = new TreeSet<>();
    if (readers.stream().noneMatch(EcgReader::isKnownByContent)) {
      return others;
    }
    Set<String> wfdb = new HashSet<>();
    Set<String> stems = new HashSet<>();
    Set<String> outputs = new HashSet<>();
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      if (name.endsWith(".hea")) {
        wfdb.add(folder);
        stems.add(withoutExtension(name));
      } else if (name.equals(folder + RunFolder.CONFIG)) {
        outputs.add(folder);
      }
    }
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      String file = name.substring(folder.length());
      boolean samples = wfdb.contains(folder) && SAMPLES.matcher(file).matches();
      boolean part = samples || stems.contains(withoutExtension(name)) || tables.contains(name);
      if (!part
          && !recognised(file)
          && !ForeignFile.isDocument(file)
          && outputs.stream().noneMatch(name::startsWith)
          && include.matches(java.nio.file.Path.of(name))) {
        others.add(name);
      }
    }
    return others;
  }

  private Map<String, Metadata> metadata(
      FileSystem storage, Path root, LinkedFiles links, Set<String> names, Set<String> tables)
      throws IOException {
    Map<String, Metadata> metadata = new HashMap<>();
    for (Dataset dataset : Dataset.ALL) {
      for (String name : names) {
        if (!name.equals(dataset.index()) && !name.endsWith("/" + dataset.index())) {
          continue;
        }
        String folder = name.substring(0, name.length() - dataset.index().length());
        Set<String> below = new HashSet<>();
        for (String other : names) {
          if (other.startsWith(folder)) {
            below.add(other.substring(folder.length()));
          }
          if (dataset.isTable(other.substring(other.lastIndexOf('/') + 1))) {
            tables.add(other);
          }
        }
        Path at = folder.isEmpty() ? root : InputStorage.child(root, folder);
        Map<String, Metadata> rows =
            dataset.metadata(new HadoopSignalFiles(storage, at, links), below);
        rows.forEach((path, row) -> metadata.put(folder + path, row));
        notes.add("%s: tables about %d records in %s".formatted(dataset.name(), rows.size(), name));
      }
    }
    return metadata;
  }

  /** Paths of all files below a folder, relative to it; folders that links lead to twice once. */
  private static Set<String> walk(FileSystem storage, Path root, LinkedFiles links)
      throws IOException {
    Set<String> names = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    int prefix = root.toString().length() + (root.isRoot() ? 0 : 1);
    while (!folders.isEmpty()) {
      Path folder = folders.removeFirst();
      String real = links.inside(folder);
      if (real == null || !seen.add(real)) {
        continue;
      }
      for (FileStatus status : storage.listStatus(folder)) {
        if (status.isDirectory()) {
          folders.addLast(status.getPath());
        } else {
          names.add(status.getPath().toString().substring(prefix));
        }
      }
    }
    return names;
  }

  private void put(Path input, Path path, String id, Metadata metadata) {
    SourceFile file =
        new SourceFile(
            path.toString(),
            input.toString(),
            id,
            metadata == null ? null : subjects.of(metadata.person()),
            metadata == null ? Map.of() : metadata.labels());
    SourceFile other = byId.put(id, file);
    if (other != null && !other.path().equals(file.path())) {
      throw new UserException(
          "--input: "
              + other.path()
              + " and "
              + path
              + " would both be record '"
              + id
              + "'; read them into two folders, or name the folder above both.");
    }
  }

  /** Some WFDB records have annotations with the ending of Holter recordings. */
  private static boolean isAnnotation(String name, Set<String> names) {
    return name.endsWith(".ecg") && names.contains(withoutExtension(name) + ".hea");
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }
}
