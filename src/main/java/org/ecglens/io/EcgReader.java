package org.ecglens.io;

import java.io.IOException;
import java.util.Optional;
import org.ecglens.error.UserException;

/** Reads recordings of one file format. Implementations are immutable. */
public interface EcgReader {
  /** How many bytes of a file {@link #accepts} is shown. */
  int START_BYTES = 4096;

  /** Most values, leads times samples, that a record can have. */
  int MOST_VALUES = 1 << 26;

  /** Name of the format, as in {@code --format}. */
  String format();

  /**
   * Whether the name of a file is that of a recording of this format, the file that is named to
   * read it. Several formats may share an ending.
   */
  boolean recognises(String path);

  /**
   * Whether the content fits, for formats that share an ending with others.
   *
   * @param start the first {@link #START_BYTES} of a file that {@link #recognises} accepts, fewer
   *     if it is shorter
   */
  default boolean accepts(byte[] start) {
    return true;
  }

  /** Whether {@link #contains} can tell; other formats are known by the names of their files. */
  default boolean isKnownByContent() {
    return false;
  }

  /**
   * Whether the content alone shows that a file is of this format, whatever its name.
   *
   * @param start the first {@link #START_BYTES} of any file, fewer if it is shorter
   */
  default boolean contains(byte[] start) {
    return isKnownByContent() && accepts(start);
  }

  /**
   * Reads one recording.
   *
   * @param files the folder of the recording
   * @param name of the file in it that {@link #recognises} accepts
   * @param recordId of the record, see {@link RecordPath#id}
   * @throws UserException if the files are damaged, missing, too large or of a kind that is not
   *     supported; the message names file, field and value, and nothing about the person
   * @throws IOException if the storage fails
   */
  Reading read(SignalFiles files, String name, String recordId) throws IOException;

  /** Whether a file may hold several recordings: then a large one is read in parts. */
  default boolean holdsSeveral() {
    return false;
  }

  /**
   * Reads the recordings of a file, or of a part of it; most formats have one in a file.
   *
   * @param recordId of the file; where it holds several, each appends a slash and its own
   * @param part which of them; the parts of a file together have each recording once
   * @param into takes them, one after the other
   * @throws UserException if none can be read
   * @throws IOException if a storage fails
   */
  default void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    if (part.isFirst()) {
      into.add(read(files, name, recordId));
    }
  }

  /**
   * Name of the file beside a recording that would hold what is known of its records, if the format
   * has such; it is no recording itself.
   */
  default Optional<String> sideTable(String name) {
    return Optional.empty();
  }
}
