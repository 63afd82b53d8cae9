package org.ecglens.job.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.records.RecordSurvey;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.RecordStatistics;
import org.ecglens.report.text.StatisticsText;

/** What a table of records holds, for the terminal. */
public final class SurveyLines {
  private SurveyLines() {}

  /** Reads all records, and prints a summary of them. */
  public static List<String> of(String path, RecordSurvey survey) throws IOException {
    RecordStatistics statistics = survey.statistics();
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Records", count(statistics.records()) + " in " + path));
    lines.add(StatisticsText.field("Subjects", subjects(survey.subjects(), statistics.records())));
    lines.addAll(StatisticsText.of(statistics));
    lines.addAll(quarantine(survey));
    return lines;
  }

  private static String subjects(RecordSurvey.Subjects subjects, long records) {
    if (subjects.records() == 0) {
      return "not known";
    }
    String rest =
        subjects.records() < records
            ? " (known for %s of %s records)".formatted(count(subjects.records()), count(records))
            : "";
    return count(subjects.subjects()) + rest;
  }

  private static List<String> quarantine(RecordSurvey survey) throws IOException {
    List<RecordSurvey.Quarantined> all = survey.quarantine();
    if (all.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("stage", "reason", "records"));
    for (RecordSurvey.Quarantined one : all) {
      rows.add(
          List.of(
              PlainText.of(one.stage(), 40), PlainText.of(one.reason(), 40), count(one.count())));
    }
    List<String> lines = new ArrayList<>(List.of("", "Quarantine"));
    lines.addAll(StatisticsText.table(rows));
    return lines;
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
