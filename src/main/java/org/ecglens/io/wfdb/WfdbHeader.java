package org.ecglens.io.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.SignalFiles;

/**
 * A header file (header(5) of the WFDB manual): a record line {@code name[/segments] signals
 * [rate[/counter[(base)]] [samples [time [date]]]]}, a line for each signal (see {@link
 * SignalLine}) or for each segment ({@code name frames}), and comments.
 *
 * @param record name of the record as it stands in the file
 * @param frameRateHz frames a second, positive; 250 where the file says nothing
 * @param frames of the record, empty where the size of the signal file decides
 * @param signals none if there are segments
 * @param segments none if there are signals
 * @param comments without the leading {@code #}
 * @param warnings peculiarities that do not stand in the way
 */
record WfdbHeader(
    String record,
    double frameRateHz,
    OptionalLong frames,
    List<WfdbSignal> signals,
    List<Segment> segments,
    List<String> comments,
    List<Notice> warnings) {
  /** Ending of the name of header files. */
  static final String SUFFIX = ".hea";

  private static final String GAP = "~";

  /** Header files are a few kilobytes; anything larger is something else. */
  private static final int LONGEST = 1 << 20;

  private static final double DEFAULT_RATE_HZ = 250;

  /** No signal is faster; times the samples of a frame it stays a number. */
  private static final double HIGHEST_RATE_HZ = 1e9;

  private static final Pattern SEGMENTS = Pattern.compile(".+/\\d+");
  private static final Pattern RATE =
      Pattern.compile("(" + HeaderFields.NUMBER + ")(?:/.*)?(?:\\(.*\\))?");

  /**
   * A part of a record that has files of its own, or a gap.
   *
   * @param name of its record, {@code ~} for a gap
   * @param frames 0 or more; 0 in the first segment makes it a layout
   */
  record Segment(String name, long frames) {
    /** Whether it stands for missing samples. */
    boolean isGap() {
      return name.equals(GAP);
    }
  }

  /** Copies the lists. */
  WfdbHeader {
    signals = List.copyOf(signals);
    segments = List.copyOf(segments);
    comments = List.copyOf(comments);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a header file.
   *
   * @throws UserException if there is none, or it is none
   */
  static WfdbHeader read(SignalFiles files, String name) throws IOException {
    String path = files.path(name);
    byte[] bytes;
    try (InputStream in = files.open(name)) {
      bytes = in.readNBytes(LONGEST + 1);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
    if (bytes.length > LONGEST) {
      throw new UserException(path + ": the file is too large to be a header of a WFDB record.");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // Older programs write units and comments in Latin-1.
      text = new String(bytes, StandardCharsets.ISO_8859_1);
    }
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    return parse(new HeaderFields(path, folder), text).besideHeader(path, files, folder);
  }

  /** Whether the file names a rate, and not the manual. */
  boolean saysRate() {
    return warnings.stream().noneMatch(notice -> notice.kind() == Notice.Kind.CONVENTION_RATE);
  }

  /**
   * The header with signal files where they are: PTB-XL+ and others name them with the folder that
   * the header was written from, and publish them beside it.
   */
  private WfdbHeader besideHeader(String path, SignalFiles files, String folder)
      throws IOException {
    Map<String, String> places = new HashMap<>();
    for (WfdbSignal signal : signals) {
      String file = signal.file();
      String bare = folder + file.substring(file.lastIndexOf('/') + 1);
      if (!file.equals(bare) && !places.containsKey(file)) {
        places.put(file, !isThere(files, file) && isThere(files, bare) ? bare : file);
      }
    }
    if (places.entrySet().stream().allMatch(place -> place.getKey().equals(place.getValue()))) {
      return this;
    }
    List<Notice> all = new ArrayList<>(warnings);
    all.add(
        Notice.Kind.HEADER.of(
            path
                + ": the folder before the names of signal files is not there; those beside it are read."));
    return new WfdbHeader(
        record,
        frameRateHz,
        frames,
        signals.stream()
            .map(signal -> signal.in(places.getOrDefault(signal.file(), signal.file())))
            .toList(),
        segments,
        comments,
        all);
  }

  private static boolean isThere(SignalFiles files, String name) throws IOException {
    try {
      files.length(name);
      return true;
    } catch (FileNotFoundException | NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Whether the first word of a record line says that the record has segments, {@code name/3}; a
   * slash may also follow a folder.
   */
  static boolean namesSegments(String word) {
    return SEGMENTS.matcher(word).matches();
  }

  /**
   * As {@link #namesSegments(String)}, told from a folder before a numbered record by the lines
   * that follow: those of signals name a file and a format, those of segments a length.
   */
  private static boolean hasSegments(HeaderFields fields, List<String> lines, String[] words) {
    if (!namesSegments(words[0])) {
      return false;
    }
    String last = words[0].substring(words[0].lastIndexOf('/') + 1);
    boolean own =
        fields.path().endsWith("/" + last + SUFFIX) || fields.path().equals(last + SUFFIX);
    return !(own
        && words[1].equals(String.valueOf(lines.size() - 1))
        && !last.equals(String.valueOf(lines.size() - 1)));
  }

  /**
   * Reads the text of a header.
   *
   * @throws UserException if it is no header; the message names file, field and value
   */
  static WfdbHeader parse(HeaderFields fields, String text) {
    List<String> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("#")) {
        comments.add(line.substring(1).strip());
      } else if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      throw new UserException(
          fields.path()
              + ": the header is empty; expected a record line such as \"A0001 12 500 5000\".");
    }
    return new Lines(fields, lines, comments).header();
  }

  /** Whether the record consists of segments. */
  boolean isMultiSegment() {
    return !segments.isEmpty();
  }

  /** Whether it only lists the signals of segments elsewhere. */
  boolean isLayout() {
    return !signals.isEmpty()
        && signals.stream().allMatch(signal -> signal.format() == SignalFormat.NULL);
  }

  /** The lines of one header, comments aside. */
  private record Lines(HeaderFields fields, List<String> lines, List<String> comments) {
    WfdbHeader header() {
      String[] words = lines.get(0).split("\\s+", -1);
      if (words.length < 2) {
        throw new UserException(
            fields.path()
                + ": the record line \""
                + HeaderFields.shown(lines.get(0))
                + "\" does not say how many signals there are; expected for example"
                + " \"A0001 12 500 5000\".");
      }
      List<Notice> warnings = new ArrayList<>();
      List<WfdbSignal> signals = new ArrayList<>();
      List<Segment> segments = new ArrayList<>();
      int slash = words[0].lastIndexOf('/');
      boolean segmented = hasSegments(fields, lines, words);
      if (segmented) {
        String count = words[0].substring(slash + 1);
        long listed = listed("number of segments", count, "segment", warnings);
        for (int i = 0; i < listed; i++) {
          segments.add(segment(i, lines.get(i + 1).split("\\s+", -1)));
        }
      } else {
        long listed = listed("number of signals", words[1], "signal", warnings);
        int silent = 0;
        for (int i = 0; i < listed; i++) {
          SignalLine line = new SignalLine(fields, i, lines.get(i + 1), warnings);
          signals.add(line.signal());
          silent += line.saysUnit() ? 0 : 1;
        }
        if (silent > 0) {
          warnings.add(
              Notice.Kind.CONVENTION_UNIT.of(
                  "%s: %d of %d signals have no gain or unit: mV, and 200 steps per mV, are taken."
                      .formatted(fields.path(), silent, listed)));
        }
      }
      if (words.length <= 2) {
        warnings.add(
            Notice.Kind.CONVENTION_RATE.of(
                fields.path() + ": there is no sample rate: 250 Hz are taken."));
      }
      double rate = words.length > 2 ? rate(words[2]) : DEFAULT_RATE_HZ;
      long frames = words.length > 3 ? fields.whole("number of samples", words[3]) : 0;
      if (frames < 0) {
        throw fields.wrong("number of samples", words[3], "is negative");
      }
      return new WfdbHeader(
          segmented ? words[0].substring(0, slash) : words[0].substring(slash + 1),
          rate,
          // The manual: a length of zero says that it is not known.
          frames == 0 ? OptionalLong.empty() : OptionalLong.of(frames),
          signals,
          segments,
          comments,
          warnings);
    }

    /** How many lines of a kind the record line promises; there are as many. */
    private long listed(String field, String word, String kind, List<Notice> warnings) {
      long count = fields.whole(field, word);
      if (count < 1) {
        throw fields.wrong(field, word, "must be at least 1");
      }
      int found = lines.size() - 1;
      if (found < count) {
        throw fields.wrong(
            field, word, "does not fit the " + found + " " + kind + " lines that follow");
      }
      if (found > count) {
        warnings.add(
            Notice.Kind.HEADER.of(
                fields.path()
                    + ": lines after those of the "
                    + count
                    + " "
                    + kind
                    + "s are left out."));
      }
      return count;
    }

    private Segment segment(int index, String[] words) {
      String where = "segment " + index + ", ";
      if (words.length < 2) {
        throw fields.wrong(where + "line", words[0], "does not name a record and its length");
      }
      long frames = fields.whole(where + "length", words[1]);
      if (frames < 0) {
        throw fields.wrong(where + "length", words[1], "is negative");
      }
      return new Segment(words[0].equals(GAP) ? GAP : fields.beside(words[0]), frames);
    }

    private double rate(String word) {
      Matcher matcher = RATE.matcher(word);
      double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
      if (!(rate > 0 && rate <= HIGHEST_RATE_HZ)) {
        throw fields.wrong("sampling frequency", word, "must be positive and at most 1e9");
      }
      return rate;
    }
  }
}
