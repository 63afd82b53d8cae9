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
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.GzippedFile;
import org.ecglens.io.RecordPath;
import org.ecglens.io.SubjectHash;
import org.ecglens.io.dataset.Dataset;
import org.ecglens.io.dataset.Metadata;
import org.ecglens.io.dicom.DicomDirectory;
import org.ecglens.io.wfdb.WfdbSegments;

/** Finds the files from which records are read, and joins the metadata in a collection's tables. */
final class SourceListing {
  private static final int MOST_PROBED = 256;

  /** What ten seconds of twelve leads may take. */
  private static final long RECORD_BYTES = 1 << 18;

  private final List<EcgReader> readers;
  private final boolean anyName;
  private final PathMatcher include;
  private final SubjectHash subjects;
  private final Configuration conf;
  private final Assumptions.Features features;
  private final NavigableMap<String, List<SourceFile>> byId = new TreeMap<>();

  /** Ids of files that may hold several recordings: theirs begin with it and a slash. */
  private final Set<String> holders = new HashSet<>();

  private final Map<String, RecordFacts> rows = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final FilesDigest digest = new FilesDigest();
  private long below;

  /**
   * Looks for files that one of some readers recognises.
   *
   * @param anyName whether a file that is itself an input is taken whatever its name
   * @param include which paths below an input are taken
   * @param features whose measures of PTB-XL+ are labels
   */
  public SourceListing(
      List<EcgReader> readers,
      boolean anyName,
      PathMatcher include,
      SubjectHash subjects,
      Configuration conf,
      Assumptions.Features features) {
    this.readers = readers;
    this.anyName = anyName;
    this.include = include;
    this.subjects = subjects;
    this.conf = conf;
    this.features = features;
  }

  /** What was found so far, by id. */
  public List<SourceFile> files() {
    return byId.values().stream().flatMap(List::stream).toList();
  }

  /** What tables of collections know of records that lie in one file with others, by id. */
  Map<String, RecordFacts> rows() {
    return Map.copyOf(rows);
  }

  /** How many files are below the inputs, those that are not taken among them. */
  public long below() {
    return below;
  }

