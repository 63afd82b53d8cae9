package org.ecglens.io.cardiosoft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.xml.XmlElement;

/**
 * {@code StripData} or {@code MedianSamples}: samples of each lead as numbers with commas between
 * them, in steps of {@code Resolution}.
 *
 * @param rateHz samples a second
 * @param leads µV, NaN where a sample is empty
 */
record WaveformBlock(double rateHz, LeadSignals leads) {
  private static final double MOST_RATE_HZ = 1e5;
  private static final double MOST_STEP = 1e6;

  /**
   * Reads a block.
   *
   * @param path of the file, for messages
   * @param notices takes counts that do not fit
   * @throws UserException if rate, resolution or samples are missing or of another kind
   */
  static WaveformBlock of(String path, XmlElement block, List<Notice> notices) {
    double rate = block.number("SampleRate").orElse(Double.NaN);
    if (!(rate > 0 && rate <= MOST_RATE_HZ)) {
      throw refused(path, block, "has no SampleRate");
    }
    double step = step(path, block);
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (XmlElement lead : block.children("WaveformData")) {
      String name = Lead.name(lead.attribute("lead").orElse(""));
      if (!name.matches("[A-Za-z0-9]{1,8}")) {
        throw refused(path, block, "has a WaveformData whose lead is no name of one");
      }
      if (leads.put(name, samples(path, block, name, lead.text(), step)) != null) {
        throw refused(path, block, "has lead " + name + " twice");
      }
    }
    LeadSignals signals = LeadSignals.of(path, leads);
    differs(path, block, "ChannelSampleCountTotal", length(signals), notices);
    differs(path, block, "NumberOfLeads", leads.size(), notices);
    return new WaveformBlock(rate, signals);
  }

  private static int length(LeadSignals signals) {
    return signals.signal().length / signals.leads().size();
  }

  /** Samples in each lead. */
  int samples() {
    return length(leads);
  }

  private static void differs(
      String path, XmlElement block, String element, int found, List<Notice> notices) {
    OptionalDouble said = block.number(element);
    if (said.isPresent() && said.getAsDouble() != found) {
      notices.add(
          Notice.Kind.HEADER.of(
              path
                  + ": "
                  + element
                  + " of "
                  + block.name()
                  + " is not "
                  + found
                  + ", which it has."));
    }
  }

  /** Microvolts: the unit is uVperLsb unless another voltage stands there. */
  private static double step(String path, XmlElement block) {
    double step = block.number("Resolution").orElse(Double.NaN);
    String unit =
        block
            .at("Resolution")
            .flatMap(found -> found.attribute("units"))
            .orElse("uVperLsb")
            .replaceFirst("(?i)\\s*(?:per|/)\\s*(?:lsb|bit)$", "");
    double microvolts = Voltage.of(unit).map(Voltage::microvolts).orElse(Double.NaN);
    if (!(step * microvolts > 0 && step * microvolts < MOST_STEP)) {
      throw refused(path, block, "has no Resolution in uVperLsb");
    }
    return step * microvolts;
  }

  private static float[] samples(
      String path, XmlElement block, String lead, String text, double step) {
    String digits = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
    List<Float> values = new ArrayList<>();
    for (String number : digits.split(",", -1)) {
      String plain = number.strip();
      OptionalDouble value = XmlElement.parsed(plain);
      if (value.isEmpty() && !plain.isEmpty()) {
        throw refused(
            path,
            block,
            "has a sample in lead " + lead + " that is no number: number " + (values.size() + 1));
      }
      values.add(value.isPresent() ? (float) (value.getAsDouble() * step) : Float.NaN);
    }
    if (digits.isBlank()) {
      throw refused(path, block, "has no samples in lead " + lead);
    }
    float[] samples = new float[values.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = values.get(i);
    }
    return samples;
  }

  private static UserException refused(String path, XmlElement block, String found) {
    return new UserException(
        String.format(
            Locale.ROOT, "%s: %s %s; export the recording again.", path, block.name(), found));
  }
}
