package org.ecglens.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Reading;
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
 * @param beats form of the records
 * @param amplitudes largest plausible amplitude
 */
public record IngestTask(
    SerializableConfiguration conf,
    String format,
    Assumptions assumptions,
    SubjectHash subjects,
    BeatsSpec beats,
    AmplitudeLimit amplitudes)
    implements ShardTask<SourceFile> {
  private static final long serialVersionUID = 1L;

  @Override
  public void run(List<SourceFile> items, ShardOutput output) throws IOException {
    List<EcgReader> readers = Formats.readers(assumptions, format);
    RecordPreparation preparation = new RecordPreparation(beats, amplitudes);
    List<SourceFile> files = new ArrayList<>(items);
    files.sort(Comparator.comparing(SourceFile::recordId));
    Map<String, LinkedFiles> inputs = new HashMap<>();
    for (SourceFile file : files) {
      RecordPreparation.Origin origin = new RecordPreparation.Origin(file.recordId(), file.path());
      try {
        Path path = new Path(file.path());
        HadoopSignalFiles folder = folder(file, path, inputs);
        EcgReader reader = reader(folder, path.getName(), readers);
        if (reader == null) {
          origin.quarantine("read", "foreign", foreign(folder, path.getName()), output);
          continue;
        }
        Reading reading = reader.read(folder, path.getName(), file.recordId());
        preparation.write(joined(reading, file), origin, output);
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

  private static String foreign(HadoopSignalFiles folder, String name) throws IOException {
    return folder.path(name)
        + ": the file seems to be "
        + ForeignFile.kind(name, start(folder, name))
        + "; it is not read. The formats are listed in docs/formats.md.";
  }

  private static byte[] start(HadoopSignalFiles folder, String name) throws IOException {
    try (InputStream in = folder.open(name)) {
      return in.readNBytes(EcgReader.START_BYTES);
    }
  }

  /**
   * The reader of a file: by its name, by its content where that says something else, several share
   * the ending or none has it; null if none reads it.
   */
  private EcgReader reader(HadoopSignalFiles folder, String name, List<EcgReader> readers)
      throws IOException {
    List<EcgReader> byName = readers.stream().filter(reader -> reader.recognises(name)).toList();
    boolean other = byName.isEmpty() && readers.stream().noneMatch(EcgReader::isKnownByContent);
    if (other && format != null) {
      // The file itself was named, and its format.
      byName = readers;
    }
    EcgReader first = byName.isEmpty() ? null : byName.get(0);
    if (byName.size() == 1 && !first.isKnownByContent()) {
      return first;
    }
    byte[] start = start(folder, name);
    Optional<EcgReader> byContent =
        byName.stream()
            .filter(reader -> reader.accepts(start))
            .findFirst()
            .or(() -> readers.stream().filter(reader -> reader.contains(start)).findFirst());
    if (byName.size() < 2) {
      return byContent.orElse(first);
    }
    return byContent.orElseThrow(
        () ->
            new NoRecordingException(
                folder.path(name)
                    + ": the content is of no known format that has this ending; it seems to be "
                    + ForeignFile.kind(name, start)
                    + ". The formats are listed in docs/formats.md."));
  }

  /** A collection's tables know better than the file; both know better than what is measured. */
  private Reading joined(Reading reading, SourceFile file) {
    String subject = file.subject() == null ? subjects.of(reading.person().id()) : file.subject();
    return new Reading(
        reading.ecgs().stream().map(ecg -> joined(ecg, subject, file)).toList(),
        reading.person(),
        reading.notices(),
        reading.assumed());
  }

  private static Ecg joined(Ecg ecg, String subject, SourceFile file) {
    Map<String, Double> labels = new TreeMap<>(ecg.labels());
    labels.putAll(file.labels());
    return ecg.withSubject(subject).withMeasurements(labels, ecg.waves());
  }
}
