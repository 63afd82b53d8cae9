package org.ecglens.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.ecglens.LocalFolder;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.report.Drawing;
import org.ecglens.report.EcgPaper;
import org.ecglens.report.PictureName;
import org.ecglens.report.PlainText;
import org.ecglens.report.PngPicture;
import org.ecglens.report.RecordStatistics;
import org.ecglens.report.StatisticsText;
import org.ecglens.report.SvgPicture;
import org.ecglens.spark.RecordSurvey;
import org.ecglens.spark.RecordTable;
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
  private static final int DOTS_PER_INCH = 200;

  @Mixin private final RecordOptions records = new RecordOptions();

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
    Path folder = LocalFolder.of("--out", out);
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
    lines.addAll(picture(ecg == null ? survey.first() : ecg, folder));
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

  private static List<String> picture(Ecg ecg, Path folder) {
    Drawing drawing = EcgPaper.of(ecg).drawing();
    String name = PictureName.of(ecg.recordId());
    Path svg = folder.resolve(name + ".svg");
    Path png = folder.resolve(name + ".png");
    try {
      Files.createDirectories(folder);
      Files.write(svg, SvgPicture.of(drawing).getBytes(StandardCharsets.UTF_8));
      Files.write(png, PngPicture.of(drawing, DOTS_PER_INCH));
    } catch (IOException e) {
      throw new UserException("--out " + folder + " cannot be written: " + e.getMessage(), e);
    }
    return List.of(
        StatisticsText.field("Picture", "record " + PlainText.of(ecg.recordId(), 80)),
        StatisticsText.field("", svg.toString()),
        StatisticsText.field("", png.toString()));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
