package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.job.option.RecordTableOptions;
import org.ecglens.job.terminal.SurveyLines;
import org.ecglens.records.RecordSurvey;
import org.ecglens.records.RecordTable;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.PictureName;
import org.ecglens.report.text.PlainText;
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
    List<String> lines = new ArrayList<>(SurveyLines.of(table.path(), survey));
    lines.add("");
    lines.addAll(picture(ecg == null ? survey.first() : ecg, files));
    return Result.done(lines);
  }

  private static List<String> picture(Ecg ecg, PictureFiles files) {
    List<String> lines = new ArrayList<>();
    lines.add(StatisticsText.field("Picture", "record " + PlainText.of(ecg.recordId(), 80)));
    files
        .write(PictureName.of(ecg.recordId()), EcgPaper.of(ecg).drawing(), FORMATS)
        .forEach(file -> lines.add(StatisticsText.field("", file.toString())));
    return lines;
  }
}
