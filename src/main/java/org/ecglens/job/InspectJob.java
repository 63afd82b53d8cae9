package org.ecglens.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.job.option.RecordTableOptions;
import org.ecglens.records.RecordSurvey;
import org.ecglens.records.RecordTable;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.PictureName;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.RecordStatistics;
import org.ecglens.report.text.StatisticsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a table of records holds and draws one of them on electrocardiographic paper. */
@Command(
    name = "inspect",
    description = {
      "Say what a table of records holds: kinds, leads, rates, lengths, amplitudes, labels, defects.",
      "Draws one record on ECG paper (25 mm/s, 10 mm/mV), as SVG and PNG."
    },
    footer = {
      "",
      "Percentiles of amplitudes are within a thousandth of their value.",
      "Example: jobs/submit inspect --records records --id data/12 --out pictures"
    })
public final class InspectJob implements Job {
  private static final List<PictureFormat> FORMATS = List.of(PictureFormat.SVG, PictureFormat.PNG);

  @Mixin private final RecordTableOptions records = new RecordTableOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "record to draw (default: the first by id)")
  private String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "folder of the pictures on this machine (default: the current one)")
  private String out;

  @Override
  public Result run(JobContext context) throws Exception {
    PictureFiles files = PictureFiles.in(out);
    SparkSession spark = context.spark().get();
    RecordTable table = RecordTable.open(spark, records.records);
    RecordSurvey survey = new RecordSurvey(spark, table);
    // The record first: a wrong id shows before the long pass over all signals.
    Ecg ecg = id == null ? null : survey.record(id);
    RecordStatistics statistics = survey.statistics();
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Records", count(statistics.records()) + " in " + table.path()));
    lines.add(StatisticsText.field("Subjects", subjects(survey.subjects(), statistics.records())));
    lines.addAll(StatisticsText.of(statistics));
    lines.addAll(quarantine(survey));
    lines.add("");
    lines.addAll(picture(ecg == null ? survey.first() : ecg, files));
    return Result.done(lines);
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

  private static List<String> picture(Ecg ecg, PictureFiles files) {
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Picture", "record " + PlainText.of(ecg.recordId(), 80)));
    files
        .write(PictureName.of(ecg.recordId()), EcgPaper.of(ecg).drawing(), FORMATS)
        .forEach(file -> lines.add(StatisticsText.field("", file.toString())));
    return lines;
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
