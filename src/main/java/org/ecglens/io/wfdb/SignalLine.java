package org.ecglens.io.wfdb;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.io.Notice;

/**
 * A signal line of a header: {@code file format[xSPF][:skew][+offset] [gain[(baseline)][/unit]
 * [resolution [zero [initial [checksum [block [description]]]]]]]}.
 */
final class SignalLine {
  private static final double DEFAULT_GAIN = 200;
  private static final String DEFAULT_UNIT = "mV";
  private static final int FIELDS = 9;
  private static final int CHECKSUM_DIGITS = 18;

  private static final Pattern FORMAT = Pattern.compile("(\\d+)((?:[x:+]-?\\d+)*)");
  private static final Pattern GAIN =
      Pattern.compile(
          "(" + HeaderFields.NUMBER + ")(?:\\((" + HeaderFields.NUMBER + ")\\))?(?:/(.*))?");

  private final HeaderFields fields;
  private final int index;
  private final String[] words;
  private final List<Notice> warnings;

  /**
   * Takes a line apart.
   *
   * @param index of the signal in the header
   * @param warnings to add to
   */
  SignalLine(HeaderFields fields, int index, String line, List<Notice> warnings) {
    this.fields = fields;
    this.index = index;
    this.words = line.split("\\s+", FIELDS);
    this.warnings = warnings;
  }

  /** Whether a unit stands behind a gain; otherwise that of the manual is taken. */
  boolean saysUnit() {
    if (words.length <= 2) {
      return false;
    }
    Matcher matcher = GAIN.matcher(words[2]);
    return matcher.matches()
        && matcher.group(3) != null
        && !matcher.group(3).isEmpty()
        && Double.parseDouble(matcher.group(1)) != 0;
  }

  WfdbSignal signal() {
    if (words.length < 2) {
      throw fields.wrong(
          where("line"), String.join(" ", words), "does not name a file and a format");
    }
    Matcher format = FORMAT.matcher(words[1]);
    if (!format.matches()) {
      throw fields.wrong(
          where("format"), words[1], "is no format; expected for example 16 or 16+24");
    }
    SignalFormat storage =
        SignalFormat.of(fields.whole(where("format"), format.group(1)))
            .orElseThrow(
                () ->
                    fields.wrong(where("format"), words[1], "is none of " + SignalFormat.codes()));
    int perFrame = (int) Math.max(1, extra(format.group(2), 'x', 1));
    long skew = Math.max(0, extra(format.group(2), ':', 0));
    Gain gain = gain();
    int zero = words.length > 4 ? fields.small(where("ADC zero"), words[4]) : 0;
    return new WfdbSignal(
        fields.beside(words[0]),
        storage,
        perFrame,
        // The header counts samples, and frames are what is moved.
        (int) Math.min(Integer.MAX_VALUE, Math.round((double) skew / perFrame)),
        Math.max(0, extra(format.group(2), '+', 0)),
        gain.gain(),
        Double.isNaN(gain.baseline()) ? zero : gain.baseline(),
        gain.unit(),
        initial(zero),
        checksum(),
        words.length > 8 ? words[8] : "signal " + index);
  }

  /** The number behind a letter of the format field. */
  private long extra(String extras, char letter, long otherwise) {
    int at = extras.indexOf(letter);
    if (at < 0) {
      return otherwise;
    }
    String digits = extras.substring(at + 1).split("[x:+]", 2)[0];
    long value = fields.whole(where("format"), digits);
    if (letter == 'x' && value > Integer.MAX_VALUE) {
      throw fields.wrong(where("samples a frame"), digits, "is too large");
    }
    return value;
  }

  private Gain gain() {
    if (words.length <= 2) {
      return Gain.DEFAULT;
    }
    String word = words[2];
    Matcher matcher = GAIN.matcher(word);
    double gain = matcher.matches() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    if (!Double.isFinite(gain)) {
      throw fields.wrong(
          where("gain"), word, "is no number; expected for example 1000, 1000/mV or 1000(0)/mV");
    }
    double baseline = matcher.group(2) == null ? Double.NaN : Double.parseDouble(matcher.group(2));
    if (Double.isInfinite(baseline)) {
      throw fields.wrong(where("baseline"), word, "is too large");
    }
    String unit = matcher.group(3) == null ? "" : matcher.group(3);
    return new Gain(
        gain == 0 ? DEFAULT_GAIN : gain, baseline, unit.isEmpty() ? DEFAULT_UNIT : unit);
  }

  private int initial(int zero) {
    if (words.length > 5 && HeaderFields.isWhole(words[5])) {
      return fields.small(where("initial value"), words[5]);
    }
    return zero;
  }

  private OptionalLong checksum() {
    if (words.length <= 6) {
      return OptionalLong.empty();
    }
    if (HeaderFields.isWhole(words[6]) && words[6].length() <= CHECKSUM_DIGITS) {
      return OptionalLong.of(Long.parseLong(words[6]));
    }
    warnings.add(
        Notice.Kind.CHECKSUM.of(
            fields.path()
                + ": "
                + where("checksum")
                + " \""
                + HeaderFields.shown(words[6])
                + "\" is no whole number."));
    return OptionalLong.empty();
  }

  private String where(String field) {
    return "signal " + index + ", " + field;
  }

  /** A baseline of NaN: none is given. */
  private record Gain(double gain, double baseline, String unit) {
    static final Gain DEFAULT = new Gain(DEFAULT_GAIN, Double.NaN, DEFAULT_UNIT);
  }
}
