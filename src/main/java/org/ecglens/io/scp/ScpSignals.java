package org.ecglens.io.scp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;

/** The signals of a record in µV: the reference beat of section 5, the rhythm of section 6. */
final class ScpSignals {
  private static final int BIMODAL_UNTIL = 30;
  private static final double US_PER_MS = 1000;
  private static final int PROTOCOL = 9;

  private final ScpRecord record;
  private final Consumer<Notice> warnings;
  private final List<ScpLead> leads;
  private final List<HuffmanTable> tables;
  private final QrsLocations locations;

  /** Parses what signals are stored with. */
  ScpSignals(ScpRecord record, Consumer<Notice> warnings) {
    this.record = record;
    this.warnings = warnings;
    this.leads = ScpLead.of(record);
    this.tables = HuffmanTable.of(record);
    this.locations = QrsLocations.of(record);
  }

  /**
   * Samples by lead.
   *
   * @param interval µs between samples
   * @param values lead names to µV, all of one length
   */
  record Signal(int interval, Map<String, float[]> values) {}

  /** The reference beat, if there is one and its length is known. */
  Optional<Signal> beat() {
    if (record.section(5).isEmpty()) {
      return Optional.empty();
    }
    StoredSamples stored = StoredSamples.of(record, 5, "reference beat", leads.size());
    int samples = (int) Math.round(locations.beatMs() * US_PER_MS / stored.interval());
    List<int[]> all = new ArrayList<>();
    int length = Integer.MAX_VALUE;
    for (int i = 0; i < leads.size(); i++) {
      // Without section 4 words can still be counted.
      long most = stored.most(i, !tables.isEmpty());
      int count = samples == 0 && tables.isEmpty() ? (int) most : (int) Math.min(samples, most);
      all.add(stored.samples(i, tables, count));
      length = Math.min(length, all.get(i).length);
    }
    if (length == 0) {
      warnings.accept(
          Notice.Kind.LEFT_OUT.of(
              record.path() + ": the length of the reference beat is not known; it is left out."));
      return Optional.empty();
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    for (int i = 0; i < leads.size(); i++) {
      values.put(leads.get(i).name(), microvolts(Arrays.copyOf(all.get(i), length), stored));
    }
    return Optional.of(new Signal(stored.interval(), values));
  }

  private static float[] microvolts(int[] samples, StoredSamples stored) {
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i];
    }
    return scaled(values, stored);
  }

  private static float[] scaled(float[] values, StoredSamples stored) {
    double step = stored.multiplier() * Voltage.NANOVOLT.microvolts();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * step);
    }
    return values;
  }

  /**
   * The rhythm, if there is one, leads at their times and NaN outside.
   *
   * @param beat that was subtracted from it, if it was
   * @throws UserException if it cannot be restored
   */
  Optional<Signal> rhythm(Optional<Signal> beat) {
    if (record.section(6).isEmpty()) {
      return Optional.empty();
    }
    StoredSamples stored = StoredSamples.of(record, 6, "rhythm", leads.size());
    int factor = factor(stored, beat);
    int interval = stored.interval() / factor;
    boolean subtracted = ScpLead.isSubtracted(record) && !locations.beats().isEmpty();
    if (subtracted && (beat.isEmpty() || beat.get().interval() != interval)) {
      throw new UserException(
          record.path()
              + ": the reference beat was subtracted from the rhythm and is not there at the rate of"
              + " the rhythm; export the record again, without compression.");
    }
    int first = leads.stream().mapToInt(ScpLead::start).min().orElseThrow();
    int last = leads.stream().mapToInt(ScpLead::end).max().orElseThrow();
    int span = bounded((long) last - first + 1);
    Bimodal bimodal = new Bimodal(factor > 1 ? locations.zones() : List.of(), factor);
    Map<String, float[]> values = new LinkedHashMap<>();
    for (int i = 0; i < leads.size(); i++) {
      ScpLead lead = leads.get(i);
      float[] own = restored(lead, i, stored, bimodal);
      if (subtracted) {
        add(lead, own, beat.get().values().get(lead.name()));
      }
      float[] placed = own;
      if (own.length < span) {
        placed = new float[span];
        Arrays.fill(placed, Float.NaN);
        System.arraycopy(own, 0, placed, lead.start() - first, own.length);
      }
      values.put(lead.name(), placed);
    }
    return Optional.of(new Signal(interval, values));
  }

  private int bounded(long span) {
    long all = leads.stream().mapToLong(ScpLead::samples).sum();
    if (span > all || span * leads.size() > EcgReader.MOST_VALUES) {
      throw new UserException(
          "%s: %d leads over %d samples are more than a record can have, or lie apart in time (section"
                  .formatted(record.path(), leads.size(), span)
              + " 3); export the record again, in parts.");
    }
    return (int) span;
  }

  /** Samples of the reference beat's rate for each of the rhythm's outside protected zones. */
  private int factor(StoredSamples stored, Optional<Signal> beat) {
    int protocol = Byte.toUnsignedInt(record.section(6, "rhythm", 6).get(PROTOCOL));
    if (stored.flag() != 1 || protocol >= BIMODAL_UNTIL) {
      return 1;
    }
    int fine = beat.map(Signal::interval).orElse(0);
    if (fine == 0 || stored.interval() % fine != 0) {
      throw new UserException(
          "%s: compression is bimodal with %d µs between samples, which is no multiple of the %d µs of"
                  .formatted(record.path(), stored.interval(), fine)
              + " the reference beat; export the record again, without compression.");
    }
    return stored.interval() / fine;
  }

  private float[] restored(ScpLead lead, int index, StoredSamples stored, Bimodal bimodal) {
    int count = bimodal.stored(lead);
    long most = stored.most(index, !tables.isEmpty());
    // The end of a lead may be cut; a header that announces much more than there is, is damaged.
    if (count > 2 * most) {
      throw new UserException(
          "%s: lead %s has %d samples by section 3, and bytes for %d at most; export the record again."
              .formatted(record.path(), lead.name(), count, most));
    }
    int[] samples = stored.samples(index, tables, (int) Math.min(count, most));
    if (samples.length < count) {
      warnings.accept(
          Notice.Kind.HEADER.of(
              "%s: lead %s has %d of the %d samples that section 3 announces; the others are NaN."
                  .formatted(record.path(), lead.name(), samples.length, count)));
    }
    return scaled(bimodal.restored(lead, samples), stored);
  }

  /** Adds the beat at each complex of its type, fiducial sample on fiducial sample. */
  private void add(ScpLead lead, float[] values, float[] beat) {
    long work = 0;
    for (QrsLocations.Beat one : locations.beats()) {
      long shift = one.fiducial() - locations.fiducial();
      long from = Math.max(Math.max(one.zone().start(), lead.start()), shift + 1);
      long to = Math.min(Math.min(one.zone().end(), lead.end()), shift + beat.length);
      if (one.type() != 0 || one.zone().start() == 0 || to < from) {
        continue;
      }
      work += to - from;
      if (work > 2L * values.length) {
        throw new UserException(
            record.path() + ": QRS complexes of section 4 overlap; export the record again.");
      }
      for (long sample = from; sample <= to; sample++) {
        values[(int) (sample - lead.start())] += beat[(int) (sample - shift - 1)];
      }
    }
  }
}
