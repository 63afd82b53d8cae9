package org.ecglens.job.option;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.ingest.Formats;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.hdf5.Hdf5Reader;
import picocli.CommandLine.Option;

/** What is read, and how where the files do not say it. */
public final class SourceOptions {
  static final String AUTO = "auto";
  static final String PARQUET = "parquet";

  @Option(
      names = "--input",
      required = true,
      split = ",",
      arity = "1..*",
      paramLabel = "PATH",
      description = "folders, searched with all below them, or files")
  public List<String> input = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = AUTO,
      description =
          "auto (by name and content), wfdb, muse, aecg, dicom, hdf5, csv or"
              + " parquet (default: ${DEFAULT-VALUE})")
  public String format;

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
      description = "unit of files that do not say it, HDF5, CSV and Parquet (default: uV)")
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

  /** What is supposed where files say nothing. */
  public Assumptions assumptions() {
    if (rate != null && !(rate > 0 && rate < 1e6)) {
      throw new UserException("--assume-rate is " + rate + "; it must be a positive number of Hz.");
    }
    return new Assumptions(rate, unit, leads, dataset, highResolution);
  }

  /** Columns of Parquet files, ours to theirs. */
  public Map<String, String> columns() {
    return columns;
  }

  /** Whether the input is a table. */
  public boolean isParquet() {
    return format.equals(PARQUET);
  }

  /** Whether a format was named. */
  public boolean isNamed() {
    return !format.equals(AUTO);
  }

  /** The readers of the format. */
  public List<EcgReader> readers() {
    List<EcgReader> all = Formats.readers(assumptions());
    if (!isNamed()) {
      return all;
    }
    List<String> known = new ArrayList<>(List.of(AUTO, PARQUET));
    all.forEach(reader -> known.add(reader.format()));
    if (!known.contains(format)) {
      throw Suggestion.unknown("--format", format, known);
    }
    return all.stream().filter(reader -> reader.format().equals(format)).toList();
  }

  /** Which paths below an input are taken. */
  public PathMatcher include() {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + include);
    } catch (PatternSyntaxException e) {
      throw new UserException(
          "--include " + include + " is no pattern: " + e.getDescription() + ".", e);
    }
  }
}
