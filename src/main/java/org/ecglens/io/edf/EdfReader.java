package org.ecglens.io.edf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads EDF and EDF+, with samples of 16 bits, and BDF and BDF+, with samples of 24 bits.
 *
 * <p>Of the signals the electrocardiograms are read, see {@link EcgChannels}, in µV. Between data
 * records that the annotations place apart in time, as those of discontinuous files (EDF+D), leads
 * are NaN. Rates are those of the header; a signal that does not say its unit has the one that is
 * assumed.
 */
public final class EdfReader implements EcgReader {
  private final Assumptions assumptions;

  /** A reader that supposes a unit where the header says none. */
  public EdfReader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "edf";
  }

  @Override
  public boolean recognises(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".edf") || lower.endsWith(".bdf");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return EdfHeader.starts(start);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(files.open(name), 1 << 16))) {
      EdfHeader header = EdfHeader.read(path, in);
      List<Notice> warnings = new ArrayList<>();
      Map<String, EdfSignal> channels = EcgChannels.of(path, header, warnings::add);
      int records = records(path, header, files.length(name), warnings);
      Map<String, float[]> leads = leads(path, header, channels, records, in, warnings);
      return reading(path, recordId, header, channels, leads, warnings);
    } catch (EOFException e) {
      throw new UserException(path + ": the file ends within a data record; copy it again.", e);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  private Reading reading(
      String path,
      String recordId,
      EdfHeader header,
      Map<String, EdfSignal> channels,
      Map<String, float[]> leads,
      List<Notice> warnings) {
    List<String> without =
        channels.entrySet().stream()
            .filter(entry -> entry.getValue().isWithoutUnit())
            .map(Map.Entry::getKey)
            .toList();
    boolean all = without.size() == channels.size();
    if (!without.isEmpty()) {
      String unit = assumptions.unit() == null ? Voltage.MICROVOLT.symbol() : assumptions.unit();
      without.forEach(lead -> leads.put(lead, Voltage.kept(unit, leads.get(lead))));
      // If it is all of them, the reading says so itself.
      if (assumptions.unit() == null && !all) {
        warnings.add(
            Notice.Kind.ASSUMED_UNIT.of(
                path
                    + ": "
                    + without.size()
                    + " signals have no unit (physical dimension); uV is assumed, --assume-unit"
                    + " says another."));
      }
    }
    LeadSignals signals = LeadSignals.of(path, leads);
    Person person = EdfPerson.of(header);
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            signals.leads(),
            header.rateHz(channels.values().iterator().next()),
            Voltage.MICROVOLT.symbol(),
            signals.signal(),
            person.labels(),
            Waves.NONE);
    boolean assumed = all && assumptions.unit() == null;
    return new Reading(
        List.of(ecg), person, warnings, assumed ? Set.of(Reading.Assumed.UNIT) : Set.of());
  }

  /** How many data records there are, by the header if the file has them. */
  private static int records(String path, EdfHeader header, long length, List<Notice> warnings) {
    long there = Math.max(0, length - header.length()) / header.recordBytes();
    long records = header.records();
    if (records < 0) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": the header does not say how many data records there are; the recording was"
                  + " not closed, the "
                  + there
                  + " in the file are read."));
      records = there;
    } else if (records > there) {
      throw new UserException(
          path
              + ": the header announces "
              + records
              + " data records, the file holds "
              + there
              + "; copy it again.");
    } else if (records < there) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": the header announces "
                  + records
                  + " data records, the file holds "
                  + there
                  + "; the others are not read."));
    }
    if (records == 0) {
      throw new UserException(path + ": there is no data record in it.");
    }
    return (int) Math.min(records, Integer.MAX_VALUE);
  }

  private static Map<String, float[]> leads(
      String path,
      EdfHeader header,
      Map<String, EdfSignal> channels,
      int records,
      DataInputStream in,
      List<Notice> warnings)
      throws IOException {
    List<EdfSignal> signals = List.copyOf(channels.values());
    int samples = signals.get(0).samples();
    bounded(path, signals.size(), (long) samples * records);
    float[][] values = new float[signals.size()][samples * records];
    double[] onsets = new double[records];
    new DataRecords(header, in).read(signals, values, onsets);
    long[] starts = starts(path, header, signals.get(0), onsets, warnings);
    long length = starts[records - 1] + samples;
    bounded(path, signals.size(), length);
    Map<String, float[]> leads = new LinkedHashMap<>();
    int index = 0;
    for (String lead : channels.keySet()) {
      leads.put(lead, placed(values[index], starts, samples, (int) length));
      values[index++] = null;
    }
    return leads;
  }

  private static void bounded(String path, int leads, long samples) {
    if (leads * samples > MOST_VALUES) {
      throw new UserException(
          "%s: %d leads of %d samples, gaps included, are more than the %d values that a record can"
                  .formatted(path, leads, samples, MOST_VALUES)
              + " have; cut the recording into parts, or export fewer leads.");
    }
  }

  private static long[] starts(
      String path, EdfHeader header, EdfSignal signal, double[] onsets, List<Notice> warnings) {
    int samples = signal.samples();
    long[] starts = new long[onsets.length];
    Arrays.setAll(starts, i -> (long) i * samples);
    if (!header.isPlus()) {
      return starts;
    }
    Optional<long[]> timed = RecordTimes.starts(onsets, header.rateHz(signal), samples);
    if (header.isDiscontinuous()) {
      return timed.orElseThrow(
          () ->
              new UserException(
                  path
                      + ": the recording has gaps, and the times of its data records are missing"
                      + " or damaged; export it again."));
    }
    // The writer says that there are no gaps, and may have written times all the same.
    long last = starts[starts.length - 1];
    if (timed.isPresent() && timed.get()[starts.length - 1] > last) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": the header says that the recording is continuous, the times of its data"
                  + " records have gaps; these are NaN."));
      return timed.get();
    }
    return starts;
  }

  /** Records at their places, NaN between them. */
  private static float[] placed(float[] values, long[] starts, int samples, int length) {
    if (length == values.length) {
      return values;
    }
    float[] placed = new float[length];
    Arrays.fill(placed, Float.NaN);
    for (int record = 0; record < starts.length; record++) {
      System.arraycopy(values, record * samples, placed, (int) starts[record], samples);
    }
    return placed;
  }
}
