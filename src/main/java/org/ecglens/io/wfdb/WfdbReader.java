package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.TechnicalName;

/**
 * Reads WFDB records: all signal formats, one or several signal files, one or several segments.
 *
 * <p>Amplitudes are (digital − baseline) / gain, in µV where the unit is a voltage and else in the
 * unit of the file; invalid samples and those of missing segments are NaN. A checksum that does not
 * fit is a warning: real files have wrong ones. Of signals in several units the voltages are kept,
 * else those in the commonest unit, and a warning names the others.
 */
public final class WfdbReader implements EcgReader {
  private static final double LONGEST_BEAT_S = 2;
  private static final String VOLTAGE = Voltage.MICROVOLT.symbol();

  private final Frames frames;

  /** A reader that smooths signals with several samples a frame, as the reference does. */
  public WfdbReader() {
    this(Frames.SMOOTHED);
  }

  /** A reader that treats signals with several samples a frame in a given way. */
  public WfdbReader(Frames frames) {
    this.frames = frames;
  }

  @Override
  public String format() {
    return "wfdb";
  }

  @Override
  public boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(WfdbHeader.SUFFIX);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    DigitalRecord record = DigitalRecord.read(files, name, frames);
    List<Notice> warnings = new ArrayList<>(record.warnings());
    String unit = unit(record.signals());
    List<Integer> inUnit =
        IntStream.range(0, record.signals().size())
            .filter(i -> unit(record.signals().get(i)).equals(unit))
            .boxed()
            .toList();
    if (inUnit.size() < record.signals().size()) {
      warnings.add(Notice.Kind.LEFT_OUT.of(leftOut(files.path(name), record.signals(), unit)));
    }
    List<Integer> kept = once(files.path(name), record, inUnit, warnings);
    Person person = PersonComments.person(record.comments());
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            kind(name, record),
            kept.stream().map(i -> lead(record, i)).toList(),
            record.sampleRateHz(),
            unit,
            physical(record, kept),
            person.labels(),
            waves(files, name, record, warnings));
    return new Reading(List.of(ecg), person, warnings);
  }

  /** A beat by the convention of PTB-XL+ and of this project: "median" in the record's name. */
  private static Ecg.Kind kind(String name, DigitalRecord record) {
    boolean isShort = record.values(0).length < LONGEST_BEAT_S * record.sampleRateHz();
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return isShort && file.contains("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM;
  }

  private static String lead(DigitalRecord record, int signal) {
    return Lead.name(record.signals().get(signal).description());
  }

  /**
   * The signals without those that occur a second time and are no leads, or hold the same samples.
   * Two different signals of one lead stay: nobody knows which is the lead.
   */
  private static List<Integer> once(
      String path, DigitalRecord record, List<Integer> signals, List<Notice> warnings) {
    Map<String, Integer> first = new HashMap<>();
    List<Integer> kept = new ArrayList<>();
    for (int signal : signals) {
      String lead = lead(record, signal);
      Integer other = first.putIfAbsent(lead, signal);
      boolean repeated =
          other != null
              && (!LeadName.of(lead).known()
                  || Arrays.equals(record.values(other), record.values(signal)));
      if (repeated) {
        warnings.add(
            Notice.Kind.LEFT_OUT.of(
                "%s: signal %d, %s, is left out: signal %d has the same name."
                    .formatted(path, signal, TechnicalName.shown(lead), other)));
      } else {
        kept.add(signal);
      }
    }
    return kept;
  }

  private static Waves waves(
      SignalFiles files, String name, DigitalRecord record, List<Notice> warnings)
      throws IOException {
    // Annotations count frames.
    if (record.samplesPerFrame() > 1) {
      return Waves.NONE;
    }
    return LeadAnnotations.first(
        files,
        name.substring(0, name.length() - WfdbHeader.SUFFIX.length()),
        record.sampleRateHz(),
        record.values(0).length,
        warnings);
  }

  /** The unit that a signal would have in a record. */
  private static String unit(WfdbSignal signal) {
    return Voltage.kept(signal.unit());
  }

  private static String unit(List<WfdbSignal> signals) {
    Map<String, Long> counts =
        signals.stream()
            .map(WfdbReader::unit)
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    if (counts.containsKey(VOLTAGE)) {
      return VOLTAGE;
    }
    long most = counts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    Optional<String> first =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst();
    return first.orElseThrow();
  }

  private static String leftOut(String path, List<WfdbSignal> signals, String unit) {
    List<WfdbSignal> others =
        signals.stream().filter(signal -> !unit(signal).equals(unit)).toList();
    return path
        + ": "
        + others.size()
        + " of "
        + signals.size()
        + " signals are left out, because their unit ("
        + others.stream()
            .map(signal -> HeaderFields.shown(signal.unit()))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "))
        + ") is not that of the others ("
        + HeaderFields.shown(unit)
        + ").";
  }

  private static float[] physical(DigitalRecord record, List<Integer> kept) {
    int samples = record.values(0).length;
    float[] values = new float[kept.size() * samples];
    for (int lead = 0; lead < kept.size(); lead++) {
      WfdbSignal signal = record.signals().get(kept.get(lead));
      double unit = Voltage.inMicrovolts(signal.unit()).orElse(1.0);
      int[] digital = record.values(kept.get(lead));
      for (int i = 0; i < samples; i++) {
        values[lead * samples + i] =
            digital[i] == Samples.INVALID
                ? Float.NaN
                : (float) ((digital[i] - signal.baseline()) / signal.gain() * unit);
      }
    }
    return values;
  }
}
