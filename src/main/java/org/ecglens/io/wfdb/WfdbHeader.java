package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.UserException;
import org.ecglens.io.RecordPath;

/**
 * A header file of a single-segment record (header(5) of the WFDB manual): a record line {@code
 * name signals [rate[/counter[(base)]] [samples [time [date]]]]}, a line for each signal {@code
 * file format[xSPF][:skew][+offset] [gain[(baseline)][/unit] [resolution [zero [initial [checksum
 * [block [description]]]]]]]}, and comments.
 *
 * @param record name of the record as it stands in the file
 * @param sampleRateHz positive; 250 where the file says nothing
 * @param samples in each signal, empty where the size of the signal file decides
 * @param signals at least one
 * @param comments without the leading {@code #}
 * @param warnings peculiarities that do not stand in the way
 */
record WfdbHeader(
    String record,
    double sampleRateHz,
    OptionalLong samples,
    List<WfdbSignal> signals,
    List<String> comments,
    List<String> warnings) {
  private static final double DEFAULT_RATE_HZ = 250;
  private static final double DEFAULT_GAIN = 200;
  private static final String DEFAULT_UNIT = "mV";
  private static final int SHOWN_CHARACTERS = 40;

  private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern RATE =
      Pattern.compile("(" + NUMBER + ")(?:/(?:" + NUMBER + ")?)?(?:\\(" + NUMBER + "\\))?");
  private static final Pattern FORMAT =
      Pattern.compile("(\\d+)(?:x(\\d+))?(?::(\\d+))?(?:\\+(\\d+))?");
  private static final Pattern GAIN =
      Pattern.compile("(" + NUMBER + ")(?:\\((" + NUMBER + ")\\))?(?:/(.*))?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

  /** Copies the lists. */
  WfdbHeader {
    signals = List.copyOf(signals);
    comments = List.copyOf(comments);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the text of a header.
   *
   * @param path of the file, for messages
   * @throws UserException if it is no header of a single-segment record; the message names file,
   *     field and value
   */
  static WfdbHeader parse(String path, String text) {
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
          path + ": the header is empty; expected a record line such as \"A0001 12 500 5000\".");
    }
    return new Lines(path, lines, comments).header();
  }

  /** The lines of one header, comments aside. */
  private record Lines(String path, List<String> lines, List<String> comments) {
    WfdbHeader header() {
      String[] words = lines.get(0).split("\\s+", -1);
      if (words[0].indexOf('/') >= 0) {
        throw wrong(
            "record name",
            words[0],
            "is that of a multi-segment record; single-segment records are read");
      }
      if (words.length < 2) {
        throw new UserException(
            path
                + ": the record line \""
                + shown(lines.get(0))
                + "\" does not say how many signals there are; expected for example"
                + " \"A0001 12 500 5000\".");
      }
      long count = whole("number of signals", words[1]);
      if (count < 1) {
        throw wrong("number of signals", words[1], "must be at least 1");
      }
      double rate = words.length > 2 ? rate(words[2]) : DEFAULT_RATE_HZ;
      long samples = words.length > 3 ? whole("number of samples", words[3]) : 0;
      if (samples < 0) {
        throw wrong("number of samples", words[3], "is negative");
      }
      int found = lines.size() - 1;
      if (found < count) {
        throw wrong(
            "number of signals",
            words[1],
            "does not fit the " + found + " signal lines that follow");
      }
      List<String> warnings = new ArrayList<>();
      if (found > count) {
        warnings.add(path + ": lines after those of the " + count + " signals are left out.");
      }
      List<WfdbSignal> signals = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        signals.add(signal(i, lines.get(i + 1).split("\\s+", 9), warnings));
      }
      return new WfdbHeader(
          words[0],
          rate,
          // The manual: a length of zero says that it is not known.
          samples == 0 ? OptionalLong.empty() : OptionalLong.of(samples),
          signals,
          comments,
          warnings);
    }

    private double rate(String word) {
      Matcher matcher = RATE.matcher(word);
      double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
      if (!(rate > 0) || Double.isInfinite(rate)) {
        throw wrong("sampling frequency", word, "must be a positive number");
      }
      return rate;
    }

    private WfdbSignal signal(int index, String[] words, List<String> warnings) {
      String where = "signal " + index + ", ";
      if (words.length < 2) {
        throw wrong(where + "line", String.join(" ", words), "does not name a file and a format");
      }
      Matcher format = FORMAT.matcher(words[1]);
      if (!format.matches()) {
        throw wrong(where + "format", words[1], "is no format; expected for example 16 or 16+24");
      }
      Gain gain = words.length > 2 ? gain(where, words[2]) : Gain.DEFAULT;
      double zero = words.length > 4 ? whole(where + "ADC zero", words[4]) : 0;
      OptionalLong checksum = OptionalLong.empty();
      if (words.length > 6) {
        if (INTEGER.matcher(words[6]).matches() && words[6].length() < 19) {
          checksum = OptionalLong.of(Long.parseLong(words[6]));
        } else {
          warnings.add(
              path + ": " + where + "checksum \"" + shown(words[6]) + "\" is no whole number.");
        }
      }
      long part = optional(where + "format", format.group(2), 1);
      return new WfdbSignal(
          RecordPath.inside(path, words[0]),
          (int) Math.min(whole(where + "format", format.group(1)), Integer.MAX_VALUE),
          part == 0 ? 1 : part,
          optional(where + "format", format.group(3), 0),
          optional(where + "format", format.group(4), 0),
          gain.gain(),
          Double.isNaN(gain.baseline()) ? zero : gain.baseline(),
          gain.unit(),
          checksum,
          words.length > 8 ? words[8] : "signal " + index);
    }

    private Gain gain(String where, String word) {
      Matcher matcher = GAIN.matcher(word);
      double gain = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
      if (!Double.isFinite(gain)) {
        throw wrong(
            where + "gain", word, "is no number; expected for example 1000, 1000/mV or 1000(0)/mV");
      }
      double baseline =
          matcher.group(2) == null ? Double.NaN : Double.parseDouble(matcher.group(2));
      if (Double.isInfinite(baseline)) {
        throw wrong(where + "baseline", word, "is too large");
      }
      String unit = matcher.group(3) == null ? "" : matcher.group(3);
      return new Gain(
          gain == 0 ? DEFAULT_GAIN : gain, baseline, unit.isEmpty() ? DEFAULT_UNIT : unit);
    }

    private long optional(String field, String digits, long otherwise) {
      return digits == null ? otherwise : whole(field, digits);
    }

    private long whole(String field, String word) {
      if (!INTEGER.matcher(word).matches()) {
        throw wrong(field, word, "is no whole number");
      }
      try {
        return Long.parseLong(word);
      } catch (NumberFormatException e) {
        throw wrong(field, word, "is too large");
      }
    }

    private UserException wrong(String field, String value, String problem) {
      return new UserException(
          path + ": " + field + " \"" + shown(value) + "\" " + problem + "; mend the header.");
    }
  }

  /** A baseline of NaN: none is given. */
  private record Gain(double gain, double baseline, String unit) {
    static final Gain DEFAULT = new Gain(DEFAULT_GAIN, Double.NaN, DEFAULT_UNIT);
  }

  /** A value fit for a message: short, and without characters that would upset a terminal. */
  static String shown(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN_CHARACTERS)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return value.codePointCount(0, value.length()) > SHOWN_CHARACTERS
        ? text + "…"
        : text.toString();
  }
}
