package org.ecglens.ingest;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ecglens.io.EcgReader;
import org.ecglens.io.GzippedFile;
import org.ecglens.run.RunFolder;

/**
 * What the files below a folder are by their names: recordings, parts of recordings, tables, or
 * others, of which only the content can say more. Names are paths relative to the folder.
 */
final class FileRoles {
  private static final Pattern SAMPLES = Pattern.compile("(?i).*\\.(?:dat|mat|flac)");

  private final List<EcgReader> readers;
  private final PathMatcher include;
  private final Set<String> names;
  private final Set<String> tables;

  /**
   * Roles of some files.
   *
   * @param include which of them are taken
   * @param names of all that are there
   * @param tables those among them that say something of recordings
   */
  FileRoles(List<EcgReader> readers, PathMatcher include, Set<String> names, Set<String> tables) {
    this.readers = readers;
    this.include = include;
    this.names = names;
    this.tables = tables;
  }

  /** Whether a file has the name of a recording and is no part of another. */
  boolean isRecording(String name) {
    return recognised(readers, name.substring(name.lastIndexOf('/') + 1))
        && !tables.contains(name)
        && !isWfdbPart(name)
        && include.matches(Path.of(name));
  }

  /**
   * Files without the name of a recording or of a part of one: what they are their content says.
   */
  SortedSet<String> others() {
    SortedSet<String> others = new TreeSet<>();
    if (readers.stream().noneMatch(EcgReader::isKnownByContent)) {
      return others;
    }
    Set<String> wfdb = new HashSet<>();
    Set<String> stems = new HashSet<>();
    Set<String> outputs = outputs(names);
    for (String name : names) {
      if (name.endsWith(".hea")) {
        wfdb.add(name.substring(0, name.lastIndexOf('/') + 1));
        stems.add(withoutExtension(name));
      }
    }
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      String file = name.substring(folder.length());
      boolean samples = wfdb.contains(folder) && SAMPLES.matcher(file).matches();
      boolean part = samples || stems.contains(withoutExtension(name)) || tables.contains(name);
      if (!part
          && !recognised(readers, file)
          && !ForeignFile.isDocument(file)
          && outputs.stream().noneMatch(name::startsWith)
          && include.matches(Path.of(name))) {
        others.add(name);
      }
    }
    return others;
  }

  /** Names that are not those of documents, nor of what a run of ecglens wrote. */
  static List<String> withoutRuns(Set<String> names) {
    Set<String> outputs = outputs(names);
    return names.stream()
        .filter(name -> !ForeignFile.isDocument(name.substring(name.lastIndexOf('/') + 1)))
        .filter(name -> outputs.stream().noneMatch(name::startsWith))
        .toList();
  }

  /** Folders of runs. */
  private static Set<String> outputs(Set<String> names) {
    Set<String> outputs = new HashSet<>();
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      if (name.equals(folder + RunFolder.CONFIG)) {
        outputs.add(folder);
      }
    }
    return outputs;
  }

  /** Samples, and annotations that have the ending of Holter recordings, belong to a header. */
  private boolean isWfdbPart(String name) {
    return (SAMPLES.matcher(name).matches() || name.endsWith(".ecg"))
        && names.contains(withoutExtension(name) + ".hea");
  }

  /** Whether a file has the name of a recording, packed or not. */
  static boolean recognised(List<EcgReader> readers, String name) {
    String inside = GzippedFile.inside(name);
    return readers.stream().anyMatch(reader -> reader.recognises(inside));
  }

  /** Files that say something of the records of another. */
  static Set<String> sideTables(List<EcgReader> readers, Set<String> names) {
    Set<String> tables = new HashSet<>();
    for (String name : names) {
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      String file = GzippedFile.inside(name.substring(folder.length()));
      for (EcgReader reader : readers) {
        if (reader.recognises(file)) {
          reader.sideTable(file).ifPresent(table -> tables.add(folder + table));
        }
      }
    }
    return tables;
  }

  /** A name without what stands behind its last dot. */
  static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }
}
