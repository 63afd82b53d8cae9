package org.ecglens.io.cardiosoft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.xml.XmlDocument;
import org.ecglens.io.xml.XmlElement;
import org.ecglens.io.xml.XmlReader;

/**
 * Reads GE CardioSoft and MAC XML: the first strip ({@code StripData}), the median beat ({@code
 * MedianSamples}) with the limits of its waves, and the printed measurements. The full disclosure
 * of an exercise test is not read.
 */
public final class CardioSoftReader implements XmlReader {
  private static final String ROOT = "CardiologyXML";
  private static final String STRIP = "StripData";
  private static final String MEASUREMENTS = "RestingECGMeasurements";
  private static final String MEDIAN = "MedianSamples";
  private static final String DISCLOSURE = "FullDisclosure";

  private static final double MS_PER_S = 1000;

  private static final Map<String, String> INTERVALS =
      Map.of(
          "VentricularRate", Labels.RATE,
          "PQInterval", Labels.PR,
          "QRSDuration", Labels.QRS,
          "QTInterval", Labels.QT,
          "QTCInterval", Labels.QTC);

  @Override
  public String format() {
    return "cardiosoft";
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
      throw new UserException(path + ": the document is not CardiologyXML; its root is another.");
    }
    List<Notice> notices = new ArrayList<>();
    List<XmlElement> strips = new ArrayList<>(root.children(STRIP));
    root.children("Strip").forEach(strip -> strips.addAll(strip.children(STRIP)));
    strips.removeIf(strip -> strip.child("WaveformData").isEmpty());
    Optional<XmlElement> median =
        root.at(MEASUREMENTS, MEDIAN)
            .or(() -> root.child(MEDIAN))
            .filter(block -> block.child("WaveformData").isPresent());
    if (strips.isEmpty() && median.isEmpty()) {
      throw new NoRecordingException(
          path
              + ": there is no StripData and no MedianSamples with samples in it; export the"
              + " recording with waveforms (a full disclosure is not read).");
    }
    if (strips.size() > 1) {
      notices.add(
          Notice.Kind.LEFT_OUT.of(
              path + ": " + (strips.size() - 1) + " further StripData are left out."));
    }
    if (root.at(DISCLOSURE, "FullDisclosureData").isPresent()) {
      notices.add(Notice.Kind.LEFT_OUT.of(path + ": FullDisclosure is left out."));
    }
    Person person = person(root);
    Map<String, Double> labels = labels(root);
    labels.putAll(person.labels());
    List<Ecg> ecgs = new ArrayList<>();
    if (!strips.isEmpty()) {
      WaveformBlock strip = WaveformBlock.of(path, strips.get(0), notices);
      ecgs.add(ecg(recordId, Ecg.Kind.RHYTHM, strip, labels, Waves.NONE));
    }
    if (median.isPresent()) {
      WaveformBlock beat = WaveformBlock.of(path, median.get(), notices);
      ecgs.add(ecg(recordId, Ecg.Kind.MEDIAN, beat, labels, waves(root, beat)));
    }
    return new Reading(ecgs, person, notices);
  }

  private Ecg ecg(
      String recordId,
      Ecg.Kind kind,
      WaveformBlock block,
      Map<String, Double> labels,
      Waves waves) {
    return new Ecg(
        recordId,
        null,
        format(),
        kind,
        block.leads().leads(),
        block.rateHz(),
        Voltage.MICROVOLT.symbol(),
        block.leads().signal(),
        labels,
        waves);
  }

  /** Limits, in ms from the start of the median beat, that lie in it and in their order. */
  private static Waves waves(XmlElement root, WaveformBlock beat) {
    List<String> names = List.of("POnset", "POffset", "QOnset", "QOffset", "TOffset");
    List<Integer> limits = new ArrayList<>();
    int last = -1;
    for (String name : names) {
      OptionalDouble ms =
          root.at(MEASUREMENTS).map(found -> found.number(name)).orElse(OptionalDouble.empty());
      double sample = Math.rint(ms.orElse(-1) / MS_PER_S * beat.rateHz());
      boolean there = ms.isPresent() && sample > last && sample < beat.samples();
      limits.add(there ? (Integer) (int) sample : null);
      last = there ? (int) sample : last;
    }
    return new Waves(
        limits.get(0),
        null,
        limits.get(1),
        limits.get(2),
        null,
        limits.get(3),
        null,
        null,
        limits.get(4));
  }

  private static Map<String, Double> labels(XmlElement root) {
    Map<String, Double> labels = new TreeMap<>();
    root.child(MEASUREMENTS)
        .ifPresent(
            printed -> {
              INTERVALS.forEach(
                  (element, label) -> {
                    double value = printed.number(element).orElse(0);
                    if (value > 0) {
                      labels.put(label, value);
                    }
                  });
              for (String axis : List.of("P", "R", "T")) {
                printed.number(axis + "Axis").ifPresent(value -> labels.put(axis + "_axis", value));
              }
            });
    return labels;
  }

  private static Person person(XmlElement root) {
    Optional<XmlElement> data = root.child("PatientInfo");
    String sex =
        data.flatMap(found -> found.text("Gender"))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .filter(text -> text.equals("male") || text.equals("female"))
            .orElse(null);
    return new Person(
        data.flatMap(found -> found.text("PID")).orElse(null),
        data.flatMap(CardioSoftReader::age).orElse(null),
        sex,
        List.of());
  }

  private static Optional<Integer> age(XmlElement data) {
    String unit = data.at("Age").flatMap(age -> age.attribute("units")).orElse("years");
    double years = data.number("Age").orElse(Double.NaN);
    return unit.toLowerCase(Locale.ROOT).startsWith("year")
            && years >= 0
            && years <= Person.OLDEST_EVER
        ? Optional.of((int) years)
        : Optional.empty();
  }
}
