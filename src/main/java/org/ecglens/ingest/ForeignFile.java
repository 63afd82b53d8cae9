package org.ecglens.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ecglens.io.xml.XmlDocument;

/** What a file seems to be that no reader takes: by how it begins, else by the end of its name. */
final class ForeignFile {
  private record Magic(int at, String text, String kind) {
    boolean fits(byte[] start) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      boolean fits = start.length >= at + bytes.length;
      for (int i = 0; fits && i < bytes.length; i++) {
        fits = start[at + i] == bytes[i];
      }
      return fits;
    }
  }

  private static final List<Magic> MAGIC =
      List.of(
          new Magic(128, "DICM", "DICOM"),
          new Magic(0, "ANN  1.0", "annotations of an ISHNE Holter recording"),
          new Magic(0, "\u0093NUMPY", "a NumPy array (.npy)"),
          new Magic(0, "MATLAB 5.0", "a MATLAB file"),
          new Magic(0, "\u0089HDF", "HDF5"),
          new Magic(0, "CDF\u0001", "NetCDF"),
          new Magic(0, "PAR1", "Parquet, which --format parquet reads"),
          new Magic(0, "ARROW1", "Arrow (Feather)"),
          new Magic(0, "SQLite", "an SQLite database"),
          new Magic(0, "\u001f\u008b", "compressed by gzip; unpack it"),
          new Magic(0, "BZh", "compressed by bzip2; unpack it"),
          new Magic(0, "\u00fd7zXZ", "compressed by xz; unpack it"),
          new Magic(0, "(\u00b5/\u00fd", "compressed by zstd; unpack it"),
          new Magic(0, "7z\u00bc\u00af", "a 7z archive; unpack it"),
          new Magic(0, "PK\u0003\u0004", "a zip archive, or a format built on it (.npz, .xlsx)"),
          new Magic(257, "ustar", "a tar archive; unpack it"),
          new Magic(0, "%PDF", "a PDF document"),
          new Magic(0, "\u0089PNG", "a picture"),
          new Magic(0, "\u00ff\u00d8\u00ff", "a picture"),
          new Magic(0, "GIF8", "a picture"),
          new Magic(0, "II*\u0000", "a picture"),
          new Magic(0, "MM\u0000*", "a picture"),
          new Magic(0, "MSH|", "an HL7 v2 message"));

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("mat", "a MATLAB file"),
          Map.entry("dat", "samples of a WFDB record without its header"),
          Map.entry("dcm", "DICOM"));

  private static final Map<String, String> ROOTS =
      Map.of(
          "CardiologyXML", "GE CardioSoft or MAC XML",
          "ECG", "Mortara XML",
          "examdescript", "Schiller XML",
          "restingecgdata", "Philips XML",
          "ZOLL", "ZOLL XML");

  /** Files that describe a collection, and those that systems leave behind. */
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "(?i)(?:[._].*|(?:readme|licen[cs]e|copying|changelog|changes|records|annotators"
              + "|sha\\d*sums|md5sums|index|robots|citation)(?:[._-].*)?|.*\\.(?:md|html?|crc)"
              + "|thumbs\\.db|desktop\\.ini)",
          Pattern.DOTALL);

  private ForeignFile() {}

  /** Whether a name is that of a document beside recordings and of no interest. */
  static boolean isDocument(String name) {
    return DOCUMENT.matcher(name).matches();
  }

  /** A noun for the content; nothing of it is repeated. */
  static String kind(String name, byte[] start) {
    if (start.length == 0) {
      return "empty";
    }
    Optional<Magic> magic = MAGIC.stream().filter(one -> one.fits(start)).findFirst();
    if (magic.isPresent()) {
      return magic.get().kind();
    }
    Optional<String> root = XmlDocument.rootName(start);
    if (root.isPresent()) {
      return ROOTS.getOrDefault(root.get(), "XML of another kind");
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (ENDINGS.containsKey(ending)) {
      return ENDINGS.get(ending) + " by its name";
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
      return "binary data of an unknown kind";
    }
    return text.strip().matches("(?s)[{\\[].*") ? "JSON" : "text";
  }
}