  /** Which files there are, and which of them are recordings, in words. */
  String digest() {
    return "%s, %d recordings, %08x".formatted(digest, byId.size(), byId.keySet().hashCode());
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
      } else if (DicomDirectory.isNameOfOne(root.getName())
          && readers.stream().anyMatch(reader -> reader.format().equals("dicom"))) {
        addDirectory(storage, root);
      } else if (anyName
          || FileRoles.recognised(readers, root.getName())
          || containsRecording(
              storage,
              root.getParent(),
              new LinkedFiles(storage, root),
              new TreeSet<>(List.of(root.getName())))) {
        below++;
        FileStatus status = storage.getFileStatus(root);
        digest.add(status);
        String whole = GzippedFile.inside(root.toString());
        put(new Found(root, status.getLen()), root, RecordPath.id(whole, whole), null);
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

  private void addFolder(FileSystem storage, Path root) throws IOException {
    LinkedFiles links = new LinkedFiles(storage, root);
    Map<String, FileStatus> found = walk(storage, root, links);
    below += found.size();
    Set<String> names = new HashSet<>(found.keySet());
    FileRoles.withoutRuns(names).forEach(name -> digest.add(found.get(name)));
    Set<String> tables = FileRoles.sideTables(readers, names);
    Map<String, Metadata> metadata = metadata(storage, root, links, names, tables);
    names.removeAll(WfdbSegments.in(names, new HadoopSignalFiles(storage, root, links)));
    FileRoles roles = new FileRoles(readers, include, names, tables);
    Map<String, List<String>> byStem = new TreeMap<>();
    for (String name : names) {
      if (roles.isRecording(name)) {
        byStem
            .computeIfAbsent(
                FileRoles.withoutExtension(GzippedFile.inside(name)), stem -> new ArrayList<>())
            .add(name);
      }
    }
    SortedSet<String> others = roles.others();
    Set<String> otherIds = new HashSet<>(others);
    others.forEach(name -> otherIds.add(GzippedFile.inside(name)));
    TreeSet<String> ids = new TreeSet<>(byStem.keySet());
    ids.addAll(otherIds);
    byStem.forEach(
        (stem, same) -> {
          for (String name : same) {
            // The same recording in two formats, or rows of an array beside files of a folder with
            // its name: only the whole name tells them apart.
            boolean shared =
                otherIds.contains(stem)
                    || same.size() > 1
                    || (holdsSeveral(name) && isAbove(stem, ids));
            put(
                new Found(root, found.get(name).getLen()),
                InputStorage.child(root, name),
                shared ? name : stem,
                metadata.get(stem));
          }
        });
    metadata.forEach(
        (path, row) -> {
          int slash = path.lastIndexOf('/');
          String stem = slash < 0 ? "" : path.substring(0, slash);
          for (String name : byStem.getOrDefault(stem, List.of())) {
            rows.put(stem + path.substring(slash), facts(row));
            rows.put(name + path.substring(slash), facts(row));
          }
        });
    boolean read = !byStem.isEmpty() || containsRecording(storage, root, links, others);
    if (read) {
      others.forEach(
          name ->
              put(
                  new Found(root, found.get(name).getLen()),
                  InputStorage.child(root, name),
                  names.contains(GzippedFile.inside(name)) ? name : GzippedFile.inside(name),
                  metadata.get(FileRoles.withoutExtension(name))));
    }
  }

  /** Whether a file has the name of one that may hold several recordings. */
  private boolean holdsSeveral(String name) {
    String inside = GzippedFile.inside(name.substring(name.lastIndexOf('/') + 1));
    return readers.stream().anyMatch(reader -> reader.holdsSeveral() && reader.recognises(inside));
  }

  /** Whether one of some ids is that of a file in a folder. */
  private static boolean isAbove(String folder, NavigableSet<String> ids) {
    String next = ids.ceiling(folder + "/");
    return next != null && next.startsWith(folder + "/");
  }

  /**
   * The files that a DICOMDIR lists; one that is not there goes to the quarantine when it is read.
   */
  private void addDirectory(FileSystem storage, Path file) throws IOException {
    HadoopSignalFiles files =
        new HadoopSignalFiles(storage, file.getParent(), new LinkedFiles(storage, file));
    byte[] content;
    try (InputStream in = files.open(file.getName())) {
      content = in.readNBytes(DicomDirectory.LONGEST);
    }
    DicomDirectory directory = DicomDirectory.of(files.path(file.getName()), content);
    notes.add(
        "%s: %d waveforms, %d other files that are not read"
            .formatted(DicomDirectory.NAME, directory.waveforms().size(), directory.others()));
    below += directory.waveforms().size();
    for (String name : directory.waveforms()) {
      // Discs are often mounted with names in small letters.
      Path path = InputStorage.child(file.getParent(), name);
      Path small = InputStorage.child(file.getParent(), name.toLowerCase(Locale.ROOT));
      boolean other = !storage.exists(path) && storage.exists(small);
      if (include.matches(java.nio.file.Path.of(name))) {
        // Only whole files are listed: their length does not matter.
        Path there = other ? small : path;
        if (storage.exists(there)) {
          digest.add(storage.getFileStatus(there));
        }
        put(new Found(file, 0), there, FileRoles.withoutExtension(name), null);
      }
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
      try (InputStream in = new GzippedFile(files, name, name).open(name)) {
        start = in.readNBytes(EcgReader.START_BYTES);
      } catch (UserException e) {
        // Compressed data that is damaged is no recording.
        continue;
      }
      if (readers.stream().anyMatch(reader -> reader.contains(start))) {
        return true;
      }
    }
    return false;
  }

  private Map<String, Metadata> metadata(
      FileSystem storage, Path root, LinkedFiles links, Set<String> names, Set<String> tables)
      throws IOException {
    Map<String, Metadata> metadata = new HashMap<>();
    for (Dataset dataset : Dataset.all(features)) {
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
        }
        Path at = folder.isEmpty() ? root : InputStorage.child(root, folder);
        HadoopSignalFiles files = new HadoopSignalFiles(storage, at, links);
        if (!dataset.isHere(files, below)) {
          continue;
        }
        names.stream()
            .filter(other -> other.startsWith(folder))
            .filter(other -> dataset.isTable(other.substring(other.lastIndexOf('/') + 1)))
            .forEach(tables::add);
        Map<String, Metadata> rows = dataset.metadata(files, below);
        rows.forEach((path, row) -> metadata.put(folder + path, row));
        notes.add("%s: tables about %d records in %s".formatted(dataset.name(), rows.size(), name));
      }
    }
    return metadata;
  }

  /**
   * All files below a folder by their paths relative to it; folders that links lead to twice once.
   */
  private static Map<String, FileStatus> walk(FileSystem storage, Path root, LinkedFiles links)
      throws IOException {
    Map<String, FileStatus> names = new HashMap<>();
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
          names.put(status.getPath().toString().substring(prefix), status);
        }
      }
    }
    return names;
  }

  /** Where a file was found, and its length in bytes. */
  private record Found(Path input, long length) {}

  private void put(Found found, Path path, String id, Metadata metadata) {
    List<SourceFile> parts = new ArrayList<>();
    List<EcgReader> able =
        readers.stream()
            .filter(reader -> reader.holdsSeveral())
            .filter(reader -> reader.recognises(path.getName()) || reader.isKnownByContent())
            .toList();
    int count = able.isEmpty() ? 1 : FilePart.count(found.length());
    boolean several = holdsSeveral(path.getName());
    long each = found.length() / count / RECORD_BYTES;
    for (int part = 0; part < count; part++) {
      parts.add(
          new SourceFile(
              path.toString(),
              found.input().toString(),
              id,
              metadata == null ? RecordFacts.NONE : facts(metadata),
              metadata == null ? Assumptions.NONE : metadata.conventions(),
              new FilePart(part, count),
              several ? (int) Math.max(1, each) : 1));
    }
    Optional<SourceFile> other =
        Optional.ofNullable(byId.put(id, parts)).map(files -> files.get(0));
    if (several) {
      holders.add(id);
      other = other.or(() -> Optional.ofNullable(firstIn(id)));
    }
    for (int slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      String folder = id.substring(0, slash);
      if (holders.contains(folder)) {
        other = other.or(() -> Optional.of(byId.get(folder).get(0)));
      }
    }
    other
        .filter(file -> !file.path().equals(path.toString()))
        .ifPresent(
            file -> {
              throw new UserException(
                  "--input: "
                      + file.path()
                      + " and "
                      + path
                      + " would both be record '"
                      + id
                      + "', or records below it; read them into two folders, or name the folder"
                      + " above both.");
            });
  }

  /** A file in a folder that has the name of a record's id, or null. */
  private SourceFile firstIn(String id) {
    Map.Entry<String, List<SourceFile>> next = byId.ceilingEntry(id + "/");
    return next != null && next.getKey().startsWith(id + "/") ? next.getValue().get(0) : null;
  }

  private RecordFacts facts(Metadata metadata) {
    return new RecordFacts(subjects.of(metadata.person()), metadata.labels());
  }
}
