package org.ecglens.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.ecglens.io.EcgReader;
import org.ecglens.io.GzippedFile;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.SignalFiles;

/**
 * A file and what reads it.
 *
 * @param files where it is read from, unpacked if it is compressed
 * @param name in there
 * @param reader if one reads it
 */
record OpenedFile(SignalFiles files, String name, Optional<EcgReader> reader) {

  /**
   * Chooses the reader of a file: by its name, by its content where that says something else,
   * several share the ending or none has it.
   *
   * @param stored name of the file as it lies there, packed or not
   * @param named whether the format was given for this very file, so that its name does not matter
   * @throws NoRecordingException if several readers share the ending and the content fits none
   * @throws IOException if the storage fails
   */
  static OpenedFile of(SignalFiles folder, String stored, List<EcgReader> readers, boolean named)
      throws IOException {
    String name = GzippedFile.inside(stored);
    SignalFiles files = name.equals(stored) ? folder : new GzippedFile(folder, stored, name);
    List<EcgReader> byName = readers.stream().filter(reader -> reader.recognises(name)).toList();
    boolean other = byName.isEmpty() && readers.stream().noneMatch(EcgReader::isKnownByContent);
    if (other && named) {
      byName = readers;
    }
    Optional<EcgReader> first = byName.stream().findFirst();
    if (byName.size() == 1 && !first.get().isKnownByContent()) {
      return new OpenedFile(files, name, first);
    }
    byte[] raw = start(files, name);
    if (GzippedFile.starts(raw)) {
      files = new GzippedFile(folder, stored, name);
    }
    byte[] start = GzippedFile.starts(raw) ? start(files, name) : raw;
    Optional<EcgReader> byContent =
        byName.stream()
            .filter(reader -> reader.accepts(start))
            .findFirst()
            .or(() -> readers.stream().filter(reader -> reader.contains(start)).findFirst());
    if (byName.size() > 1 && byContent.isEmpty()) {
      throw new NoRecordingException(
          folder.path(stored)
              + ": the content is of no known format that has this ending; it seems to be "
              + ForeignFile.kind(name, start)
              + ". The formats are listed in docs/formats.md.");
    }
    return new OpenedFile(files, name, byContent.or(() -> first));
  }

  /** Why a file that no reader takes is not read. */
  String foreign() throws IOException {
    return files.path(name)
        + ": the file seems to be "
        + ForeignFile.kind(name, start(files, name))
        + (files instanceof GzippedFile ? ", compressed by gzip" : "")
        + "; it is not read. The formats are listed in docs/formats.md.";
  }

  private static byte[] start(SignalFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return in.readNBytes(EcgReader.START_BYTES);
    }
  }
}
