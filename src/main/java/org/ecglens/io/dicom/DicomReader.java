package org.ecglens.io.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.WholeFile;

/**
 * Reads DICOM waveform objects: twelve-lead, general and ambulatory ECG, in any transfer syntax of
 * waveforms, with samples of 8, 16 or 32 bits.
 *
 * <p>The group of the rhythm strip and that of the median beat become records in µV; measurements
 * and limits of waves come from the annotations. Padding becomes NaN.
 */
public final class DicomReader implements EcgReader {
  private static final Set<String> CLASSES =
      Set.of(
          "1.2.840.10008.5.1.4.1.1.9.1.1",
          "1.2.840.10008.5.1.4.1.1.9.1.2",
          "1.2.840.10008.5.1.4.1.1.9.1.3",
          "1.2.840.10008.5.1.4.1.1.9.1.4");

  private static final String DIRECTORY = "1.2.840.10008.1.3.10";
  private static final Map<String, String> OTHER_CLASSES =
      Map.of(
          DIRECTORY,
          "a directory of files (DICOMDIR): name it as --input",
          "1.2.840.10008.5.1.4.1.1.104.1",
          "a PDF document in DICOM, without samples",
          "1.2.840.10008.5.1.4.1.1.9.2.1",
          "a haemodynamic recording",
          "1.2.840.10008.5.1.4.1.1.9.3.1",
          "an electrophysiological recording");

  private static final Pattern AGE = Pattern.compile("(\\d{3})([DWMY])");
  private static final Map<String, Double> YEARS =
      Map.of("D", 1 / 365.25, "W", 7 / 365.25, "M", 1 / 12.0, "Y", 1.0);

  /** Reads any such file. */
  public DicomReader() {}

  @Override
  public String format() {
    return "dicom";
  }

  @Override
  public boolean recognises(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".dcm") || lower.endsWith(".dicom");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return DicomFile.starts(start);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    DataSet data = DicomFile.parse(path, WholeFile.read(files, name, DicomFile.LONGEST, ""));
    String object =
        data.items(Tag.DIRECTORY_RECORDS).isEmpty()
            ? data.text(Tag.SOP_CLASS).orElse("")
            : DIRECTORY;
    if (!CLASSES.contains(object)) {
      throw new NoRecordingException(
          path
              + ": the object's class (0008,0016) is no ECG that is read, but "
              + OTHER_CLASSES.getOrDefault(object, "another")
              + "; twelve-lead, general and ambulatory ECG waveforms are.");
    }
    List<MultiplexGroup> groups = new ArrayList<>();
    for (DataSet item : data.items(Tag.WAVEFORMS)) {
      groups.add(new MultiplexGroup(path, groups.size() + 1, item));
    }
    Annotations annotations = new Annotations(data);
    Map<Ecg.Kind, List<MultiplexGroup>> byKind =
        groups.stream().collect(Collectors.groupingBy(MultiplexGroup::kind));
    Optional<MultiplexGroup> median =
        Optional.ofNullable(byKind.get(Ecg.Kind.MEDIAN))
            .map(beats -> JoinedGroups.of(path, beats, warning -> {}).main());
    List<Ecg> ecgs = new ArrayList<>();
    List<Notice> warnings = new ArrayList<>();
    for (Ecg.Kind kind : Ecg.Kind.values()) {
      if (byKind.containsKey(kind)) {
        JoinedGroups joined = JoinedGroups.of(path, byKind.get(kind), warnings::add);
        ecgs.add(ecg(recordId, joined, median, annotations));
      }
    }
    for (MultiplexGroup group : groups) {
      if (group.skewed()) {
        warnings.add(
            Notice.Kind.SKEW.of(
                path
                    + ": channels of multiplex group "
                    + group.number()
                    + " were sampled at different times, which is not corrected."));
      }
    }
    if (ecgs.isEmpty()) {
      throw new UserException(path + ": the file has no waveform sequence (5400,0100).");
    }
    return new Reading(ecgs, person(data, annotations), warnings);
  }

  private Ecg ecg(
      String recordId,
      JoinedGroups joined,
      Optional<MultiplexGroup> median,
      Annotations annotations) {
    MultiplexGroup main = joined.main();
    return new Ecg(
        recordId,
        null,
        format(),
        main.kind(),
        joined.leads(),
        main.sampleRateHz(),
        Voltage.MICROVOLT.symbol(),
        joined.signal(),
        annotations.labels(),
        annotations.waves(main, median, main.samples()).shifted(joined.start()));
  }

  private static Person person(DataSet data, Annotations annotations) {
    Matcher age = AGE.matcher(data.text(Tag.PATIENT_AGE).orElse(""));
    String sex =
        switch (data.text(Tag.PATIENT_SEX).orElse("")) {
          case "M" -> "male";
          case "F" -> "female";
          default -> null;
        };
    return new Person(
        data.text(Tag.PATIENT_ID).orElse(null),
        age.matches() ? (int) (Integer.parseInt(age.group(1)) * YEARS.get(age.group(2))) : null,
        sex,
        annotations.statements());
  }
}
