package org.ecglens.io.scp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.WholeFile;

/**
 * Reads SCP-ECG records (EN 1064): the rhythm of section 6, restored from any compression of the
 * standard, and the reference beat of section 5 as the median beat, both in µV.
 *
 * <p>Global measurements (section 7) and amplitudes of V5 (section 10) become labels, limits of
 * waves those of the median beat. Checksums that do not fit are warnings.
 */
public final class ScpReader implements EcgReader {
  private static final int LONGEST_FILE = 1 << 26;
  private static final int LONG_TERM = 12;
  private static final double US_PER_S = 1e6;
  private static final String V5 = "V5";

  /** Reads any such file. */
  public ScpReader() {}

  @Override
  public String format() {
    return "scp";
  }

  @Override
  public boolean recognises(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".scp") || lower.endsWith(".scpecg");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return ScpRecord.starts(start);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    List<Notice> warnings = new ArrayList<>();
    ScpRecord record =
        ScpRecord.parse(
            path,
            WholeFile.read(files, name, LONGEST_FILE, "; export the recording in parts"),
            warnings::add);
    ScpSignals signals = new ScpSignals(record, warnings::add);
    Optional<ScpSignals.Signal> beat = signals.beat();
    Optional<ScpSignals.Signal> rhythm = signals.rhythm(beat);
    if (beat.isEmpty() && rhythm.isEmpty()) {
      throw new UserException(
          path + ": there is neither a rhythm (section 6) nor a reference beat (section 5) in it.");
    }
    if (record.section(LONG_TERM).isPresent()) {
      warnings.add(
          Notice.Kind.LEFT_OUT.of(path + ": the long-term rhythm of section 12 is left out."));
    }
    ScpMeasurements measurements = new ScpMeasurements(record);
    Person person = ScpPerson.of(record);
    Map<String, Double> labels = measurements.labels();
    Waves waves = Waves.NONE;
    if (beat.isPresent()) {
      float[] v5 = beat.get().values().get(V5);
      int samples = beat.get().values().values().iterator().next().length;
      waves = measurements.waves(beat.get().interval(), samples);
      if (v5 != null && waves.qrsOnset() != null && waves.qrsOffset() != null) {
        labels.putIfAbsent(Labels.J, (double) v5[waves.qrsOffset()] - v5[waves.qrsOnset()]);
      }
    }
    labels.putAll(person.labels());
    List<Ecg> ecgs = new ArrayList<>();
    if (rhythm.isPresent()) {
      ecgs.add(ecg(path, recordId, Ecg.Kind.RHYTHM, rhythm.get(), labels, Waves.NONE));
    }
    if (beat.isPresent()) {
      ecgs.add(ecg(path, recordId, Ecg.Kind.MEDIAN, beat.get(), labels, waves));
    }
    return new Reading(ecgs, person, warnings);
  }

  private Ecg ecg(
      String path,
      String recordId,
      Ecg.Kind kind,
      ScpSignals.Signal signal,
      Map<String, Double> labels,
      Waves waves) {
    LeadSignals leads = LeadSignals.of(path, signal.values());
    return new Ecg(
        recordId,
        null,
        format(),
        kind,
        leads.leads(),
        US_PER_S / signal.interval(),
        Voltage.MICROVOLT.symbol(),
        leads.signal(),
        labels,
        waves);
  }
}
