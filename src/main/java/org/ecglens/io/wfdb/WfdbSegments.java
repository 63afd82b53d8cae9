package org.ecglens.io.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ecglens.io.SignalFiles;

/**
 * Tells the headers of segments from those of records: a multi-segment record names its segments,
 * which are no records of their own.
 *
 * <p>Opening every header of an archive would take long, so only those are looked at that can be of
 * several segments: whose name begins another's in the same folder, as {@code 041s} does {@code
 * 041s01}, or that lie beside a layout, {@code …_layout.hea}.
 */
public final class WfdbSegments {
  private static final String SUFFIX = WfdbHeader.SUFFIX;
  private static final String LAYOUT = "_layout";
  private static final int MOST_BYTES = 1 << 20;

  private WfdbSegments() {}

  /**
   * Headers among some files that are segments of another.
   *
   * @param names with {@code /} between folders
   */
  public static Set<String> in(Set<String> names, SignalFiles files) throws IOException {
    Map<String, TreeSet<String>> folders = new HashMap<>();
    for (String name : names) {
      if (name.endsWith(SUFFIX)) {
        int slash = name.lastIndexOf('/') + 1;
        folders
            .computeIfAbsent(name.substring(0, slash), folder -> new TreeSet<>())
            .add(name.substring(slash, name.length() - SUFFIX.length()));
      }
    }
    Set<String> segments = new HashSet<>();
    for (Map.Entry<String, TreeSet<String>> folder : folders.entrySet()) {
      TreeSet<String> records = folder.getValue();
      boolean layout = records.stream().anyMatch(record -> record.endsWith(LAYOUT));
      for (String record : records) {
        String next = records.higher(record);
        if (layout || (next != null && next.startsWith(record))) {
          segments.addAll(of(files, folder.getKey() + record + SUFFIX));
        }
      }
    }
    segments.retainAll(names);
    return segments;
  }

  /**
   * Names of the header files of a record's segments and layout, none for a record of one segment.
   * The header is not checked: a damaged one still says what belongs to it.
   *
   * @param name of the header
   */
  static List<String> of(SignalFiles files, String name) throws IOException {
    String text;
    try (InputStream in = files.open(name)) {
      text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
    }
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> line.split("\\s", 2)[0])
            .toList();
    boolean several = !lines.isEmpty() && WfdbHeader.namesSegments(lines.get(0));
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return lines.stream()
        .skip(several ? 1 : lines.size())
        .filter(segment -> !segment.equals("~"))
        .map(segment -> folder + segment + SUFFIX)
        .distinct()
        .toList();
  }
}
