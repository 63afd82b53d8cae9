package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.model.ModelTraining;
import org.ecglens.net.training.Split;

/**
 * The records to evaluate.
 *
 * @param path folder made by ingest or synth, or Parquet files; null where the caller passes the
 *     records
 * @param part the part of the split in the networks' cards
 * @param sample records of these, chosen by their ids and the seed, at least 1; null for all
 * @param classes labels that are made of others, each as {@link ClassCodes#of} reads it
 * @param largestAmplitude of a sample, in mV; records with a larger one go to the quarantine; 0 for
 *     no limit
 */
public record RecordsSpec(
    @Asked(option = "--records", incidental = true, optional = true) String path,
    @Asked(option = "--part") RecordPart part,
    @Asked(option = "--sample", optional = true) Integer sample,
    @Asked(option = "--classes") List<String> classes,
    @Asked(option = "--largest-amplitude") double largestAmplitude)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public RecordsSpec {
    Objects.requireNonNull(part, "part");
    if (sample != null && sample < 1) {
      throw new UserException("--sample is " + sample + "; it must be at least 1.");
    }
    classes = List.copyOf(classes);
    ClassCodes.all(classes);
    checkAmplitude(largestAmplitude);
  }

  /** Labels that are made of others. */
  public List<ClassCodes> classCodes() {
    return ClassCodes.all(classes);
  }

  /** Refuses what is no limit of amplitudes in mV. */
  static void checkAmplitude(double largest) {
    if (!(largest >= 0 && largest < Double.POSITIVE_INFINITY)) {
      throw new UserException(
          "--largest-amplitude is "
              + largest
              + "; it must be a positive number of mV, or 0 for no limit.");
    }
  }

  /** All records that the caller hands over. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** All records of a folder or file. */
  public static RecordsSpec of(String path) {
    return builder().path(path).build();
  }

  /**
   * How records are divided if a part of them is wanted: as the networks were trained, all alike.
   *
   * @return empty if all records are wanted
   * @throws UserException if a card does not give it, or cards differ in it
   */
  public Optional<Split> split(List<ModelFile> files) {
    if (part == RecordPart.ALL) {
      return Optional.empty();
    }
    ModelTraining.Split common = null;
    for (ModelFile file : files) {
      ModelTraining training = file.card().training();
      if (training == null || training.split() == null) {
        throw new UserException(
            "--part "
                + Choice.word(part)
                + ": the card of "
                + file.path()
                + " does not say how records were divided (training.split); use --part all.");
      }
      if (common != null && !common.equals(training.split())) {
        throw new UserException(
            "--part "
                + Choice.word(part)
                + ": the networks were trained on different divisions of the records;"
                + " judge them one by one.");
      }
      common = training.split();
    }
    return Optional.ofNullable(common)
        .map(split -> new Split(split.seed(), split.training(), split.validation()));
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private String path;
    private RecordPart part = RecordPart.ALL;
    private Integer sample;
    private List<String> classes = List.of();
    private double largestAmplitude = AmplitudeLimit.USUAL_MILLIVOLTS;

    private Builder() {}

    private Builder(RecordsSpec spec) {
      path = spec.path;
      part = spec.part;
      sample = spec.sample;
      classes = spec.classes;
      largestAmplitude = spec.largestAmplitude;
    }

    /** See {@link RecordsSpec#path}. */
    public Builder path(String value) {
      path = value;
      return this;
    }

    /** See {@link RecordsSpec#part}. */
    public Builder part(RecordPart value) {
      part = value;
      return this;
    }

    /** See {@link RecordsSpec#sample}. */
    public Builder sample(Integer value) {
      sample = value;
      return this;
    }

    /** See {@link RecordsSpec#classes}. */
    public Builder classes(List<String> value) {
      classes = value;
      return this;
    }

    /** See {@link RecordsSpec#largestAmplitude}. */
    public Builder largestAmplitude(double value) {
      largestAmplitude = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public RecordsSpec build() {
      return new RecordsSpec(path, part, sample, classes, largestAmplitude);
    }
  }
}
