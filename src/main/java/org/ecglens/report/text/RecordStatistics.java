package org.ecglens.report.text;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;

/**
 * What a set of records holds: a sum that parts of the set can be added to in any order, in bounded
 * memory. {@link StatisticsText} puts it into words.
 */
public final class RecordStatistics implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Leads whose amplitudes are counted; more names than this are not names of leads. */
  private static final int MOST_LEADS = 64;

  private static final int AMPLITUDE_BITS = 9;
  private static final int LABEL_BITS = 12;

  /** Amplitudes and gaps of one lead in one unit. */
  static final class LeadValues implements Serializable {
    private static final long serialVersionUID = 1L;
    final ValueCounts values = new ValueCounts(AMPLITUDE_BITS);
    final int place;

    LeadValues(int place) {
      this.place = place;
    }
  }

  /** A lead and the unit of its amplitudes. */
  record LeadUnit(String unit, String lead) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  long records;
  long invalidSamples;
  long recordsWithInvalid;
  long recordsWithFlat;
  long recordsAllFlat;
  long recordsWithEmpty;
  long leadsNotCounted;
  final Tally unreadable = new Tally();
  final Tally kinds = new Tally();
  final Tally sources = new Tally();
  final Tally leadSets = new Tally();
  final Tally rates = new Tally();
  final Tally units = new Tally();
  final Tally lengths = new Tally();
  final Tally flatLeads = new Tally();
  final Tally emptyLeads = new Tally();
  final Tally otherLabels = new Tally();
  final Tally waves = new Tally();
  final Map<String, ValueCounts> labels = new HashMap<>();
  final Map<LeadUnit, LeadValues> leads = new HashMap<>();

  /** Of no records. */
  public RecordStatistics() {
    Labels.ALL.forEach(label -> labels.put(label, new ValueCounts(LABEL_BITS)));
  }

  /** How many were added, those that cannot be used among them. */
  public long records() {
    return records;
  }

  /** Adds a record. */
  public RecordStatistics add(Ecg ecg) {
    records++;
    kinds.add(ecg.kind().name().toLowerCase(Locale.ROOT));
    sources.add(ecg.source());
    leadSets.add(String.join(" ", ecg.leads()));
    rates.add(Numbers.plain(ecg.sampleRateHz()) + " Hz");
    units.add(ecg.unit());
    lengths.add(
        Numbers.grouped(ecg.samples())
            + " samples ("
            + Numbers.plain(ecg.samples() / ecg.sampleRateHz())
            + " s)");
    addSignal(ecg);
    ecg.labels().forEach(this::addLabel);
    addWaves(ecg.waves());
    return this;
  }

  /** Adds a record that is there but cannot be used. */
  public RecordStatistics addUnreadable(String reason) {
    records++;
    unreadable.add(reason);
    return this;
  }

  private void addSignal(Ecg ecg) {
    Voltage voltage = Voltage.of(ecg.unit()).orElse(null);
    String unit = voltage == null ? ecg.unit() : Voltage.MICROVOLT.symbol();
    float factor = voltage == null ? 1 : (float) voltage.microvolts();
    long invalid = 0;
    int flat = 0;
    int empty = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      String name = Lead.name(ecg.leads().get(lead));
      LeadValues values = leadValues(new LeadUnit(unit, name), lead);
      int finite = 0;
      boolean constant = true;
      float first = Float.NaN;
      for (int sample = 0; sample < ecg.samples(); sample++) {
        float value = ecg.at(lead, sample) * factor;
        if (!Float.isFinite(value)) {
          continue;
        }
        first = finite == 0 ? value : first;
        constant &= value == first;
        finite++;
        if (values != null) {
          values.values.add(value);
        }
      }
      invalid += ecg.samples() - finite;
      if (finite == 0) {
        empty++;
        emptyLeads.add(name);
      } else if (constant) {
        flat++;
        flatLeads.add(name);
      }
    }
    invalidSamples += invalid;
    recordsWithInvalid += invalid > 0 ? 1 : 0;
    recordsWithFlat += flat > 0 ? 1 : 0;
    recordsWithEmpty += empty > 0 ? 1 : 0;
    recordsAllFlat += flat > 0 && flat + empty == ecg.leads().size() ? 1 : 0;
  }

  private LeadValues leadValues(LeadUnit key, int place) {
    LeadValues found = leads.get(key);
    if (found == null && leads.size() < MOST_LEADS) {
      found = new LeadValues(place);
      leads.put(key, found);
    } else if (found == null) {
      leadsNotCounted++;
    }
    return found;
  }

  private void addLabel(String name, double value) {
    ValueCounts known = labels.get(name);
    if (known == null) {
      otherLabels.add(name);
    } else if (Float.isFinite((float) value)) {
      known.add((float) value);
    }
  }

  private void addWaves(Waves found) {
    count("P", found.pOnset() != null && found.pOffset() != null);
    count("QRS", found.qrsOnset() != null && found.qrsOffset() != null);
    count("T end", found.tOffset() != null);
    count("any", !found.equals(Waves.NONE));
  }

  private void count(String wave, boolean present) {
    if (present) {
      waves.add(wave);
    }
  }

  /** Adds those of other records to these. */
  public RecordStatistics add(RecordStatistics other) {
    records += other.records;
    invalidSamples += other.invalidSamples;
    recordsWithInvalid += other.recordsWithInvalid;
    recordsWithFlat += other.recordsWithFlat;
    recordsAllFlat += other.recordsAllFlat;
    recordsWithEmpty += other.recordsWithEmpty;
    leadsNotCounted += other.leadsNotCounted;
    unreadable.add(other.unreadable);
    kinds.add(other.kinds);
    sources.add(other.sources);
    leadSets.add(other.leadSets);
    rates.add(other.rates);
    units.add(other.units);
    lengths.add(other.lengths);
    flatLeads.add(other.flatLeads);
    emptyLeads.add(other.emptyLeads);
    otherLabels.add(other.otherLabels);
    waves.add(other.waves);
    other.labels.forEach((name, counts) -> labels.get(name).add(counts));
    other.leads.forEach(
        (key, theirs) -> {
          LeadValues ours = leadValues(key, theirs.place);
          if (ours != null) {
            ours.values.add(theirs.values);
          }
        });
    return this;
  }
}
