package org.ecglens.io.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads one dataset of an HDF5 file as a record: {@code [lead][sample]} or {@code [sample][lead]}
 * of integers or floats, contiguous, compact or chunked, as the reference work keeps its median
 * beats (dataset {@code median}, labels as attributes of it).
 *
 * <p>Sample rate, unit and leads come from attributes (see {@link Facts}), else they are assumed:
 * 500 Hz, µV, and the twelve standard leads or the eight of which the others follow. A dataset with
 * "median" in its name is a median beat. NaN is a missing sample.
 */
public final class Hdf5Reader implements EcgReader {
  /** The dataset that is read where no other is named. */
  public static final String DEFAULT_DATASET = "median";

  private static final double DEFAULT_RATE_HZ = 500;

  // The most values at 16 bits, and room for all else.
  private static final int LONGEST_FILE = 2 * MOST_VALUES + (1 << 24);

  private final Assumptions assumptions;

  /** A reader that supposes something of dataset, rate, unit and leads. */
  public Hdf5Reader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "hdf5";
  }

  @Override
  public boolean recognises(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".h5") || lower.endsWith(".hdf5");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return Hdf5File.start(start) >= 0;
  }

  /** What a file says. */
  private record Stored(
      Map<String, float[]> samples,
      OptionalDouble rate,
      Optional<String> unit,
      String person,
      Map<String, Double> labels) {}

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    byte[] content = content(files, name);
    Stored stored = bounded(path, () -> stored(path, content));
    LeadSignals leads = LeadSignals.of(path, stored.samples);
    String unit = unit(path, stored.unit);
    double assumedRate =
        assumptions.sampleRateHz() == null ? DEFAULT_RATE_HZ : assumptions.sampleRateHz();
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            kind(),
            leads.leads(),
            stored.rate.orElse(assumedRate),
            Voltage.kept(unit),
            Voltage.kept(unit, leads.signal()),
            stored.labels,
            Waves.NONE);
    Set<Reading.Assumed> assumed = EnumSet.noneOf(Reading.Assumed.class);
    if (stored.unit.isEmpty() && assumptions.unit() == null) {
      assumed.add(Reading.Assumed.UNIT);
    }
    if (stored.rate.isEmpty() && assumptions.sampleRateHz() == null) {
      assumed.add(Reading.Assumed.RATE);
    }
    return new Reading(
        List.of(ecg), new Person(stored.person, null, null, List.of()), List.of(), assumed);
  }

  private Stored stored(String path, byte[] content) {
    Hdf5File file = Hdf5File.open(path, content);
    Hdf5File.Found found = file.dataset(dataset());
    Facts facts = new Facts(path, found.holders());
    SignalLayout layout =
        SignalLayout.of(
            path,
            found.dataset().getDimensions(),
            facts.leads().or(() -> Optional.ofNullable(assumptions.leads())));
    return new Stored(
        layout.samplesByLead(new SignalValues(path, found.dataset(), file.storage()).read()),
        facts.sampleRateHz(),
        facts.unit(),
        facts.person(),
        facts.labels());
  }

  /**
   * Calls jHDF, which says of damage whatever its arithmetic runs into: a missing message, an index
   * out of bounds, a negative size, or a stack that overflows where types lie in types. Its own
   * messages quote names and texts of the file and are not passed on.
   */
  private static <T> T bounded(String path, Supplier<T> call) {
    try {
      return call.get();
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnsupportedHdfException) {
          throw new UserException(
              path
                  + ": the dataset or its attributes use a part of HDF5 that is not read,"
                  + " such as external storage or a virtual dataset; copy the samples into a plain"
                  + " dataset.");
        }
      }
      throw new UserException(
          path + ": the file is damaged or cut, or is no valid HDF5; write it again.");
    }
  }

  private String dataset() {
    return assumptions.dataset() == null ? DEFAULT_DATASET : assumptions.dataset();
  }

  private Ecg.Kind kind() {
    String last = dataset().replaceFirst("/+$", "").replaceFirst(".*/", "");
    return last.toLowerCase(Locale.ROOT).contains("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM;
  }

  private String unit(String path, Optional<String> written) {
    if (written.isPresent() && Voltage.inMicrovolts(written.get()).isPresent()) {
      return written.get();
    }
    if (assumptions.unit() != null) {
      return assumptions.unit();
    }
    if (written.isPresent()) {
      throw new UserException(
          path
              + ": the attribute of the unit names no voltage ("
              + Voltage.KNOWN
              + "); say the unit with --assume-unit.");
    }
    return Voltage.MICROVOLT.symbol();
  }

  private static byte[] content(SignalFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(LONGEST_FILE + 1);
      if (content.length > LONGEST_FILE) {
        throw new UserException(
            files.path(name)
                + ": the file has more than "
                + LONGEST_FILE
                + " bytes; store each record in a file of its own.");
      }
      return content;
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(files.path(name) + ": there is no such file.", e);
    }
  }
}
