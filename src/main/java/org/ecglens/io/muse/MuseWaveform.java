package org.ecglens.io.muse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.xml.Base64Text;
import org.ecglens.io.xml.XmlElement;

/**
 * One waveform of a file.
 *
 * @param rateHz samples a second
 * @param leads µV, NaN where a sample is missing
 */
record MuseWaveform(double rateHz, LeadSignals leads) {
  private static final Map<String, Double> UNITS =
      Map.of("MICROVOLTS", 1.0, "MILLIVOLTS", Voltage.MILLIVOLT.microvolts());

  /**
   * Reads a waveform, with the leads of others of its type that have the same rate and length:
   * devices of more than eight leads write them in groups.
   *
   * @param path of the file, for messages
   * @param waveforms elements {@code Waveform} of one type, at least one
   * @param warnings takes checksums that do not fit and leads that are left out
   * @throws UserException if rate, unit or samples are missing or of another kind, or leads differ
   *     in length
   */
  static MuseWaveform of(String path, List<XmlElement> waveforms, List<Notice> warnings) {
    double rate = rate(path, waveforms.get(0));
    Map<String, float[]> leads = leads(path, waveforms.get(0), warnings);
    for (XmlElement other : waveforms.subList(1, waveforms.size())) {
      Map<String, float[]> more = leads(path, other, warnings);
      boolean same = rate(path, other) == rate && !leads.isEmpty();
      int samples = leads.isEmpty() ? 0 : leads.values().iterator().next().length;
      List<String> left = new ArrayList<>();
      more.forEach(
          (lead, values) -> {
            if (!same || values.length != samples || leads.putIfAbsent(lead, values) != null) {
              left.add(lead);
            }
          });
      if (!left.isEmpty()) {
        warnings.add(
            Notice.Kind.LEFT_OUT.of(
                path
                    + ": leads of a second waveform are left out, because they are there already or"
                    + " differ in rate or length: "
                    + String.join(", ", left)
                    + "."));
      }
    }
    return new MuseWaveform(rate, LeadSignals.of(path, leads));
  }

  private static double rate(String path, XmlElement waveform) {
    OptionalDouble base = waveform.number("SampleBase");
    double exponent = waveform.number("SampleExponent").orElse(0);
    double rate = base.isPresent() ? base.getAsDouble() * Math.pow(10, exponent) : Double.NaN;
    if (!(rate > 0 && rate < 1e6)) {
      throw new UserException(
          path + ": SampleBase and SampleExponent of a waveform give no sampling rate.");
    }
    return rate;
  }

  private static Map<String, float[]> leads(
      String path, XmlElement waveform, List<Notice> warnings) {
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (XmlElement lead : waveform.children("LeadData")) {
      String name = Lead.name(lead.text("LeadID").orElse(""));
      if (!name.matches("[A-Za-z0-9]{1,8}")) {
        throw new UserException(path + ": LeadID of a waveform is no name of a lead.");
      }
      byte[] bytes = bytes(path, name, lead);
      if (!checksumFits(lead, bytes)) {
        warnings.add(
            Notice.Kind.CHECKSUM.of(
                path + ": LeadDataCRC32 of lead " + name + " does not fit its samples."));
      }
      if (lead.text("LeadOff").orElse("").equalsIgnoreCase("TRUE")) {
        warnings.add(
            Notice.Kind.INVALID_LEAD.of(
                path + ": LeadOff says that lead " + name + " was not connected; it is read."));
      }
      if (lead.number("LeadTimeOffset").orElse(0) != 0
          || lead.number("LeadOffsetFirstSample").orElse(0) != 0) {
        warnings.add(
            Notice.Kind.SKEW.of(
                path
                    + ": lead "
                    + name
                    + " begins at another time than its waveform (LeadTimeOffset,"
                    + " LeadOffsetFirstSample), which is not corrected."));
      }
      if (leads.put(name, samples(path, name, lead, bytes)) != null) {
        throw new UserException(path + ": lead " + name + " appears twice in a waveform.");
      }
    }
    OptionalDouble announced = waveform.number("NumberofLeads");
    if (announced.isPresent() && announced.getAsDouble() != leads.size()) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": NumberofLeads of a waveform is not "
                  + leads.size()
                  + ", which are in it."));
    }
    return leads;
  }

  private static byte[] bytes(String path, String name, XmlElement lead) {
    try {
      return Base64Text.bytes(lead.text("WaveFormData").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          path + ": WaveFormData of lead " + name + " is not Base64; export it again.", e);
    }
  }

  /** The CRC-32 of ISO 3309 over the bytes of the samples. */
  private static boolean checksumFits(XmlElement lead, byte[] bytes) {
    OptionalDouble claimed = lead.number("LeadDataCRC32");
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return claimed.isEmpty() || claimed.getAsDouble() == crc.getValue();
  }

  private static float[] samples(String path, String name, XmlElement lead, byte[] bytes) {
    String unit = lead.text("LeadAmplitudeUnits").orElse("MICROVOLTS");
    Double microvolts = UNITS.get(unit.toUpperCase(Locale.ROOT));
    OptionalDouble step = lead.number("LeadAmplitudeUnitsPerBit");
    if (microvolts == null || step.isEmpty()) {
      throw new UserException(
          path
              + ": lead "
              + name
              + " has no LeadAmplitudeUnitsPerBit in MICROVOLTS or MILLIVOLTS.");
    }
    double size = lead.number("LeadSampleSize").orElse(Short.BYTES);
    if (size != Short.BYTES) {
      throw new UserException(
          path
              + ": lead "
              + name
              + " has a LeadSampleSize of "
              + (long) size
              + " bytes; samples of 2 bytes are read. Export the recording with those.");
    }
    int count = bytes.length / Short.BYTES;
    double claimed = lead.number("LeadSampleCountTotal").orElse(count);
    if (claimed != count || count == 0 || bytes.length % Short.BYTES != 0) {
      throw new UserException(
          path
              + ": lead "
              + name
              + " holds "
              + bytes.length
              + " bytes, two for each sample, LeadSampleCountTotal says "
              + (long) claimed
              + "; export the recording again.");
    }
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      short word = words.getShort();
      values[i] =
          word == Short.MIN_VALUE || word == Short.MAX_VALUE
              ? Float.NaN
              : (float) (word * step.getAsDouble() * microvolts);
    }
    return values;
  }

  /** Samples in each lead. */
  int samples() {
    return leads.signal().length / leads.leads().size();
  }

  /** A sample less another of the same lead, none if either is missing. */
  OptionalDouble difference(String lead, int sample, int other) {
    int start = leads.leads().indexOf(lead) * samples();
    double difference =
        start < 0
            ? Double.NaN
            : (double) leads.signal()[start + sample] - leads.signal()[start + other];
    return Double.isFinite(difference) ? OptionalDouble.of(difference) : OptionalDouble.empty();
  }

  /** The record of this waveform. */
  Ecg ecg(String recordId, Ecg.Kind kind, Map<String, Double> labels, Waves waves) {
    return new Ecg(
        recordId,
        null,
        "muse",
        kind,
        leads.leads(),
        rateHz,
        Voltage.MICROVOLT.symbol(),
        leads.signal(),
        labels,
        waves);
  }
}
