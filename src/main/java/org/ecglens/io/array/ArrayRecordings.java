package org.ecglens.io.array;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.FilePart;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;

/**
 * The recordings in an array: the array is one, or its rows are many. Rows are read a few at a
 * time, in memory that does not depend on their number. What rows are padded with, samples that are
 * 0 or NaN in all leads at both ends, is no part of the recording.
 */
public final class ArrayRecordings {
  private static final double DEFAULT_RATE_HZ = 500;
  private static final int MOST_AT_ONCE = 1 << 23;

  private final ArraySource source;
  private final Assumptions assumptions;
  private final ArrayLayout layout;

  /**
   * The recordings of a file.
   *
   * @throws UserException if the dimensions do not tell leads from samples
   */
  public ArrayRecordings(ArraySource source, Assumptions assumptions) {
    this(
        source,
        assumptions,
        ArrayLayout.of(
            source.path(),
            source.numbers(),
            source.leads().or(() -> Optional.ofNullable(assumptions.leads())),
            assumptions.axes()));
  }

  private ArrayRecordings(ArraySource source, Assumptions assumptions, ArrayLayout layout) {
    this.source = source;
    this.assumptions = assumptions;
    this.layout = layout;
  }

  /** How many there are. */
  public int records() {
    return layout.records();
  }

  /** The first row that is written with a part. */
  public int from(FilePart part) {
    return isCut()
        ? (int) part.from(layout.records(), together())
        : part.isFirst() ? 0 : layout.records();
  }

  /** The row behind the last that is written with a part. */
  public int to(FilePart part) {
    return isCut() ? (int) part.to(layout.records(), together()) : layout.records();
  }

  /** Whether several tasks may read the rows; otherwise the first does. */
  private boolean isCut() {
    return layout.records() > 1 && layout.recordsSlowest();
  }

  private int together() {
    return Math.max(1, source.numbers().rowsTogether());
  }

  /** The same, of which this is known, at least of the rows that are asked for. */
  public ArrayRecordings with(RowFacts rows) {
    return new ArrayRecordings(source.with(rows), assumptions, layout);
  }

  /**
   * The only recording.
   *
   * @throws UserException if there are several
   */
  public Reading only(String recordId) throws IOException {
    if (layout.records() > 1) {
      throw new UserException(
          source.path()
              + ": the array "
              + ArrayLayout.size(source.numbers().dimensions())
              + " holds several records.");
    }
    float[] values = source.numbers().read(0, source.numbers().dimensions()[slowest()]);
    return reading(recordId, 0, layout.record(values, 0));
  }

  private int slowest() {
    return source.numbers().isFirstFastest() ? source.numbers().dimensions().length - 1 : 0;
  }

  /**
   * Hands over the recordings of a part.
   *
   * @param recordId of the file; rows append a slash and their id, or their number from 0
   */
  public void write(String recordId, FilePart part, Recordings into) throws IOException {
    boolean named = assumptions.rowIds() == Assumptions.RowIds.FILE && source.rows().isNamed();
    if (layout.records() == 1 && !named) {
      if (part.isFirst()) {
        into.add(only(recordId));
      }
      return;
    }
    if (named) {
      checkIds();
    }
    if (!layout.recordsSlowest()) {
      if (part.isFirst()) {
        float[] values = source.numbers().read(0, source.numbers().dimensions()[slowest()]);
        for (int row = 0; row < layout.records(); row++) {
          row(recordId, named, row, layout.record(values, row * layout.recordStride()), into);
        }
      }
      return;
    }
    int size = layout.several() ? layout.recordStride() : layout.leads().size() * layout.samples();
    int together = together();
    int from = from(part);
    int to = to(part);
    int fitting = Math.max(1, MOST_AT_ONCE / size);
    int step = fitting > together ? fitting / together * together : fitting;
    for (int first = from; first < to; first += step) {
      int behind = Math.min(to, first + step);
      float[] values = rows(first, behind);
      for (int row = first; row < behind; row++) {
        row(recordId, named, row, layout.record(values, (row - first) * size), into);
      }
    }
  }

  private float[] rows(int from, int to) throws IOException {
    return layout.several()
        ? source.numbers().read(from, to)
        : source.numbers().read(0, source.numbers().dimensions()[slowest()]);
  }

  private void checkIds() {
    Set<String> ids = new HashSet<>();
    for (int row = 0; row < layout.records(); row++) {
      String id = source.rows().id(row);
      if (id == null || !ids.add(id)) {
        throw new UserException(
            source.path()
                + ": row "
                + row
                + " has no id, or that of another row; name records by the numbers of their rows"
                + " with --row-ids number.");
      }
    }
  }

