package org.ecglens.io.aecg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.xml.XmlElement;

/**
 * The samples of a series: one sequence of times, evenly spaced, and one of scaled integers for
 * each lead.
 *
 * @param times of the samples
 * @param leads by name, µV
 */
record AecgSeries(TimeAxis times, Map<String, float[]> leads) {
  /** The leads of ISO/IEEE 11073-10102 before its revision, and after it. */
  private static final Pattern LEAD =
      Pattern.compile("MDC_ECG_(?:LEAD|ELEC_POTL)_", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a series.
   *
   * @param path of the file, for messages
   * @param series the element {@code series} or {@code derivedSeries}
   * @param notices takes sequences that are left out
   * @throws UserException if times, scale or digits are missing or of another kind
   */
  static AecgSeries of(String path, XmlElement series, Consumer<Notice> notices) {
    TimeAxis times = null;
    int others = 0;
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (XmlElement component : series.children("component")) {
      for (XmlElement set : component.children("sequenceSet")) {
        List<XmlElement> sequences =
            set.children("component").stream()
                .flatMap(part -> part.children("sequence").stream())
                .toList();
        TimeAxis found = times(path, sequences);
        if (times != null && !times.equals(found)) {
          throw new UserException(
              path
                  + ": the sequence sets of a series begin at different times or differ in rate;"
                  + " leads that were recorded together are read.");
        }
        times = found;
        for (XmlElement sequence : sequences) {
          String code = code(sequence);
          if (isLead(code)) {
            addLead(path, sequence, leads);
          } else if (!TimeAxis.isTime(code)) {
            others++;
          }
        }
      }
    }
    if (leads.isEmpty()) {
      throw new UserException(path + ": a series has no leads; export it again.");
    }
    if (others > 0) {
      notices.accept(
          Notice.Kind.LEFT_OUT.of(
              path + ": " + others + " sequences are left out: their codes name no lead."));
    }
    return new AecgSeries(times, leads);
  }

  /** Samples of each lead. */
  int length() {
    return leads.values().iterator().next().length;
  }

  private static TimeAxis times(String path, List<XmlElement> sequences) {
    return sequences.stream()
        .filter(sequence -> TimeAxis.isTime(code(sequence)))
        .findFirst()
        .map(sequence -> TimeAxis.of(path, sequence))
        .orElseThrow(
            () ->
                new UserException(
                    path + ": a series has no evenly spaced times (GLIST); export it again."));
  }

  private static void addLead(String path, XmlElement sequence, Map<String, float[]> leads) {
    String code = code(sequence);
    String name = Lead.name(LEAD.matcher(code).replaceFirst(""));
    if (!name.matches("[A-Za-z0-9_-]{1,16}") || leads.containsKey(name)) {
      throw new UserException(path + ": a lead's code is strange or appears twice.");
    }
    leads.put(name, samples(path, name, sequence));
  }

  /** Whether a code names a lead. */
  static boolean isLead(String code) {
    return LEAD.matcher(code).lookingAt() || LeadName.of(code).known();
  }

  private static String code(XmlElement sequence) {
    return sequence.at("code").flatMap(found -> found.attribute("code")).orElse("");
  }

  private static float[] samples(String path, String lead, XmlElement sequence) {
    double origin = microvolts(path, lead, sequence, "origin", 0);
    double scale = microvolts(path, lead, sequence, "scale", Double.NaN);
    // An array of words would take many times the memory of the text.
    StringTokenizer words = new StringTokenizer(sequence.text("value", "digits").orElse(""));
    float[] values = new float[words.countTokens()];
    for (int i = 0; i < values.length; i++) {
      OptionalDouble digit = XmlElement.parsed(words.nextToken());
      if (digit.isEmpty()) {
        throw new UserException(
            path + ": lead " + lead + ", sample " + i + " is no number; export it again.");
      }
      values[i] = (float) (origin + scale * digit.getAsDouble());
    }
    if (values.length == 0) {
      throw new UserException(path + ": lead " + lead + " has no digits.");
    }
    return values;
  }

  private static double microvolts(
      String path, String lead, XmlElement sequence, String name, double otherwise) {
    Optional<XmlElement> element = sequence.at("value", name);
    if (element.isEmpty() && !Double.isNaN(otherwise)) {
      return otherwise;
    }
    OptionalDouble value = element.map(AecgSeries::value).orElse(OptionalDouble.empty());
    Optional<Voltage> unit = element.flatMap(found -> found.attribute("unit")).flatMap(Voltage::of);
    if (value.isEmpty() || unit.isEmpty()) {
      throw new UserException(
          path + ": the " + name + " of lead " + lead + " is no voltage with its unit.");
    }
    return value.getAsDouble() * unit.get().microvolts();
  }

  /** The number in the attribute {@code value}. */
  static OptionalDouble value(XmlElement element) {
    return element.attribute("value").map(XmlElement::parsed).orElse(OptionalDouble.empty());
  }
}
