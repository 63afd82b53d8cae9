package org.ecglens.ingest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

  private static final String HL7 = "an HL7 v2 message; an ECG in it must be exported as a file";

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
          new Magic(0, "MSH|", HL7),
          new Magic(0, "\u000bMSH|", HL7),
          new Magic(0, "FHS|", HL7),
          new Magic(0, "BHS|", HL7),
          new Magic(2, "MFR ", "MFER, as of Nihon Kohden"),
          new Magic(0, "GDF ", "GDF"),
          new Magic(0, "CFWB", "LabChart data"),
          new Magic(0, "Rar!", "a RAR archive; unpack it"),
          new Magic(0, "\u00d0\u00cf\u0011\u00e0", "a document of older Office programs"),
          new Magic(0, "{\\rtf", "an RTF document"));

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("mat", "a MATLAB file"),
          Map.entry("dat", "samples of a WFDB record without its header"),
          Map.entry("dcm", "DICOM"));

  private static final Map<String, String> ROOTS =
      Map.ofEntries(
          Map.entry("ECG", "Mortara XML"),
          Map.entry("examdescript", "Schiller XML"),
          Map.entry("restingECG", "Philips XML of an older kind"),
          Map.entry("sapphire", "GE Sapphire XML"),
          Map.entry("ZOLL", "ZOLL XML"),
          Map.entry("IHEDocumentList", "an IHE document with an ECG"),
          Map.entry("ClinicalDocument", "an HL7 CDA document"),
          Map.entry("Bundle", "HL7 FHIR"),
          Map.entry("Observation", "HL7 FHIR"),
          Map.entry("DiagnosticReport", "HL7 FHIR"),
          Map.entry("html", "a web page"),
          Map.entry("svg", "a picture"));

  /** Makers by names of elements and namespaces; texts and values may hold the name of a person. */
  private static final Map<Pattern, String> MAKERS = new LinkedHashMap<>();

  static {
    MAKERS.put(makers("mortara|eli\\d{2,3}[a-z]?"), "Mortara XML");
    MAKERS.put(makers("welch[._-]?allyn"), "Welch Allyn XML");
    MAKERS.put(makers("midmark|iqecg"), "Midmark XML");
    MAKERS.put(makers("nihon[._-]?kohden"), "Nihon Kohden XML");
    MAKERS.put(makers("fukuda"), "Fukuda Denshi XML");
    MAKERS.put(makers("schiller"), "Schiller XML");
    MAKERS.put(makers("burdick"), "Burdick XML");
    MAKERS.put(makers("mindray"), "Mindray XML");
    MAKERS.put(makers("edan"), "Edan XML");
    MAKERS.put(makers("spacelabs"), "Spacelabs XML");
    MAKERS.put(makers("philips"), "Philips XML of another kind");
    MAKERS.put(makers("urn:ge|gehealthcare"), "GE XML of another kind");
    MAKERS.put(makers("hl7\\.org/fhir"), "HL7 FHIR");
    MAKERS.put(makers("hl7-org"), "an HL7 document of another kind");
  }

  private static final Pattern NAMES =
      Pattern.compile(
          "<([A-Za-z_][\\w.:-]*)|\\bxmlns(?::[\\w.-]+)?\\s*=\\s*[\"']([^\"'<>]{1,200})");

  /** Files that describe a collection, and those that systems leave behind. */
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "(?i)(?:[._].*|(?:readme|licen[cs]e|copying|changelog|changes|records|annotators"
              + "|sha\\d*sums|md5sums|index|robots|citation)(?:[._-].*)?|.*\\.(?:md|html?|crc)"
              + "|dicomdir|thumbs\\.db|desktop\\.ini)",
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
      return ROOTS.getOrDefault(root.get(), maker(start));
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

  private static Pattern makers(String words) {
    return Pattern.compile("(?<![a-z])(?:" + words + ")", Pattern.CASE_INSENSITIVE);
  }

  /** By the markup at the beginning of a document. */
  private static String maker(byte[] start) {
    // Of UTF-16 every other byte is 0.
    String text = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
    StringBuilder names = new StringBuilder();
    NAMES
        .matcher(text)
        .results()
        .forEach(
            name ->
                names.append(name.group(1) == null ? name.group(2) : name.group(1)).append(' '));
    return MAKERS.entrySet().stream()
        .filter(maker -> maker.getKey().matcher(names).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("XML of another kind");
  }
}
