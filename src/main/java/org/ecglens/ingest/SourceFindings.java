package org.ecglens.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.io.TechnicalName;
import org.ecglens.report.text.RecordStatistics;
import org.ecglens.run.ShardOutput;
import org.ecglens.table.NoticeRow;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.RecordRow;
import org.ecglens.table.TableRow;

/**
 * What {@code ingest} would write, counted instead of written: a sum that those of other files can
 * be added to in any order.
 */
public final class SourceFindings implements ShardOutput, Serializable {
  private static final long serialVersionUID = 1L;

  /** Surname and given name as DICOM, MUSE and people write them into paths. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\p{L}[\\p{L}'’-]+(?:\\^|,\\s*)\\p{L}[\\p{L}'’-]+.*"
              + "|\\p{Lu}\\p{Ll}+[_ ]\\p{Lu}\\p{Ll}+(?:[_ -].*)?");

  private final RecordStatistics statistics = new RecordStatistics();
  private final Set<String> subjects = new HashSet<>();
  private final Map<String, Long> formats = new TreeMap<>();
  private final Map<String, Kind> notices = new TreeMap<>();
  private final Map<String, Kind> quarantine = new TreeMap<>();
  private final Map<String, String> last = new HashMap<>();
  private long withSubject;
  private long names;

  /**
   * Notices of a kind, or files that are left out for a reason.
   *
   * @param kind in a word, with the stage before it for a reason
   * @param count of them
   * @param records that have at least one
   * @param example of the record or path that comes first
   * @param at which record or path that is
   */
  public record Kind(String kind, long count, long records, String example, String at)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private Kind and(Kind other) {
      Kind first = at.compareTo(other.at) <= 0 ? this : other;
      return new Kind(kind, count + other.count, records + other.records, first.example, first.at);
    }
  }

  @Override
  public int shard() {
    return 0;
  }

  @Override
  public void write(TableRow row) {
    if (row instanceof RecordRow record) {
      statistics.add(ecg(record));
      if (record.subject() != null) {
        withSubject++;
        subjects.add(record.subject());
      }
    } else if (row instanceof NoticeRow notice) {
      boolean again = notice.recordId().equals(last.put(notice.kind(), notice.recordId()));
      add(notices, new Kind(notice.kind(), 1, again ? 0 : 1, notice.detail(), notice.recordId()));
    } else if (row instanceof QuarantineRow left) {
      String at = left.path() == null ? String.valueOf(left.recordId()) : left.path();
      add(quarantine, new Kind(left.stage() + "/" + left.reason(), 1, 1, left.detail(), at));
    } else {
      throw new IllegalArgumentException("ingest writes no " + row.getClass().getSimpleName());
    }
  }

  @Override
  public void count(String name, long amount) {
    if (name.startsWith(IngestTask.FORMAT)) {
      formats.merge(name.substring(IngestTask.FORMAT.length()), amount, Long::sum);
    }
  }

  /** Looks for names of persons in a path below the input. */
  void path(String recordId) {
    if (Arrays.stream(recordId.split("/", -1)).anyMatch(SourceFindings::looksLikeName)) {
      names++;
    }
  }

  static boolean looksLikeName(String part) {
    return NAME.matcher(part).matches() && !TechnicalName.isOne(part);
  }

  /** Adds what was found in other files. */
  SourceFindings add(SourceFindings other) {
    statistics.add(other.statistics);
    subjects.addAll(other.subjects);
    other.formats.forEach((format, count) -> formats.merge(format, count, Long::sum));
    other.notices.values().forEach(kind -> add(notices, kind));
    other.quarantine.values().forEach(kind -> add(quarantine, kind));
    withSubject += other.withSubject;
    names += other.names;
    return this;
  }

  private static void add(Map<String, Kind> kinds, Kind kind) {
    kinds.merge(kind.kind(), kind, Kind::and);
  }

  private static Ecg ecg(RecordRow row) {
    return new Ecg(
        row.recordId(),
        row.subject(),
        row.source(),
        row.kind().equals("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
        row.leads(),
        row.sampleRateHz(),
        row.unit(),
        row.signal(),
        row.labels(),
        row.waves() == null ? Waves.NONE : row.waves());
  }

  /** The records that would be written. */
  public RecordStatistics statistics() {
    return statistics;
  }

  /** How many persons are known, and of how many records. */
  public List<Long> subjects() {
    return List.of((long) subjects.size(), withSubject);
  }

  /** How many files have each format, those that cannot be read among them. */
  public Map<String, Long> formats() {
    return new TreeMap<>(formats);
  }

  /** What is peculiar about records that would be written, by kind. */
  public List<Kind> notices() {
    return List.copyOf(notices.values());
  }

  /** What would be left out, by stage and reason. */
  public List<Kind> quarantine() {
    return List.copyOf(quarantine.values());
  }

  /** How many paths look as if they held the name of a person. */
  public long names() {
    return names;
  }
}
