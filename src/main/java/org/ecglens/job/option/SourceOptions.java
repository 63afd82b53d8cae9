package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Assumptions;
import org.ecglens.plan.Choice;
import org.ecglens.plan.IngestSpec;
import picocli.CommandLine.Option;

/** The files to read, and the values assumed where the files do not give them. */
public final class SourceOptions {
  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "folders, searched with all below them, or files; several are separated by commas, a comma"
              + " in a name is written \\,")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = IngestSpec.AUTO,
      description =
          "auto (by name and content), wfdb, muse, cardiosoft, philips, aecg, dicom, scp, edf, ishne,"
              + " hdf5, numpy, matlab, csv or parquet (default: ${DEFAULT-VALUE})")
  private String format;

  @Option(
      names = "--include",
      defaultValue = "**",
      paramLabel = "GLOB",
      description =
          "take only files whose path below the input fits, for example 'records500/**' (default:"
              + " all)")
  private String include;

  @Option(
      names = "--assume-rate",
      paramLabel = "HZ",
      description =
          "samples a second of files that do not say it, arrays, CSV and Parquet (default: 500, or"
              + " what the collection's description says; none for Parquet)")
  private Double rate;

  @Option(
      names = "--assume-unit",
      paramLabel = "UNIT",
      description =
          "unit of files that do not say it, EDF, HDF5, NumPy, MATLAB, CSV and Parquet: "
              + Voltage.KNOWN
              + " (default: uV, or what the collection's description says)")
  private String unit;

  @Option(
      names = "--assume-leads",
      split = ",",
      paramLabel = "LEADS",
      description =
          "leads of files that do not name them, in order (default: the twelve standard leads, or"
              + " I, II and V1 to V6 where there are eight; none for Parquet)")
  private List<String> leads;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description =
          "dataset of HDF5 files that holds the signal, with the groups that it lies in, for"
              + " example ecg/rhythm, or the array's name in .npz and .mat files (default: median,"
              + " tracings, ecg or another usual name)")
  private String dataset;

  @Option(
      names = "--axes",
      split = ",",
      paramLabel = "AXES",
      description =
          "what the dimensions of an array are in HDF5, NumPy and MATLAB files, for example"
              + " record,sample,lead (default: what their lengths tell)")
  private List<String> axes;

  @Option(
      names = "--padding",
      defaultValue = "remove",
      paramLabel = "CHOICE",
      description =
          "what becomes of zeros in all leads before and behind a recording that is a row of an"
              + " array: remove or keep (default: ${DEFAULT-VALUE})")
  private String padding;

  @Option(
      names = "--row-ids",
      defaultValue = "file",
      paramLabel = "CHOICE",
      description =
          "what names recordings that are rows of an array: file, the ids that the file has, or"
              + " number, the number of the row from 0 (default: ${DEFAULT-VALUE})")
  private String rowIds;

  @Option(
      names = "--features",
      defaultValue = "ge-12sl",
      paramLabel = "PROGRAM",
      description =
          "whose measures of PTB-XL+ are labels of PTB-XL: ge-12sl, ecgdeli or uni-g (default:"
              + " ${DEFAULT-VALUE})")
  private String features;

  @Option(
      names = "--high-resolution",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description =
          "WFDB signals with several samples a frame: keep them all instead of their mean")
  private boolean highResolution;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "OURS=THEIRS",
      description =
          "columns of Parquet files: record_id, subject, kind, leads, sample_rate_hz, unit, signal"
              + " and label.NAME, each with the name that it has there")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--strict",
      split = ",",
      paramLabel = "KIND",
      description =
          "kinds of notices with which a record goes to the quarantine, by the words of the table"
              + " notices, such as left-out,assumed-unit; all for all of them")
  private List<String> strict = new ArrayList<>();

  /** Whether anything is named. */
  public boolean isGiven() {
    return !input.isEmpty();
  }

  /** Paths in a text, at commas without a backslash before them. */
  static List<String> separated(String paths) {
    return Arrays.stream(paths.split("(?<!\\\\),", -1))
        .filter(path -> !path.isEmpty())
        .map(path -> path.replace("\\,", ","))
        .toList();
  }

  /** The spec of the files to read; the caller must set amplitude, beats, salt and shards. */
  public IngestSpec.Builder spec() {
    return IngestSpec.builder()
        .inputs(input.stream().flatMap(paths -> separated(paths).stream()).toList())
        .format(format)
        .include(include)
        .assumptions(
            new Assumptions(
                rate,
                unit,
                leads,
                dataset,
                highResolution,
                axes,
                Choice.of("--padding", padding, List.of(Assumptions.Padding.values())),
                Choice.of("--row-ids", rowIds, List.of(Assumptions.RowIds.values())),
                Choice.of("--features", features, List.of(Assumptions.Features.values()))))
        .columns(columns)
        .strict(strict);
  }
}