  private void row(String recordId, boolean named, int row, float[][] signal, Recordings into)
      throws IOException {
    String id = recordId + "/" + (named ? source.rows().id(row) : String.valueOf(row));
    try {
      int[] range = assumptions.padding() == Assumptions.Padding.KEEP ? null : filled(signal);
      if (range != null && range[0] >= range[1]) {
        throw new NoRecordingException(
            source.path() + ": row " + row + " holds nothing but padding.");
      }
      into.add(reading(id, row, range == null ? signal : cut(signal, range)));
    } catch (UserException | IllegalArgumentException e) {
      into.refuse(
          id, e instanceof UserException told ? told : new UserException(e.getMessage(), e));
    }
  }

  private static int[] filled(float[][] signal) {
    int from = 0;
    int to = signal[0].length;
    while (from < to && isPadding(signal, from)) {
      from++;
    }
    while (from < to && isPadding(signal, to - 1)) {
      to--;
    }
    return new int[] {from, to};
  }

  private static boolean isPadding(float[][] signal, int sample) {
    for (float[] lead : signal) {
      if (lead[sample] != 0 && !Float.isNaN(lead[sample])) {
        return false;
      }
    }
    return true;
  }

  private static float[][] cut(float[][] signal, int[] range) {
    float[][] cut = new float[signal.length][];
    for (int lead = 0; lead < cut.length; lead++) {
      cut[lead] = java.util.Arrays.copyOfRange(signal[lead], range[0], range[1]);
    }
    return cut;
  }

  private Reading reading(String id, int row, float[][] signal) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    for (int lead = 0; lead < signal.length; lead++) {
      byName.put(layout.leads().get(lead), signal[lead]);
    }
    LeadSignals leads = LeadSignals.of(source.path(), byName);
    List<Notice> notices = new ArrayList<>();
    Set<Reading.Assumed> assumed = EnumSet.noneOf(Reading.Assumed.class);
    double rate = rate(notices, assumed);
    String unit = unit(notices, assumed);
    if (source.leads().isEmpty() && assumptions.leads() == null && source.convention().isEmpty()) {
      assumed.add(Reading.Assumed.LEADS);
    }
    Ecg ecg =
        new Ecg(
            id,
            null,
            source.format(),
            source.kind(),
            leads.leads(),
            rate,
            Voltage.kept(unit),
            Voltage.kept(unit, leads.signal()),
            source.rows().labels(row),
            Waves.NONE);
    return new Reading(List.of(ecg), source.rows().person(row), notices, assumed);
  }

  private double rate(List<Notice> notices, Set<Reading.Assumed> assumed) {
    if (source.rateHz().isPresent()) {
      return source.rateHz().getAsDouble();
    }
    if (assumptions.sampleRateHz() != null) {
      return assumptions.sampleRateHz();
    }
    if (source.convention().isPresent()) {
      ArrayConvention convention = source.convention().get();
      notices.add(
          byConvention(
              Notice.Kind.CONVENTION_RATE,
              convention,
              convention.rateHz() + " Hz",
              "--assume-rate"));
      return convention.rateHz();
    }
    assumed.add(Reading.Assumed.RATE);
    return DEFAULT_RATE_HZ;
  }

  private Notice byConvention(
      Notice.Kind kind, ArrayConvention convention, String what, String option) {
    return kind.of(
        "%s: the file does not say it, and %s is taken as in the arrays of %s; %s names another."
            .formatted(source.path(), what, convention.collections(), option));
  }

  private String unit(List<Notice> notices, Set<Reading.Assumed> assumed) {
    Optional<String> written = source.unit();
    if (written.isPresent() && Voltage.inMicrovolts(written.get()).isPresent()) {
      return written.get();
    }
    if (assumptions.unit() != null) {
      return assumptions.unit();
    }
    if (written.isPresent()) {
      throw new UserException(
          source.path()
              + ": the attribute of the unit names no voltage ("
              + Voltage.KNOWN
              + "); say the unit with --assume-unit.");
    }
    if (source.convention().isPresent()) {
      ArrayConvention convention = source.convention().get();
      notices.add(
          byConvention(
              Notice.Kind.CONVENTION_UNIT, convention, convention.unit(), "--assume-unit"));
      return convention.unit();
    }
    assumed.add(Reading.Assumed.UNIT);
    return Voltage.MICROVOLT.symbol();
  }
}
