package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.UserException;
import org.ecglens.ecg.Lead;
import org.ecglens.io.RecordPath;

/**
 * A header file of the Waveform Database, read by the rules of the WFDB Applications Guide,
 * header(5): fields that are absent take the defaults given there.
 *
 * @param name of the record as the header has it
 * @param sampleRateHz frames a second, 250 by default
 * @param frames in each signal, or 0 where the header leaves it to the length of the files
 * @param signals in order
 * @param comments without {@code #} and blanks around
 */
record WfdbHeader(
    String name,
    double sampleRateHz,
    long frames,
    List<WfdbSignal> signals,
    List<String> comments) {
  private static final double DEFAULT_RATE = 250;
  private static final double DEFAULT_GAIN = 200;
  private static final String DEFAULT_UNIT = "mV";
  private static final int MOST_SIGNALS = 10_000;

  private static final Pattern FORMAT =
      Pattern.compile("(\\d+)(?:x(\\d+))?(?::(\\d+))?(?:\\+(\\d+))?");
  private static final Pattern GAIN = Pattern.compile("([^(/]+)(?:\\(([^)]*)\\))?(?:/(\\S+))?");

  WfdbHeader {
    signals = List.copyOf(signals);
    comments = List.copyOf(comments);
  }

  /**
   * Parses a header.
   *
   * @param path of the file, for messages
   * @param text of the file
   * @throws UserException if it is no header, or one of a multi-segment record
   */
  static WfdbHeader parse(String path, String text) {
    List<String> comments = new ArrayList<>();
    List<WfdbSignal> signals = new ArrayList<>();
    HeaderLine record = null;
    int count = 0;
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.startsWith("#")) {
        comments.add(line.substring(1).strip());
      } else if (record == null && !line.isEmpty()) {
        record = new HeaderLine(path, i + 1, line, 6);
        count = signalCount(record);
      } else if (signals.size() < count && !line.isEmpty()) {
        signals.add(signal(path, new HeaderLine(path, i + 1, line, 9), signals.size()));
      }
      // What follows the last signal line is not part of the format; others ignore it too.
    }
    if (record == null) {
      throw new UserException(path + ": the header has no record line; it is empty or damaged");
    }
    if (signals.size() < count) {
      throw new UserException(
          path
              + ", line "
              + record.number()
              + ": the number of signals is "
              + count
              + " but "
              + signals.size()
              + " signal lines follow; the header is truncated");
    }
    return new WfdbHeader(record.field(0), rate(record), frames(record), signals, comments);
  }

  private static int signalCount(HeaderLine line) {
    String name = line.field(0);
    if (!line.has(1)) {
      throw line.wrong("the record line", name, "a record name and a number of signals are needed");
    }
    int slash = name.indexOf('/');
    if (slash >= 0) {
      line.whole("the number of segments", name.substring(slash + 1), 1, Integer.MAX_VALUE);
      throw line.wrong(
          "the record", name, "records of several segments are not supported: give the segments");
    }
    int count = (int) line.whole("the number of signals", line.field(1), 0, MOST_SIGNALS);
    if (count == 0) {
      throw line.wrong("the number of signals", "0", "at least one signal is needed");
    }
    return count;
  }

  private static double rate(HeaderLine line) {
    if (!line.has(2)) {
      return DEFAULT_RATE;
    }
    // "360/counter(base)": the counter's rate and base number other devices' ticks.
    double rate = line.decimal("the sample rate", line.field(2).split("/", 2)[0]);
    if (rate < 0) {
      throw line.wrong("the sample rate", line.field(2), "a positive number is needed");
    }
    return rate == 0 ? DEFAULT_RATE : rate;
  }

  private static long frames(HeaderLine line) {
    return line.has(3) ? line.whole("the number of samples", line.field(3), 0, Long.MAX_VALUE) : 0;
  }

  private static WfdbSignal signal(String path, HeaderLine line, int index) {
    if (!line.has(1)) {
      throw line.wrong("the signal line", line.field(0), "a file name and a format are needed");
    }
    String where = path + ", line " + line.number();
    Matcher format = FORMAT.matcher(line.field(1));
    if (!format.matches()) {
      throw line.wrong("the format", line.field(1), "a number such as 16 or 16+24 is needed");
    }
    Scale scale = scale(line);
    return new WfdbSignal(
        line.number(),
        RecordPath.inside(where, line.field(0)),
        (int) line.whole("the format", format.group(1), 0, Integer.MAX_VALUE),
        (int) optional(line, "the samples per frame", format.group(2), 1, Integer.MAX_VALUE),
        (int) optional(line, "the skew", format.group(3), 0, Integer.MAX_VALUE),
        optional(line, "the byte offset", format.group(4), 0, Long.MAX_VALUE),
        scale.gain,
        scale.baseline,
        scale.unit,
        checksum(line),
        line.has(8) ? Lead.name(line.field(8)) : "signal " + index);
  }

  private static long optional(
      HeaderLine line, String name, String value, long absent, long largest) {
    return value == null ? absent : line.whole(name, value, absent, largest);
  }

  /** Checksums appear signed and unsigned. */
  private static Integer checksum(HeaderLine line) {
    return line.has(6)
        ? (int) (line.whole("the checksum", line.field(6), -65536, 65535) & 0xFFFF)
        : null;
  }

  private record Scale(double gain, int baseline, String unit) {}

  private static Scale scale(HeaderLine line) {
    double gain = DEFAULT_GAIN;
    String unit = DEFAULT_UNIT;
    int zero = line.has(4) ? adc(line, "the ADC zero", line.field(4)) : 0;
    int baseline = zero;
    if (line.has(2)) {
      Matcher parts = GAIN.matcher(line.field(2));
      if (!parts.matches()) {
        throw line.wrong("the gain", line.field(2), "a number such as 200 or 1000(0)/mV is needed");
      }
      gain = line.decimal("the gain", parts.group(1));
      gain = gain == 0 ? DEFAULT_GAIN : gain;
      baseline = parts.group(2) == null ? zero : adc(line, "the baseline", parts.group(2));
      unit = parts.group(3) == null ? DEFAULT_UNIT : parts.group(3);
    }
    return new Scale(gain, baseline, unit);
  }

  private static int adc(HeaderLine line, String name, String value) {
    return (int) line.whole(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
