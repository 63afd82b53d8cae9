package org.ecglens.io.aecg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.UserException;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.xml.XmlElement;

/**
 * The samples of a series: one sequence of times, evenly spaced, and one of scaled integers for
 * each lead.
 *
 * @param rateHz samples a second
 * @param leads by name, µV
 */
record AecgSeries(double rateHz, Map<String, float[]> leads) {
  private static final String LEAD = "MDC_ECG_LEAD_";

  /**
   * Reads a series.
   *
   * @param path of the file, for messages
   * @param series the element {@code series} or {@code derivedSeries}
   * @throws UserException if times, scale or digits are missing or of another kind
   */
  static AecgSeries of(String path, XmlElement series) {
    List<XmlElement> sequences = new ArrayList<>();
    for (XmlElement component : series.children("component")) {
      component
          .child("sequenceSet")
          .ifPresent(
              set ->
                  set.children("component")
                      .forEach(part -> part.child("sequence").ifPresent(sequences::add)));
    }
    double rate = Double.NaN;
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (XmlElement sequence : sequences) {
      String code = sequence.at("code").flatMap(found -> found.attribute("code")).orElse("");
      if (code.startsWith("TIME_")) {
        rate = rate(path, sequence);
      } else if (code.toUpperCase(Locale.ROOT).startsWith(LEAD)) {
        String name = Lead.name(code.substring(LEAD.length()));
        if (!name.matches("[A-Za-z0-9_-]{1,16}") || leads.containsKey(name)) {
          throw new UserException(path + ": a lead's code is strange or appears twice.");
        }
        leads.put(name, samples(path, name, sequence));
      }
    }
    if (Double.isNaN(rate) || leads.isEmpty()) {
      throw new UserException(
          path + ": a series has no evenly spaced times (GLIST) or no leads; export it again.");
    }
    return new AecgSeries(rate, leads);
  }

  private static double rate(String path, XmlElement sequence) {
    Optional<XmlElement> increment = sequence.at("value", "increment");
    OptionalDouble value = increment.map(AecgSeries::value).orElse(OptionalDouble.empty());
    double seconds =
        switch (increment.flatMap(found -> found.attribute("unit")).orElse("")) {
          case "s" -> 1;
          case "ms" -> 1e-3;
          case "us" -> 1e-6;
          default -> Double.NaN;
        };
    double rate = 1 / (value.orElse(Double.NaN) * seconds);
    if (!(rate > 0 && rate < 1e6)) {
      throw new UserException(path + ": the increment of a series is no time in s, ms or us.");
    }
    // 0.002 has no exact binary form: 1 / 0.002 is.
    double whole = Math.rint(rate);
    return Math.abs(rate - whole) < 1e-9 * rate ? whole : rate;
  }

  private static float[] samples(String path, String lead, XmlElement sequence) {
    double origin = microvolts(path, lead, sequence, "origin", 0);
    double scale = microvolts(path, lead, sequence, "scale", Double.NaN);
    String digits = sequence.text("value", "digits").orElse("");
    String[] words = digits.isEmpty() ? new String[0] : digits.split("\\s+", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      OptionalDouble digit = XmlElement.parsed(words[i]);
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
