package org.ecglens.io.aecg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * Reads annotated ECGs of HL7: the first series of the code RHYTHM, the series REPRESENTATIVE_BEAT
 * derived from it, measurements and limits of waves where they are annotated.
 */
public final class AecgReader implements XmlReader {
  private static final String ROOT = "AnnotatedECG";

  /** Reported age in LOINC. */
  private static final String AGE = "21612-7";

  @Override
  public String format() {
    return "aecg";
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
      throw new UserException(
          path + ": the document is no annotated ECG of HL7; its root is another.");
    }
    int strips = 0;
    Optional<XmlElement> rhythm = Optional.empty();
    Optional<XmlElement> beat = Optional.empty();
    for (XmlElement component : root.children("component")) {
      for (XmlElement series : component.children("series")) {
        if (isOf(series, "RHYTHM")) {
          strips++;
          rhythm = rhythm.or(() -> Optional.of(series));
        }
        for (XmlElement derivation : series.children("derivation")) {
          for (XmlElement derived : derivation.children("derivedSeries")) {
            if (beat.isEmpty() && isOf(derived, "REPRESENTATIVE_BEAT")) {
              beat = Optional.of(derived);
            }
          }
        }
      }
    }
    if (rhythm.isEmpty() && beat.isEmpty()) {
      throw new UserException(
          path + ": there is no series RHYTHM or REPRESENTATIVE_BEAT in it; export it with one.");
    }
    Map<String, Double> labels = new TreeMap<>();
    rhythm.ifPresent(series -> labels.putAll(new AecgAnnotations(series).labels()));
    beat.ifPresent(series -> labels.putAll(new AecgAnnotations(series).labels()));
    Person person = person(root);
    labels.putAll(person.labels());
    List<Ecg> ecgs = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    if (strips > 1) {
      notices.add(
          Notice.Kind.LEFT_OUT.of(
              path
                  + ": of "
                  + strips
                  + " series RHYTHM the first is read; export each into a file of its own."));
    }
    if (rhythm.isPresent()) {
      AecgSeries samples = AecgSeries.of(path, rhythm.get(), notices::add);
      ecgs.add(ecg(path, recordId, Ecg.Kind.RHYTHM, rhythm.get(), samples, labels));
      rhythm
          .get()
          .at("effectiveTime")
          .flatMap(interval -> samples.times().contradiction(interval, samples.length()))
          .map(what -> Notice.Kind.RATE_CONTRADICTION.of(path + ": " + what + "."))
          .ifPresent(notices::add);
    }
    if (beat.isPresent()) {
      AecgSeries samples = AecgSeries.of(path, beat.get(), notices::add);
      ecgs.add(ecg(path, recordId, Ecg.Kind.MEDIAN, beat.get(), samples, labels));
    }
    return new Reading(ecgs, person, notices);
  }

  private static boolean isOf(XmlElement series, String code) {
    return series
        .at("code")
        .flatMap(found -> found.attribute("code"))
        .filter(code::equals)
        .isPresent();
  }

  private static Ecg ecg(
      String path,
      String recordId,
      Ecg.Kind kind,
      XmlElement series,
      AecgSeries samples,
      Map<String, Double> labels) {
    LeadSignals leads = LeadSignals.of(path, samples.leads());
    Waves waves = new AecgAnnotations(series).waves(samples.times(), samples.length());
    return new Ecg(
        recordId,
        null,
        "aecg",
        kind,
        leads.leads(),
        samples.times().rateHz(),
        Voltage.MICROVOLT.symbol(),
        leads.signal(),
        labels,
        waves);
  }

  private static Optional<XmlElement> subject(XmlElement root) {
    return root.at(
        "componentOf",
        "timepointEvent",
        "componentOf",
        "subjectAssignment",
        "subject",
        "trialSubject");
  }

  private static Optional<String> sex(XmlElement root) {
    return subject(root)
        .flatMap(subject -> subject.at("subjectDemographicPerson", "administrativeGenderCode"))
        .flatMap(code -> code.attribute("code"))
        .map(code -> Map.of("M", "male", "F", "female").get(code));
  }

  /** Completed years. */
  private static Optional<Integer> age(XmlElement root) {
    return root.children("controlVariable").stream()
        .flatMap(variable -> variable.children("relatedObservation").stream())
        .filter(observation -> isOf(observation, AGE))
        .flatMap(observation -> observation.children("value").stream())
        .filter(value -> value.attribute("unit").orElse("").equals("a"))
        .map(value -> AecgSeries.value(value).orElse(Double.NaN))
        .filter(years -> years >= 0 && years <= Person.OLDEST_EVER)
        .map(Double::intValue)
        .findFirst();
  }

  private static Person person(XmlElement root) {
    Optional<XmlElement> id = subject(root).flatMap(subject -> subject.child("id"));
    String number =
        id.flatMap(found -> found.attribute("extension"))
            .or(() -> id.flatMap(found -> found.attribute("root")))
            .orElse(null);
    return new Person(number, age(root).orElse(null), sex(root).orElse(null), List.of());
  }
}
