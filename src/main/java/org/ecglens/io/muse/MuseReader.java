package org.ecglens.io.muse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
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
  private static final Map<String, Double> IN_A_YEAR =
      Map.of("YEARS", 1.0, "MONTHS", 12.0, "WEEKS", 52.0, "DAYS", 365.0, "HOURS", 8760.0);

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
    List<Notice> warnings = new ArrayList<>();
    Map<Ecg.Kind, List<XmlElement>> groups = new LinkedHashMap<>();
    for (XmlElement waveform : root.children("Waveform")) {
      Optional<Ecg.Kind> kind = kind(waveform);
      if (kind.isEmpty()) {
        warnings.add(
            Notice.Kind.LEFT_OUT.of(
                path + ": a WaveformType other than Rhythm and Median is left out."));
      } else {
        groups.computeIfAbsent(kind.get(), none -> new ArrayList<>()).add(waveform);
      }
    }
    Map<Ecg.Kind, MuseWaveform> waveforms = new LinkedHashMap<>();
    groups.forEach((kind, parts) -> waveforms.put(kind, MuseWaveform.of(path, parts, warnings)));
    if (waveforms.isEmpty()) {
      throw new UserException(
          path
              + ": there is no waveform of type Rhythm or Median in it; export it from MUSE with"
              + " waveforms.");
    }
    Optional<MeasurementMatrix> matrix = matrix(path, root, warnings);
    MuseWaveform median = waveforms.get(Ecg.Kind.MEDIAN);
    Waves waves = matrix.map(found -> waves(found, median)).orElse(Waves.NONE);
    Person person = person(root);
    Map<String, Double> labels = labels(root, matrix, waves, median);
    labels.putAll(person.labels());
    List<Ecg> ecgs = new ArrayList<>();
    waveforms.forEach(
        (kind, waveform) ->
            ecgs.add(
                waveform.ecg(
                    recordId, kind, labels, kind == Ecg.Kind.MEDIAN ? waves : Waves.NONE)));
    return new Reading(ecgs, person, warnings);
  }

  private static Optional<Ecg.Kind> kind(XmlElement waveform) {
    String type = waveform.text("WaveformType").orElse("");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "rhythm" -> Optional.of(Ecg.Kind.RHYTHM);
      case "median" -> Optional.of(Ecg.Kind.MEDIAN);
      default -> Optional.empty();
    };
  }

  private static Optional<MeasurementMatrix> matrix(
      String path, XmlElement root, List<Notice> warnings) {
    try {
      return root.text("MeasurementMatrix").map(MeasurementMatrix::decode);
    } catch (IllegalArgumentException e) {
      warnings.add(
          Notice.Kind.UNREADABLE_PART.of(
              path + ": MeasurementMatrix is not the Base64 text of a matrix; left out."));
      return Optional.empty();
    }
  }

  /** Limits that lie inside the median beat. */
  private static Waves waves(MeasurementMatrix matrix, MuseWaveform median) {
    if (median == null) {
      return Waves.NONE;
    }
    Map<Global, Integer> limits = new HashMap<>();
    for (Global measure : Global.values()) {
      OptionalInt value = matrix.global(measure);
      if (value.isPresent() && value.getAsInt() >= 0 && value.getAsInt() < median.samples()) {
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
      XmlElement root, Optional<MeasurementMatrix> matrix, Waves waves, MuseWaveform median) {
    Map<String, Double> labels = new TreeMap<>();
    XmlElement printed =
        root.child("RestingECGMeasurements")
            .orElse(new XmlElement("RestingECGMeasurements", Map.of(), "", List.of()));
    interval(labels, Labels.RATE, printed, "VentricularRate", matrix, Global.RATE);
    interval(labels, Labels.PR, printed, "PRInterval", matrix, Global.PR);
    interval(labels, Labels.QRS, printed, "QRSDuration", matrix, Global.QRS_DURATION);
    interval(labels, Labels.QT, printed, "QTInterval", matrix, Global.QT);
    interval(labels, Labels.QTC, printed, "QTCorrected", matrix, Global.QTC);
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
      median
          .difference(V5, waves.qrsOffset(), waves.qrsOnset())
          .ifPresent(j -> labels.put(Labels.J, j));
    }
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
    // Some devices print 0 for what they could not measure.
    value.ifPresent(
        found -> {
          if (found > 0) {
            labels.put(label, found);
          }
        });
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

  /** Completed years. */
  private static Optional<Integer> age(XmlElement root) {
    String unit = root.text("PatientDemographics", "AgeUnits").orElse("YEARS");
    double years =
        root.number("PatientDemographics", "PatientAge").orElse(Double.NaN)
            / IN_A_YEAR.getOrDefault(unit.toUpperCase(Locale.ROOT), Double.NaN);
    return years >= 0 && years <= Person.OLDEST_EVER ? Optional.of((int) years) : Optional.empty();
  }

  private static Person person(XmlElement root) {
    return new Person(
        root.text("PatientDemographics", "PatientID").orElse(null),
        age(root).orElse(null),
        sex(root).orElse(null),
        List.of());
  }
}
