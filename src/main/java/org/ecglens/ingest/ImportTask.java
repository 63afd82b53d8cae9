package org.ecglens.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Cut;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;

/**
 * Takes over the rows of a shard of an {@link ImportedTable}.
 *
 * @param subjects names persons
 * @param beats what becomes the record
 * @param amplitudes largest plausible amplitude
 * @param unitAssumed whether neither the table nor the user says the unit
 */
public record ImportTask(
    SubjectHash subjects,
    BeatsSpec beats,
    AmplitudeLimit amplitudes,
    List<String> strict,
    boolean unitAssumed)
    implements ShardTask<ImportedRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void run(List<ImportedRecord> items, ShardOutput output) throws IOException {
    RecordPreparation preparation = new RecordPreparation(beats, amplitudes, strict);
    List<ImportedRecord> records = new ArrayList<>(items);
    records.sort(Comparator.comparing(ImportedRecord::recordId));
    for (ImportedRecord record : records) {
      RecordPreparation.Origin origin = new RecordPreparation.Origin(record.recordId(), null);
      try {
        Reading reading =
            new Reading(
                List.of(ecg(record)),
                Person.UNKNOWN,
                List.of(),
                unitAssumed ? Set.of(Reading.Assumed.UNIT) : Set.of());
        Strips strips = new Strips(preparation, output);
        List<Notice> notices;
        try {
          notices =
              new Cut(beats.stripSeconds(), beats.strips())
                  .apply(record.recordId(), reading, strips::write);
        } finally {
          output.count(ShardOutput.FURTHER, Math.max(0, strips.count - 1));
        }
        for (Notice notice : notices) {
          origin.notice("read", notice, output);
        }
      } catch (UserException | IllegalArgumentException e) {
        origin.quarantine("read", "unreadable", e.getMessage(), output);
      }
    }
  }

  /** The records that a row becomes: each is written, or in the quarantine. */
  private static final class Strips {
    private final RecordPreparation preparation;
    private final ShardOutput output;
    private long count;

    Strips(RecordPreparation preparation, ShardOutput output) {
      this.preparation = preparation;
      this.output = output;
    }

    void write(Reading strip) throws IOException {
      count++;
      preparation.writeOne(strip, null, output);
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
    if (record.unit() == null) {
      throw new UserException(
          "the unit is null; fill its column, or drop the column and name the unit of all rows with --assume-unit");
    }
    List<String> leads = record.leads();
    return new Ecg(
        record.recordId(),
        subjects.of(record.subject()),
        "parquet",
        kind(record.kind()),
        leads.stream().map(Lead::name).toList(),
        record.sampleRateHz(),
        Voltage.kept(record.unit()),
        Voltage.kept(record.unit(), record.signal()),
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
