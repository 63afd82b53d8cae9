package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.io.Cut;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;
import org.ecglens.io.SignalFiles;

/**
 * Reads WFDB records: all signal formats, one or several signal files, one or several segments.
 *
 * <p>Amplitudes are (digital − baseline) / gain, in µV where the unit is a voltage and else in the
 * unit of the file; invalid samples and those of missing segments are NaN. A checksum that does not
 * fit is a warning: real files have wrong ones. Of signals in several units the voltages are kept,
 * else those in the commonest unit, and a warning names the others.
 */
public final class WfdbReader implements EcgReader {
  /** The name of the format. */
  static final String FORMAT = "wfdb";

  private static final double LONGEST_BEAT_S = 2;

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
    return FORMAT;
  }

  @Override
  public boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(WfdbHeader.SUFFIX);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    return read(files, name, recordId, WfdbHeader.read(files, name));
  }

  @Override
  public void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    if (part.isFirst() && into.isStrict()) {
      into.add(read(files, name, recordId));
    } else if (part.isFirst()) {
      for (Notice notice : read(files, name, recordId, into.cut(), into::add)) {
        into.note(notice);
      }
    }
  }

  /** Reads a recording and cuts it; of a long one no more than a record is in memory. */
  List<Notice> read(SignalFiles files, String name, String recordId, Cut cut, Cut.Records records)
      throws IOException {
    WfdbHeader header = WfdbHeader.read(files, name);
    Optional<LongRecord> streamed = LongRecord.of(files, name, header, frames, cut);
    return streamed.isPresent()
        ? streamed.get().read(recordId, cut, records)
        : cut.apply(files.path(name), read(files, name, recordId, header), records);
  }

  private Reading read(SignalFiles files, String name, String recordId, WfdbHeader header)
      throws IOException {
    DigitalRecord record = DigitalRecord.read(files, name, header, frames);
    List<Notice> warnings = new ArrayList<>(record.warnings());
    ChosenSignals chosen =
        ChosenSignals.of(
            files.path(name),
            record.signals(),
            (one, other) -> Arrays.equals(record.values(one), record.values(other)));
    warnings.addAll(chosen.notices());
    Person person = PersonComments.person(record.comments());
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            FORMAT,
            kind(name, record),
            chosen.leads(),
            record.sampleRateHz(),
            chosen.unit(),
            chosen.physical(record::values),
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
}
