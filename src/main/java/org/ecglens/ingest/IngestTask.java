package org.ecglens.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.Cut;
import org.ecglens.io.EcgReader;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;

/**
 * Reads the files of a shard. A file that cannot be read is written to the quarantine; a failure of
 * the storage itself fails the task, which Spark retries.
 *
 * @param conf of the storage
 * @param format the format to read, or null for all
 * @param assumptions values where files do not give them
 * @param subjects hashes the numbers of persons
 * @param rows what a collection's tables know of records that lie in one file with others, by id
 * @param beats form of the records
 * @param amplitudes largest plausible amplitude
 * @param strict kinds of notices that are errors of the record
 */
record IngestTask(
    SerializableConfiguration conf,
    String format,
    Assumptions assumptions,
    SubjectHash subjects,
    Broadcast<HashMap<String, RecordFacts>> rows,
    BeatsSpec beats,
    AmplitudeLimit amplitudes,
    List<String> strict)
    implements ShardTask<SourceFile> {
  private static final long serialVersionUID = 1L;

  /** What counts of files by format begin with in the manifest. */
  static final String FORMAT = "format/";

  /** Shorter numbers are in many paths by chance. */
  private static final int SHORTEST_PERSON = 4;

  @Override
  public void run(List<SourceFile> items, ShardOutput output) throws IOException {
    Map<Assumptions, List<EcgReader>> byConvention = new HashMap<>();
    RecordPreparation preparation = new RecordPreparation(beats, amplitudes, strict);
    List<SourceFile> files = new ArrayList<>(items);
    files.sort(
        Comparator.comparing(SourceFile::recordId).thenComparing(file -> file.part().number()));
    Map<String, LinkedFiles> inputs = new HashMap<>();
    for (SourceFile file : files) {
      RecordPreparation.Origin origin = new RecordPreparation.Origin(file.recordId(), file.path());
      try {
        Path path = new Path(file.path());
        HadoopSignalFiles folder = folder(file, path, inputs);
        List<EcgReader> readers =
            byConvention.computeIfAbsent(
                file.conventions(),
                conventions -> Formats.readers(assumptions.or(conventions), format));
        boolean first = file.part().isFirst();
        if (!first && readers.stream().noneMatch(EcgReader::holdsSeveral)) {
          output.count(ShardOutput.NONE, 1);
          continue;
        }
        OpenedFile opened = OpenedFile.of(folder, path.getName(), readers, format != null);
        if (opened.reader().isEmpty()) {
          if (first) {
            origin.quarantine("read", "foreign", opened.foreign(), output);
          } else {
            output.count(ShardOutput.NONE, 1);
          }
          continue;
        }
        EcgReader reader = opened.reader().get();
        if (first) {
          output.count(FORMAT + reader.format(), 1);
        }
        FileRecords records = new FileRecords(file, preparation, output);
        try {
          reader.readAll(opened.files(), opened.name(), file.recordId(), file.part(), records);
          if (!first && records.count == 0) {
            output.count(ShardOutput.NONE, 1);
          }
        } finally {
          output.count(ShardOutput.FURTHER, Math.max(0, records.count - 1));
        }
      } catch (NoRecordingException e) {
        origin.quarantine("read", "no-recording", e.getMessage(), output);
      } catch (UserException | IllegalArgumentException e) {
        origin.quarantine("read", "unreadable", e.getMessage(), output);
      } catch (FileNotFoundException | AccessControlException e) {
        origin.quarantine("read", "inaccessible", e.getMessage(), output);
      }
    }
  }

  private HadoopSignalFiles folder(SourceFile file, Path path, Map<String, LinkedFiles> inputs)
      throws IOException {
    FileSystem storage = InputStorage.of(path, conf.value());
    LinkedFiles input = inputs.get(file.input());
    if (input == null) {
      input = new LinkedFiles(storage, new Path(file.input()));
      inputs.put(file.input(), input);
    }
    return new HadoopSignalFiles(storage, path.getParent(), input);
  }

  /** The recordings of a file: each is a record, or a row of the quarantine. */
  private final class FileRecords implements Recordings {
    private final SourceFile file;
    private final RecordPreparation preparation;
    private final ShardOutput output;
    private long count;

    FileRecords(SourceFile file, RecordPreparation preparation, ShardOutput output) {
      this.file = file;
      this.preparation = preparation;
      this.output = output;
    }

    @Override
    public Cut cut() {
      return new Cut(beats.stripSeconds(), beats.strips());
    }

    @Override
    public boolean isStrict() {
      return !strict.isEmpty();
    }

    @Override
    public void add(Reading reading) throws IOException {
      String id = reading.ecgs().get(0).recordId();
      RecordPreparation.Origin origin = new RecordPreparation.Origin(id, file.path());
      if (preparation.refused("read", reading.notices(), origin, output)) {
        count++;
        return;
      }
      for (Notice notice : cut().apply(file.path(), reading, this::write)) {
        note(notice);
      }
    }

    @Override
    public void note(Notice notice) throws IOException {
      new RecordPreparation.Origin(file.recordId(), file.path()).notice("read", notice, output);
    }

    private void write(Reading reading) throws IOException {
      count++;
      RecordFacts facts = facts(reading.ecgs().get(0).recordId());
      preparation.writeOne(joined(reading, facts), file.path(), output);
    }

    @Override
    public void refuse(String recordId, UserException failure) throws IOException {
      count++;
      String reason = failure instanceof NoRecordingException ? "no-recording" : "unreadable";
      new RecordPreparation.Origin(recordId, file.path())
          .quarantine("read", reason, failure.getMessage(), output);
    }

    private RecordFacts facts(String record) {
      String id = record.equals(file.recordId()) ? record : Cut.recording(record);
      return id.equals(file.recordId())
          ? file.facts()
          : rows.value().getOrDefault(id, RecordFacts.NONE);
    }
  }

  /** A collection's tables know better than the file; both know better than what is measured. */
  private Reading joined(Reading reading, RecordFacts facts) {
    String subject = facts.subject() == null ? subjects.of(reading.person().id()) : facts.subject();
    return new Reading(
        reading.ecgs().stream().map(ecg -> joined(ecg, subject, facts)).toList(),
        reading.person(),
        personInPath(reading) ? withPersonInPath(reading.notices()) : reading.notices(),
        reading.assumed());
  }

  /** Ids are written into tables, unlike what the file says of the person. */
  private static boolean personInPath(Reading reading) {
    String person = reading.person().id();
    return person != null
        && person.strip().length() >= SHORTEST_PERSON
        && words(reading.ecgs().get(0).recordId()).contains(words(person));
  }

  private static String words(String text) {
    return "_" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_") + "_";
  }

  private static List<Notice> withPersonInPath(List<Notice> notices) {
    List<Notice> all = new ArrayList<>(notices);
    all.add(
        Notice.Kind.PERSON_IN_PATH.of(
            "the file's path holds the number or name that the file has for the person, and it"
                + " becomes the record's id in every table: rename the files before ingest."));
    return all;
  }

  private static Ecg joined(Ecg ecg, String subject, RecordFacts facts) {
    Map<String, Double> labels = new TreeMap<>(ecg.labels());
    labels.putAll(facts.labels());
    return ecg.withSubject(subject).withMeasurements(labels, ecg.waves());
  }
}
