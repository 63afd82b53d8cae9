package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.ingest.SourceSurvey;
import org.ecglens.job.option.AmplitudeOptions;
import org.ecglens.job.option.SourceOptions;
import org.ecglens.job.terminal.SourceLines;
import org.ecglens.job.terminal.SurveyLines;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.records.RecordSurvey;
import org.ecglens.records.RecordTable;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.picture.PictureFiles;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.PictureName;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.StatisticsText;
import org.ecglens.run.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Says what a folder of recordings or a table of records holds, and draws a record on
 * electrocardiographic paper.
 */
@Command(
    name = "inspect",
    description = {
      "Say what a table of records holds: kinds, leads, rates, lengths, amplitudes, labels, defects;",
      "and, with --id or --out, draw one record on ECG paper (25 mm/s, 10 mm/mV), as SVG and PNG.",
      "Or say, before anything is ingested, what a folder holds: formats, leads, rates, units and",
      "where they come from, files that cannot be read, and what ingest would do."
    },
    footer = {
      "",
      "Percentiles of amplitudes are within a thousandth of their value.",
      "Example: jobs/submit inspect --records records --id data/12 --out pictures",
      "         jobs/submit inspect --input archive --assume-unit mV"
    })
public final class InspectJob implements Job {
  private static final List<PictureFormat> FORMATS = List.of(PictureFormat.SVG, PictureFormat.PNG);

  @Option(
      names = "--records",
      paramLabel = "PATH",
      description = "a folder made by ingest or synth, or Parquet files with the records columns")
  private String records;

  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final AmplitudeOptions amplitude = new AmplitudeOptions();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "record to draw (default: with --out the first by id, else none)")
  private String id;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "folder of the pictures on this machine (default: with --id the current one, else no"
              + " picture is drawn)")
  private String out;

  @Override
  public Result run(JobContext context) throws Exception {
    if (source.isGiven() == (records != null)) {
      throw new UserException(
          "Name either --records (a table of records) or --input (files that were not ingested yet).");
    }
    if (source.isGiven()) {
      if (id != null) {
        throw new UserException(
            "--id draws a record of a table: name it with --records, or ingest the files first.");
      }
      IngestSpec spec =
          source
              .spec()
              .largestAmplitude(amplitude.millivolts)
              .beats(BeatsSpec.builder().measure(false).build())
              .build();
      return Result.done(
          SourceLines.of(
              String.join(", ", spec.inputs()),
              SourceSurvey.of(
                  context.spark().get(),
                  spec,
                  new Progress("inspect", context.out(), context.interactive()))));
    }
    PictureFiles files =
        id == null && out == null ? null : PictureFiles.in(out == null ? "." : out);
    SparkSession spark = context.spark().get();
    RecordTable table = RecordTable.open(spark, records);
    table.aside().forEach(file -> context.out().println("Not used: " + file + "."));
    RecordSurvey survey = new RecordSurvey(spark, table);
    // The record first: a wrong id shows before the long pass over all signals.
    Ecg ecg = id == null ? null : survey.record(id);
    List<String> lines = new ArrayList<>(SurveyLines.of(table.path(), survey));
    if (files != null) {
      lines.add("");
      lines.addAll(picture(ecg == null ? survey.first() : ecg, files));
    }
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
