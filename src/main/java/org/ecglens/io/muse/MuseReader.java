package org.ecglens.io.muse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.muse.MeasurementMatrix.Global;
import org.ecglens.io.muse.MeasurementMatrix.Measure;
import org.ecglens.io.xml.XmlDocument;
import org.ecglens.io.xml.XmlElement;
import org.ecglens.io.xml.XmlReader;

/**
 * Reads GE MUSE XML: the rhythm strip, the median beat, and what the 12SL program measured.
 *
 * <p>Samples are 16-bit little-endian words in Base64; −32768 and 32767 mean that a sample is
 * missing. Eight leads are completed to twelve. Intervals and rate are those that the device
 * prints, else those of the measurement matrix; J is the median beat in V5 at the end of QRS less
 * that at its onset; R and T are the matrix's amplitudes in V5.
 */
public final class MuseReader implements XmlReader {
  private static final String ROOT = "RestingECG";
  private static final String V5 = "V5";
  private static final Map<String, Double> UNITS =
      Map.of("MICROVOLTS", 1.0, "MILLIVOLTS", Voltage.MILLIVOLT.microvolts());

  @Override
  public String format() {
    return "muse";
  }

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    XmlElement root = XmlDocument.read(files, name);
    String path = files.path(name);
    if (!root.name().equals(ROOT)) {
      throw new UserException(path + ": the document is not of GE MUSE; its root is another.");
    }
    List<String> warnings = new ArrayList<>();
    Map<Ecg.Kind, Strip> strips = new LinkedHashMap<>();
    for (XmlElement waveform : root.children("Waveform")) {
      Ecg.Kind kind = kind(path, waveform);
      if (strips.containsKey(kind)) {
        warnings.add(path + ": of several waveforms of one type the first is read.");
      } else {
        strips.put(kind, new Strip(path, waveform));
      }
    }
    if (strips.isEmpty()) {
      throw new UserException(
          path + ": there is no waveform in it; export it from MUSE with waveforms.");
    }
    Optional<MeasurementMatrix> matrix = matrix(path, root, warnings);
    Strip median = strips.get(Ecg.Kind.MEDIAN);
    Waves waves = matrix.map(found -> waves(found, median)).orElse(Waves.NONE);
    Map<String, Double> labels = labels(root, matrix, waves, median);
    List<Ecg> ecgs = new ArrayList<>();
    strips.forEach(
        (kind, strip) ->
            ecgs.add(
                strip.ecg(recordId, kind, labels, kind == Ecg.Kind.MEDIAN ? waves : Waves.NONE)));
    return new Reading(ecgs, person(root), warnings);
  }

  private static Ecg.Kind kind(String path, XmlElement waveform) {
    String type = waveform.text("WaveformType").orElse("");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "rhythm" -> Ecg.Kind.RHYTHM;
      case "median" -> Ecg.Kind.MEDIAN;
      default -> throw new UserException(path + ": WaveformType is neither Rhythm nor Median.");
    };
  }

  private static Optional<MeasurementMatrix> matrix(
      String path, XmlElement root, List<String> warnings) {
    try {
      return root.text("MeasurementMatrix").map(MeasurementMatrix::decode);
    } catch (IllegalArgumentException e) {
      warnings.add(path + ": MeasurementMatrix is not the Base64 text of a matrix; left out.");
      return Optional.empty();
    }
  }

  /** Limits that lie inside the median beat. */
  private static Waves waves(MeasurementMatrix matrix, Strip median) {
    if (median == null) {
      return Waves.NONE;
    }
    Map<Global, Integer> limits = new HashMap<>();
    for (Global measure : Global.values()) {
      OptionalInt value = matrix.global(measure);
      if (value.isPresent() && value.getAsInt() >= 0 && value.getAsInt() < median.samples) {
        limits.put(measure, value.getAsInt());
      }
    }
    return new Waves(
        limits.get(Global.P_ONSET),
        null,
        limits.get(Global.P_OFFSET),
        limits.get(Global.QRS_ONSET),
        null,
        limits.get(Global.QRS_OFFSET),
        limits.get(Global.T_ONSET),
        null,
        limits.get(Global.T_OFFSET));
  }

  private static Map<String, Double> labels(
      XmlElement root, Optional<MeasurementMatrix> matrix, Waves waves, Strip median) {
    Map<String, Double> labels = new TreeMap<>();
    XmlElement printed =
        root.child("RestingECGMeasurements")
            .orElse(new XmlElement("RestingECGMeasurements", Map.of(), "", List.of()));
    interval(labels, Labels.RATE, printed, "VentricularRate", matrix, Global.RATE);
    interval(labels, Labels.PR, printed, "PRInterval", matrix, Global.PR);
    interval(labels, Labels.QRS, printed, "QRSDuration", matrix, Global.QRS_DURATION);
    interval(labels, Labels.QT, printed, "QTInterval", matrix, Global.QT);
    interval(labels, "QTc", printed, "QTCorrected", matrix, Global.QTC);
    for (String axis : List.of("P", "R", "T")) {
      present(printed.number(axis + "Axis")).ifPresent(value -> labels.put(axis + "_axis", value));
    }
    if (matrix.isPresent()) {
      matrix
          .get()
          .value(V5, Measure.R_AMPLITUDE)
          .ifPresent(value -> labels.put(Labels.R, (double) value));
      matrix
          .get()
          .value(V5, Measure.T_AMPLITUDE)
          .ifPresent(value -> labels.put(Labels.T, (double) value));
    }
    if (median != null && waves.qrsOnset() != null && waves.qrsOffset() != null) {
      float[] lead = median.leads.get(V5);
      if (lead != null) {
        double j = lead[waves.qrsOffset()] - lead[waves.qrsOnset()];
        if (Double.isFinite(j)) {
          labels.put(Labels.J, j);
        }
      }
    }
    root.number("PatientDemographics", "PatientAge")
        .ifPresent(
            age -> {
              String unit = root.text("PatientDemographics", "AgeUnits").orElse("YEARS");
              if (unit.equalsIgnoreCase("YEARS") && age >= 0) {
                labels.put("age", Math.min(age, Person.OLDEST));
              }
            });
    sex(root).ifPresent(sex -> labels.put("sex", sex.equals("female") ? 1.0 : 0.0));
    return labels;
  }

  private static void interval(
      Map<String, Double> labels,
      String label,
      XmlElement printed,
      String element,
      Optional<MeasurementMatrix> matrix,
      Global measure) {
    OptionalDouble value = present(printed.number(element));
    if (value.isEmpty() && matrix.isPresent()) {
      OptionalInt measured = matrix.get().global(measure);
      value =
          measured.isPresent() ? OptionalDouble.of(measured.getAsInt()) : OptionalDouble.empty();
    }
    value.ifPresent(found -> labels.put(label, found));
  }

  private static OptionalDouble present(OptionalDouble value) {
    return value.isPresent()
            && value.getAsDouble() < Short.MAX_VALUE
            && value.getAsDouble() > Short.MIN_VALUE
        ? value
        : OptionalDouble.empty();
  }

  private static Optional<String> sex(XmlElement root) {
    return root.text("PatientDemographics", "Gender")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(text -> text.equals("male") || text.equals("female"));
  }

  private static Person person(XmlElement root) {
    OptionalDouble age = root.number("PatientDemographics", "PatientAge");
    return new Person(
        root.text("PatientDemographics", "PatientID").orElse(null),
        age.isPresent() ? (Integer) (int) age.getAsDouble() : null,
        sex(root).orElse(null),
        List.of());
  }

  /** One waveform: leads of equal length, µV. */
  private static final class Strip {
    private final String path;
    private final double rateHz;
    private final Map<String, float[]> leads = new LinkedHashMap<>();
    private final int samples;

    Strip(String path, XmlElement waveform) {
      this.path = path;
      OptionalDouble base = waveform.number("SampleBase");
      double exponent = waveform.number("SampleExponent").orElse(0);
      rateHz = base.isPresent() ? base.getAsDouble() * Math.pow(10, exponent) : Double.NaN;
      if (!(rateHz > 0 && rateHz < 1e6)) {
        throw new UserException(
            path + ": SampleBase and SampleExponent of a waveform give no sampling rate.");
      }
      for (XmlElement lead : waveform.children("LeadData")) {
        String name = Lead.name(lead.text("LeadID").orElse(""));
        if (!name.matches("[A-Za-z0-9]{1,8}")) {
          throw new UserException(path + ": LeadID of a waveform is no name of a lead.");
        }
        if (leads.put(name, samples(name, lead)) != null) {
          throw new UserException(path + ": lead " + name + " appears twice in a waveform.");
        }
      }
      samples = leads.isEmpty() ? 0 : leads.values().iterator().next().length;
    }

    private float[] samples(String name, XmlElement lead) {
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
      if (lead.number("LeadSampleSize").orElse(Short.BYTES) != Short.BYTES) {
        throw new UserException(
            path + ": lead " + name + " has a LeadSampleSize other than 2 bytes.");
      }
      ByteBuffer words;
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(lead.text("WaveFormData").orElse(""));
        words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      } catch (IllegalArgumentException e) {
        throw new UserException(
            path + ": WaveFormData of lead " + name + " is not Base64; export it again.", e);
      }
      int count = words.remaining() / Short.BYTES;
      double claimed = lead.number("LeadSampleCountTotal").orElse(count);
      if (claimed != count || count == 0) {
        throw new UserException(
            path
                + ": lead "
                + name
                + " holds "
                + count
                + " samples, LeadSampleCountTotal says "
                + (long) claimed
                + "; export the recording again.");
      }
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

    Ecg ecg(String recordId, Ecg.Kind kind, Map<String, Double> labels, Waves waves) {
      LeadSignals completed = LeadSignals.of(path, leads);
      return new Ecg(
          recordId,
          null,
          "muse",
          kind,
          completed.leads(),
          rateHz,
          Voltage.MICROVOLT.symbol(),
          completed.signal(),
          labels,
          waves);
    }
  }
}
