package org.ecglens.io.philips;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.error.UserException;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.xml.Base64Text;
import org.ecglens.io.xml.XmlElement;

/**
 * The device's representative beat, the element {@code repbeats}.
 *
 * @param rateHz samples a second
 * @param leads µV
 */
record RepresentativeBeats(double rateHz, LeadSignals leads) {
  private static final double MS_PER_S = 1000;
  private static final double MOST_RATE_HZ = 1e5;

  /**
   * Reads the beat.
   *
   * @param stripStep µV of one step of the strip, for a beat that does not say its own
   * @param notices takes why it cannot be read
   * @return empty if there is none or it cannot be read
   */
  static Optional<RepresentativeBeats> of(
      String path, XmlElement root, double stripStep, List<Notice> notices) {
    Optional<XmlElement> element = root.at("waveforms", "repbeats");
    if (element.isEmpty() || element.get().children("repbeat").isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(path, element.get(), stripStep, notices));
    } catch (UserException | IllegalArgumentException e) {
      notices.add(
          Notice.Kind.UNREADABLE_PART.of(
              path
                  + ": the representative beat is left out: its samples, rate or leads are missing"
                  + " or damaged."));
      return Optional.empty();
    }
  }

  private static RepresentativeBeats read(
      String path, XmlElement element, double stripStep, List<Notice> notices) {
    if (!element.attribute("dataencoding").orElse("").equals("Base64")
        || element
            .attribute("compression")
            .filter(text -> !text.equals("Uncompressed"))
            .isPresent()) {
      throw new IllegalArgumentException("packed");
    }
    Map<String, int[]> steps = new LinkedHashMap<>();
    double rate = number(element, "samplespersec", "samplespersecond").orElse(0);
    OptionalDouble step = number(element, "resolution");
    int samples = 0;
    for (XmlElement beat : element.children("repbeat")) {
      XmlElement waveform = beat.child("waveform").orElse(beat);
      int[] values = words(waveform.text());
      if (rate == 0) {
        rate =
            number(beat, "samplespersec", "samplespersecond")
                .orElse(values.length * MS_PER_S / number(waveform, "duration").orElse(0));
      }
      String name = ChannelName.of(beat.attribute("leadname").orElse("")).orElse("");
      if (name.isEmpty()
          || values.length == 0
          || (samples > 0 && samples != values.length)
          || steps.put(name, values) != null) {
        throw new IllegalArgumentException("leads");
      }
      samples = values.length;
    }
    if (!(rate > 0 && rate <= MOST_RATE_HZ)) {
      throw new IllegalArgumentException("rate");
    }
    if (step.isEmpty() || !(step.getAsDouble() > 0 && step.getAsDouble() < 1e6)) {
      step = OptionalDouble.of(stripStep);
      notices.add(
          Notice.Kind.ASSUMED_UNIT.of(
              path
                  + ": the representative beat does not say its resolution; that of the strip is"
                  + " assumed."));
    }
    if (LimbDifferences.areStored(steps)) {
      LimbDifferences.restore(steps);
    }
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> lead : steps.entrySet()) {
      float[] values = new float[samples];
      for (int t = 0; t < samples; t++) {
        values[t] = (float) (lead.getValue()[t] * step.getAsDouble());
      }
      leads.put(lead.getKey(), values);
    }
    return new RepresentativeBeats(rate, LeadSignals.of(path, leads));
  }

  private static int[] words(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64Text.bytes(text)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() % Short.BYTES != 0) {
      throw new IllegalArgumentException("half a word");
    }
    int[] words = new int[bytes.remaining() / Short.BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = bytes.getShort();
    }
    return words;
  }

  private static OptionalDouble number(XmlElement element, String... attributes) {
    for (String attribute : attributes) {
      OptionalDouble value =
          element.attribute(attribute).map(XmlElement::parsed).orElse(OptionalDouble.empty());
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }
}
