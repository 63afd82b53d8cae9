package org.ecglens.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.SubjectHash;

/**
 * Takes over the rows of a shard of an {@link ImportedTable}.
 *
 * @param subjects names persons
 * @param beats what becomes the record
 */
public record ImportTask(SubjectHash subjects, BeatChoice beats)
    implements ShardTask<ImportedRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void run(List<ImportedRecord> items, ShardOutput output) throws IOException {
    RecordPreparation preparation = new RecordPreparation(beats);
    List<ImportedRecord> records = new ArrayList<>(items);
    records.sort(Comparator.comparing(ImportedRecord::recordId));
    for (ImportedRecord record : records) {
      RecordPreparation.Origin origin = new RecordPreparation.Origin(record.recordId(), null);
      try {
        preparation.write(List.of(ecg(record)), origin, output);
      } catch (UserException | IllegalArgumentException e) {
        origin.quarantine("read", "unreadable", e.getMessage(), output);
      }
    }
  }

  private Ecg ecg(ImportedRecord record) {
    if (record.signal() == null) {
      throw new UserException("the signal is null");
    }
    if (record.leads() == null) {
      throw new UserException(
          "the leads are not known; name their column with --columns leads=NAME, or all of them with --assume-leads");
    }
    List<String> leads = record.leads();
    Optional<Voltage> voltage = Voltage.of(record.unit());
    float[] signal = record.signal().clone();
    if (voltage.isPresent() && voltage.get() != Voltage.MICROVOLT) {
      for (int i = 0; i < signal.length; i++) {
        signal[i] = (float) (signal[i] * voltage.get().microvolts());
      }
    }
    return new Ecg(
        record.recordId(),
        subjects.of(record.subject()),
        "parquet",
        kind(record.kind()),
        leads.stream().map(Lead::name).toList(),
        record.sampleRateHz(),
        voltage.isPresent() ? Voltage.MICROVOLT.symbol() : record.unit(),
        signal,
        record.labels(),
        Waves.NONE);
  }

  private static Ecg.Kind kind(String name) {
    if (name == null) {
      return Ecg.Kind.RHYTHM;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "rhythm" -> Ecg.Kind.RHYTHM;
      case "median" -> Ecg.Kind.MEDIAN;
      default -> throw new UserException("kind is neither rhythm nor median");
    };
  }
}
