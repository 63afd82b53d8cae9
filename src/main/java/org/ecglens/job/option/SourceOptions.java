package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Assumptions;
import org.ecglens.io.hdf5.Hdf5Reader;
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
          "auto (by name and content), wfdb, muse, aecg, dicom, scp, edf, ishne, hdf5, csv or"
              + " parquet (default: ${DEFAULT-VALUE})")
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
      description = "samples a second of files that do not say it (default: 500)")
  private Double rate;

  @Option(
      names = "--assume-unit",
      paramLabel = "UNIT",
      description =
          "unit of files that do not say it, EDF, HDF5, CSV and Parquet: "
              + Voltage.KNOWN
              + " (default: uV)")
  private String unit;

  @Option(
      names = "--assume-leads",
      split = ",",
      paramLabel = "LEADS",
      description =
          "leads of files that do not name them, in order (default: the twelve standard leads, or"
              + " I, II and V1 to V6 where there are eight)")
  private List<String> leads;

  @Option(
      names = "--dataset",
      defaultValue = Hdf5Reader.DEFAULT_DATASET,
      paramLabel = "PATH",
      description =
          "dataset of HDF5 files that holds the signal, with the groups that it lies in, for"
              + " example ecg/rhythm (default: ${DEFAULT-VALUE})")
  private String dataset;

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
        .assumptions(new Assumptions(rate, unit, leads, dataset, highResolution))
        .columns(columns);
  }
}
