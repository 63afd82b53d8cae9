package org.ecglens.io.aecg;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.ecglens.io.xml.XmlElement;

/**
 * Evenly spaced times of a set of sequences.
 *
 * @param rateHz samples a second
 * @param head time of the first sample as it is written, or empty
 * @param headUnit its unit, empty for a time of day
 */
record TimeAxis(double rateHz, String head, String headUnit) {
  /** Boundaries as times of day. */
  private static final String ABSOLUTE = "TIME_ABSOLUTE";

  /** Boundaries as times from the start of the series. */
  private static final String RELATIVE = "TIME_RELATIVE";

  /** Part of its length by which an interval may be rounded. */
  private static final double MOST_DIFFERENCE = 0.02;

  /** Seconds by which two times without fractions may be off. */
  private static final double WHOLE_SECONDS = 1;

  private static final Pattern TIMESTAMP = Pattern.compile("(\\d{14})(\\.\\d{1,9})?([+-]\\d{4})?");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

  /** Whether the code of a sequence or of a boundary says that it is of times. */
  static boolean isTime(String code) {
    return code.equals(ABSOLUTE) || code.equals(RELATIVE);
  }

  /**
   * Reads the sequence of times.
   *
   * @param path of the file, for messages
   * @throws UserException if it has no increment that is a time
   */
  static TimeAxis of(String path, XmlElement sequence) {
    Optional<XmlElement> increment = sequence.at("value", "increment");
    double rate = 1 / increment.map(TimeAxis::seconds).orElse(Double.NaN);
    if (!(rate > 0 && rate < 1e6)) {
      throw new UserException(path + ": the increment of a series is no time in s, ms or us.");
    }
    // 0.002 has no exact binary form: 1 / 0.002 is.
    double whole = Math.rint(rate);
    Optional<XmlElement> head = sequence.at("value", "head");
    return new TimeAxis(
        Math.abs(rate - whole) < 1e-9 * rate ? whole : rate,
        head.flatMap(found -> found.attribute("value")).orElse(""),
        head.flatMap(found -> found.attribute("unit")).orElse(""));
  }

  /**
   * The sample nearest to a limit.
   *
   * @param code of the boundary: whether the limit is a time of day or counts from the start
   * @param samples in the series; limits outside give none
   */
  OptionalInt sample(String code, XmlElement limit, int samples) {
    double seconds = code.equals(ABSOLUTE) ? sinceHead(limit) : seconds(limit) - relativeHead();
    double sample = Math.rint(seconds * rateHz);
    return sample >= 0 && sample < samples ? OptionalInt.of((int) sample) : OptionalInt.empty();
  }

  /**
   * What the interval of a series says against these times.
   *
   * @param interval its element {@code effectiveTime}
   * @param samples in the series
   * @return how long it lasts and how long the samples do, if they differ by more than rounding
   */
  Optional<String> contradiction(XmlElement interval, int samples) {
    Optional<String> low = interval.at("low").flatMap(limit -> limit.attribute("value"));
    Optional<String> high = interval.at("high").flatMap(limit -> limit.attribute("value"));
    double said =
        interval
            .at("width")
            .map(TimeAxis::seconds)
            .orElseGet(() -> between(low.orElse(""), high.orElse("")));
    boolean fractions = low.orElse(".").contains(".") && high.orElse(".").contains(".");
    double lasts = samples / rateHz;
    double tolerance = Math.max(MOST_DIFFERENCE * lasts, fractions ? 0 : WHOLE_SECONDS);
    // The end may be the time of the last sample; an end at the start says nothing.
    double difference = Math.min(Math.abs(said - lasts), Math.abs(said + 1 / rateHz - lasts));
    return said > 0 && difference > tolerance
        ? Optional.of(
            "its interval lasts %s s, but %d samples at %s Hz last %s s"
                .formatted((float) said, samples, (float) rateHz, (float) lasts))
        : Optional.empty();
  }

  private double relativeHead() {
    return headUnit.isEmpty() ? 0 : XmlElement.parsed(head).orElse(0) * secondsIn(headUnit);
  }

  private double sinceHead(XmlElement limit) {
    return between(head, limit.attribute("value").orElse(""));
  }

  /** Seconds from one time of day to another; NaN if one is none. */
  private static double between(String first, String last) {
    Matcher start = TIMESTAMP.matcher(first);
    Matcher end = TIMESTAMP.matcher(last);
    // Without a zone in both or neither there is no telling how far apart they are.
    if (!start.matches()
        || !end.matches()
        || !String.valueOf(start.group(3)).equals(String.valueOf(end.group(3)))) {
      return Double.NaN;
    }
    try {
      return Duration.between(
                  LocalDateTime.parse(start.group(1), SECONDS),
                  LocalDateTime.parse(end.group(1), SECONDS))
              .toSeconds()
          + fraction(end)
          - fraction(start);
    } catch (DateTimeParseException e) {
      return Double.NaN;
    }
  }

  private static double fraction(Matcher timestamp) {
    return timestamp.group(2) == null ? 0 : Double.parseDouble("0" + timestamp.group(2));
  }

  private static double seconds(XmlElement element) {
    OptionalDouble value = AecgSeries.value(element);
    return value.orElse(Double.NaN) * secondsIn(element.attribute("unit").orElse(""));
  }

  private static double secondsIn(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "us" -> 1e-6;
      default -> Double.NaN;
    };
  }
}
