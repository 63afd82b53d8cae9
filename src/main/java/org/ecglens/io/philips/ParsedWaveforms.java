package org.ecglens.io.philips;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.xml.Base64Text;
import org.ecglens.io.xml.XmlElement;

/**
 * The rhythm strip: the element {@code parsedwaveforms}, whose attributes say what {@code
 * signalcharacteristics} says where they are absent.
 */
final class ParsedWaveforms {
  private static final String ELEMENT = "parsedwaveforms";
  private static final int MOST_LEADS = 64;
  private static final double MOST_RATE_HZ = 1e5;
  private static final double MS_PER_S = 1000;

  /** Acquisitions whose channels are the standard leads in their order. */
  private static final Set<String> STANDARD = Set.of("STD-12", "10-WIRE");

  private final String path;
  private final XmlElement element;
  private final XmlElement characteristics;
  private final List<Notice> notices;

  private ParsedWaveforms(
      String path, XmlElement element, XmlElement characteristics, List<Notice> notices) {
    this.path = path;
    this.element = element;
    this.characteristics = characteristics;
    this.notices = notices;
  }

  /**
   * The strip of a document.
   *
   * @param notices takes what is left out
   * @throws UserException if there is none
   */
  static ParsedWaveforms of(String path, XmlElement root, List<Notice> notices) {
    XmlElement element =
        root.at("waveforms", ELEMENT)
            .orElseThrow(
                () ->
                    new UserException(
                        path
                            + ": there is no parsedwaveforms in it; export the recording with"
                            + " waveforms."));
    return new ParsedWaveforms(
        path,
        element,
        root.at("dataacquisition", "signalcharacteristics")
            .orElse(new XmlElement("signalcharacteristics", Map.of(), "", List.of())),
        notices);
  }

  double rateHz() {
    OptionalDouble rate = number("samplespersecond", "samplingrate");
    if (rate.isEmpty() || !(rate.getAsDouble() > 0 && rate.getAsDouble() <= MOST_RATE_HZ)) {
      throw refused("there is no samplespersecond and no samplingrate");
    }
    return rate.getAsDouble();
  }

  /** How many microvolts one step is. */
  double microvolts() {
    OptionalDouble step = number("resolution", "resolution");
    if (step.isEmpty()) {
      step = characteristics.number("signalresolution");
    }
    if (step.isEmpty() || !(step.getAsDouble() > 0 && step.getAsDouble() < 1e6)) {
      throw refused("there is no resolution in microvolts");
    }
    return step.getAsDouble();
  }

