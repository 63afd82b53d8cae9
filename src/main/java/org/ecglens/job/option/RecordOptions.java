package org.ecglens.job.option;

import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.plan.Choice;
import org.ecglens.plan.RecordPart;
import org.ecglens.plan.RecordsSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The records: their path, and a part or a sample of them. */
public final class RecordOptions {
  @Option(
      names = "--records",
      paramLabel = "PATH",
      description = "a folder made by ingest or synth, or Parquet files with the records columns")
  private String records;

  @Option(
      names = "--part",
      defaultValue = "all",
      description =
          "records of a part of the split in the networks' cards: test, validation, training, or"
              + " all; test leaves out what a network has learnt from (default: ${DEFAULT-VALUE})")
  private String part;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "N of these records, chosen by their ids and --seed (default: all of them)")
  private Integer sample;

  @Mixin private final ClassOptions classes = new ClassOptions();
  @Mixin private final AmplitudeOptions amplitude = new AmplitudeOptions();

  /** Largest amplitude of a sample, in mV; 0 for no limit. */
  public double largestAmplitude() {
    return amplitude.millivolts;
  }

  /** Whether a place is named. */
  public boolean isGiven() {
    return records != null;
  }

  /**
   * The records that are named.
   *
   * @throws UserException if none are
   */
  public RecordsSpec spec() {
    if (records == null) {
      throw new UserException(
          "--records: name a folder made by ingest or synth, or Parquet files with the records"
              + " columns.");
    }
    return spec(records);
  }

  /** Records at another path, with the part and sample of these options. */
  public RecordsSpec spec(String path) {
    return RecordsSpec.builder()
        .path(path)
        .part(Choice.of("--part", part, List.of(RecordPart.values())))
        .sample(sample)
        .classes(classes.words())
        .largestAmplitude(amplitude.millivolts)
        .build();
  }
}
