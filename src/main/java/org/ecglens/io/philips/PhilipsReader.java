package org.ecglens.io.philips;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.xml.XmlDocument;
import org.ecglens.io.xml.XmlElement;
import org.ecglens.io.xml.XmlReader;

/**
 * Reads Philips XML (Sierra ECG, versions 1.03 to 1.04.02): the strip, packed or not, the
 * representative beat, and what the device or a physician measured. Amplitudes become µV.
 */
public final class PhilipsReader implements XmlReader {
  private static final String ROOT = "restingecgdata";
  private static final Set<String> VERSIONS = Set.of("1.03", "1.04", "1.04.01", "1.04.02");

  @Override
  public String format() {
    return "philips";
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
      throw new UserException(path + ": the document is not Philips XML; its root is another.");
    }
    List<Notice> notices = new ArrayList<>();
    if (!VERSIONS.contains(root.text("documentinfo", "documentversion").orElse(""))) {
      notices.add(
          Notice.Kind.HEADER.of(
              path + ": documentversion is none of 1.03 to 1.04.02; it is read as one of them."));
    }
    ParsedWaveforms strip = ParsedWaveforms.of(path, root, notices);
    LeadSignals leads = strip.leads();
    Person person = person(root);
    Map<String, Double> labels = Measurements.labels(root);
    labels.putAll(person.labels());
    List<Ecg> ecgs = new ArrayList<>();
    ecgs.add(ecg(recordId, Ecg.Kind.RHYTHM, leads, strip.rateHz(), labels));
    RepresentativeBeats.of(path, root, strip.microvolts(), notices)
        .ifPresent(
            beat -> ecgs.add(ecg(recordId, Ecg.Kind.MEDIAN, beat.leads(), beat.rateHz(), labels)));
    return new Reading(ecgs, person, notices);
  }

  private Ecg ecg(
      String recordId,
      Ecg.Kind kind,
      LeadSignals leads,
      double rateHz,
      Map<String, Double> labels) {
    return new Ecg(
        recordId,
        null,
        format(),
        kind,
        leads.leads(),
        rateHz,
        Voltage.MICROVOLT.symbol(),
        leads.signal(),
        labels,
        Waves.NONE);
  }

  private static Person person(XmlElement root) {
    Optional<XmlElement> data = root.at("patient", "generalpatientdata");
    String sex =
        data.flatMap(found -> found.text("sex"))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .filter(text -> text.equals("male") || text.equals("female"))
            .orElse(null);
    return new Person(
        data.flatMap(found -> found.text("patientid")).orElse(null),
        data.flatMap(found -> age(root, found)).orElse(null),
        sex,
        List.of());
  }

  /**
   * Completed years, as they are written, or from the date of birth to that of the recording. The
   * attribute {@code defaultage} is what a device supposes where it knows nothing.
   */
  private static Optional<Integer> age(XmlElement root, XmlElement data) {
    Optional<XmlElement> age = data.child("age");
    double years = age.map(found -> found.number("years").orElse(Double.NaN)).orElse(Double.NaN);
    if (Double.isNaN(years)) {
      Optional<LocalDate> born =
          age.flatMap(found -> found.text("dateofbirth")).flatMap(PhilipsReader::date);
      Optional<LocalDate> recorded =
          root.child("dataacquisition")
              .flatMap(found -> found.attribute("date"))
              .flatMap(PhilipsReader::date);
      if (born.isPresent() && recorded.isPresent()) {
        years = ChronoUnit.YEARS.between(born.get(), recorded.get());
      }
    }
    return years >= 0 && years <= Person.OLDEST_EVER ? Optional.of((int) years) : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
