package org.ecglens.io.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.error.UserException;
import org.ecglens.io.RecordPath;

/**
 * The files that a DICOMDIR lists (PS3.3, annex F; PS3.10, chapter 8).
 *
 * @param waveforms paths of waveform objects below the folder of the directory
 * @param others how many files of other kinds it lists
 */
public record DicomDirectory(List<String> waveforms, int others) {
  /** The name of the file. */
  public static final String NAME = "DICOMDIR";

  /** Most bytes that are read: a directory of some hundred thousand files. */
  public static final int LONGEST = 1 << 26;

  /** Copies the list. */
  public DicomDirectory {
    waveforms = List.copyOf(waveforms);
  }

  /** Whether a file has the name of a directory, which some systems write in small letters. */
  public static boolean isNameOfOne(String name) {
    return name.toUpperCase(Locale.ROOT).equals(NAME);
  }

  /**
   * Reads a directory.
   *
   * @param path of the file, for messages
   * @throws UserException if it is none, is damaged, or names a file that is not below its folder
   */
  public static DicomDirectory of(String path, byte[] content) {
    DataSet data = DicomFile.parse(path, content);
    List<String> waveforms = new ArrayList<>();
    int others = 0;
    for (DataSet record : data.items(Tag.DIRECTORY_RECORDS)) {
      String file = record.text(Tag.REFERENCED_FILE).orElse("");
      if (file.isEmpty()) {
        continue;
      }
      if (!record.text(Tag.DIRECTORY_RECORD_TYPE).orElse("").equals("WAVEFORM")) {
        others++;
        continue;
      }
      List<String> parts = new ArrayList<>();
      for (String part : file.split("\\\\", -1)) {
        parts.add(part.strip());
      }
      waveforms.add(RecordPath.inside(path, String.join("/", parts)));
    }
    if (waveforms.isEmpty()) {
      throw new UserException(
          path
              + ": the directory lists no waveform, but "
              + others
              + " files of other kinds; name the folder as --input to search all files.");
    }
    return new DicomDirectory(waveforms, others);
  }
}