  /** The leads in µV without the calibration mark behind them. */
  LeadSignals leads() {
    List<String> names = names();
    boolean packed = isPacked();
    double microvolts = microvolts();
    int samples = samples();
    List<int[]> channels;
    try {
      channels = packed ? PackedLeads.unpack(bytes(), names.size(), samples) : words(names.size());
    } catch (IllegalArgumentException e) {
      throw refused("it is damaged or cut (" + e.getMessage() + ")");
    }
    Map<String, int[]> leads = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (leads.put(names.get(i), channels.get(i)) != null) {
        throw refused("lead " + names.get(i) + " appears twice");
      }
    }
    checkLengths(leads, samples);
    Map<String, int[]> independent = new LinkedHashMap<>(leads);
    independent.keySet().removeIf(Lead::isDerived);
    int end =
        CalibrationMark.start(
            (independent.isEmpty() ? leads : independent).values(), rateHz(), microvolts);
    if (packed || LimbDifferences.areStored(leads)) {
      LimbDifferences.restore(leads);
    }
    return LeadSignals.of(path, cut(leads, end, microvolts));
  }

  private void checkLengths(Map<String, int[]> leads, int samples) {
    Set<Integer> lengths = new HashSet<>();
    leads.values().forEach(lead -> lengths.add(lead.length));
    if (lengths.size() > 1) {
      throw refused("its leads differ in length");
    }
    int found = lengths.iterator().next();
    if (samples > 0 && samples != found) {
      notices.add(
          Notice.Kind.HEADER.of(
              path
                  + ": durationperchannel says "
                  + samples
                  + " samples, each lead has "
                  + found
                  + "."));
    }
  }

  private Map<String, float[]> cut(Map<String, int[]> leads, int end, double microvolts) {
    int samples = leads.values().iterator().next().length;
    if (end == 0) {
      throw refused("it holds a calibration mark and nothing else");
    }
    if (end < samples) {
      notices.add(
          Notice.Kind.LEFT_OUT.of(
              path
                  + ": the last "
                  + Math.round(MS_PER_S * (samples - end) / rateHz())
                  + " ms hold the device's calibration mark and are left out."));
    }
    Map<String, float[]> cut = new LinkedHashMap<>();
    leads.forEach(
        (name, steps) -> {
          float[] values = new float[end];
          for (int t = 0; t < end; t++) {
            values[t] = (float) (steps[t] * microvolts);
          }
          cut.put(name, values);
        });
    return cut;
  }

  /** Names of the leads in the order of the channels. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    Optional<String> labels = element.attribute("leadlabels").filter(text -> !text.isBlank());
    int announced =
        (int)
            number("numberofleads", "numberchannelsallocated")
                .orElse(labels.isPresent() ? MOST_LEADS : 0);
    if (labels.isPresent()) {
      Arrays.stream(labels.get().strip().split("\\s+", -1))
          .limit(Math.max(0, Math.min(announced, MOST_LEADS)))
          .map(label -> ChannelName.of(label).orElse(""))
          .forEach(names::add);
    } else if (STANDARD.contains(characteristics.text("acquisitiontype").orElse(""))) {
      names.addAll(
          Lead.STANDARD.subList(0, Math.max(0, Math.min(announced, Lead.STANDARD.size()))));
    }
    if (names.isEmpty() || names.contains("")) {
      throw refused("it does not say its leads (leadlabels, or acquisitiontype STD-12 or 10-WIRE)");
    }
    return names;
  }

  private boolean isPacked() {
    String compression =
        element
            .attribute("compression")
            .or(() -> element.attribute("compressmethod"))
            .orElse("Uncompressed");
    if (element.attribute("compressflag").orElse("True").equalsIgnoreCase("False")
        || compression.equalsIgnoreCase("Uncompressed")
        || compression.equalsIgnoreCase("None")) {
      return false;
    }
    if (!compression.equals("XLI")) {
      throw refused("its compression is not XLI, the one that is read");
    }
    return true;
  }

  private byte[] bytes() {
    if (!element.attribute("dataencoding").orElse("").equals("Base64")) {
      throw refused("its dataencoding is neither Base64 nor, without compression, Plain");
    }
    try {
      return Base64Text.bytes(element.text());
    } catch (IllegalArgumentException e) {
      throw refused("its text is not Base64");
    }
  }

  /** Channels that are not packed, one behind the other. */
  private List<int[]> words(int count) {
    int[] all = element.attribute("dataencoding").orElse("").equals("Plain") ? numbers() : shorts();
    int announced = samples();
    int samples = announced > 0 ? announced : all.length / count;
    if (samples == 0 || (long) samples * count > all.length) {
      throw new IllegalArgumentException(
          all.length + " samples for " + count + " leads of " + samples);
    }
    List<int[]> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(Arrays.copyOfRange(all, i * samples, (i + 1) * samples));
    }
    return channels;
  }

  private int[] shorts() {
    boolean signed =
        !element
            .attribute("signalsigned")
            .or(() -> characteristics.text("signalsigned"))
            .orElse("True")
            .equalsIgnoreCase("False");
    if (!signed || number("bitspersample", "bitspersample").orElse(Short.SIZE) != Short.SIZE) {
      throw refused("its samples are not signed words of 16 bits");
    }
    ByteBuffer bytes = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int[] all = new int[bytes.remaining() / Short.BYTES];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.getShort();
    }
    return all;
  }

  private int[] numbers() {
    try {
      return Arrays.stream(element.text().split("\\s+", -1))
          .mapToInt(word -> Short.parseShort(word))
          .toArray();
    } catch (NumberFormatException e) {
      // Without the cause, which quotes the text.
      throw new IllegalArgumentException("a word that is no number of 16 bits");
    }
  }

  /** Samples of each channel by the duration in ms; 0 if it is not said. */
  private int samples() {
    double samples =
        element
                .attribute("durationperchannel")
                .map(XmlElement::parsed)
                .orElse(OptionalDouble.empty())
                .orElse(0)
            * rateHz()
            / MS_PER_S;
    if (samples < 0 || samples > EcgReader.MOST_VALUES) {
      throw refused("durationperchannel is too long");
    }
    return (int) Math.rint(samples);
  }

  private OptionalDouble number(String attribute, String said) {
    OptionalDouble own =
        element.attribute(attribute).map(XmlElement::parsed).orElse(OptionalDouble.empty());
    return own.isPresent() ? own : characteristics.number(said);
  }

  private UserException refused(String found) {
    return new UserException(
        path + ": parsedwaveforms cannot be read, " + found + "; export the recording again.");
  }
}
