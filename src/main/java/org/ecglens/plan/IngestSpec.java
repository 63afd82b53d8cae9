package org.ecglens.plan;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.Notice;

/**
 * Reading files of electrocardiograms into a table.
 *
 * @param inputs folders, searched with all below them, or files; at least one
 * @param format of {@link #FORMATS}
 * @param include glob that paths below an input must match
 * @param assumptions values assumed where files do not give them; the rate is above 0 and below
 *     1000000 Hz, the unit one of voltage
 * @param columns names of columns, those of ecglens to those of the Parquet files; empty for other
 *     formats
 * @param largestAmplitude of a sample, in mV; recordings with a larger one go to the quarantine; 0
 *     for no limit, nor for peak-to-peak amplitudes
 * @param strict kinds of notices, words of {@link Notice.Kind#WORDS}, that send a record to the
 *     quarantine; {@code all} stands for all of them
 * @param beats the form of the records
 * @param salt file with the secret with which subjects are hashed; null for the user's default file
 * @param shards how the work is divided
 */
public record IngestSpec(
    @Asked(option = "--input", incidental = true) List<String> inputs,
    @Asked(option = "--format") String format,
    @Asked(option = "--include", incidental = true) String include,
    @Asked(
            option = {
              "--assume-rate",
              "--assume-unit",
              "--assume-leads",
              "--dataset",
              "--high-resolution",
              "--axes",
              "--padding",
              "--row-ids",
              "--features"
            })
        Assumptions assumptions,
    @Asked(option = "--columns") Map<String, String> columns,
    @Asked(option = "--largest-amplitude") double largestAmplitude,
    @Asked(option = "--strict") List<String> strict,
    BeatsSpec beats,
    @Asked(option = "--salt", incidental = true, optional = true) String salt,
    ShardsSpec shards)
    implements Spec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "ingest";

  /** Each file's format by its name and content. */
  public static final String AUTO = "auto";

  /** Every kind of notice. */
  public static final String ALL = "all";

  /** Tables of records. */
  public static final String PARQUET = "parquet";

  /** All formats that {@code --format} accepts. */
  public static final List<String> FORMATS =
      List.of(
          AUTO,
          PARQUET,
          "wfdb",
          "muse",
          "aecg",
          "philips",
          "cardiosoft",
          "dicom",
          "scp",
          "edf",
          "ishne",
          "hdf5",
          "numpy",
          "matlab",
          "csv");

  /**
   * Copies the collections and checks format, pattern and rate.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public IngestSpec {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(include, "include");
    Objects.requireNonNull(assumptions, "assumptions");
    Objects.requireNonNull(beats, "beats");
    Objects.requireNonNull(shards, "shards");
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new UserException("--input: name at least one folder or file.");
    }
    if (!FORMATS.contains(format)) {
      throw Suggestion.unknown("--format", format, FORMATS);
    }
    matcher(include);
    RecordsSpec.checkAmplitude(largestAmplitude);
    strict = strict.contains(ALL) ? Notice.Kind.WORDS : List.copyOf(strict);
    for (String kind : strict) {
      if (!Notice.Kind.WORDS.contains(kind)) {
        throw Suggestion.unknown("--strict", kind, Notice.Kind.WORDS);
      }
    }
    Double rate = assumptions.sampleRateHz();
    if (rate != null && !(rate > 0 && rate < 1e6)) {
      throw new UserException("--assume-rate is " + rate + "; it must be a positive number of Hz.");
    }
    String unit = assumptions.unit();
    if (unit != null && Voltage.inMicrovolts(unit).isEmpty()) {
      throw new UserException(
          "--assume-unit '" + unit + "' is no unit of voltage; known are " + Voltage.KNOWN + ".");
    }
    List<String> axes = assumptions.axes();
    if (axes != null
        && !(Assumptions.AXES.containsAll(axes)
            && Set.copyOf(axes).size() == axes.size()
            && axes.contains("sample"))) {
      throw new UserException(
          "--axes "
              + String.join(",", axes)
              + ": name each dimension once, record, lead or sample; sample must be among them.");
    }
    columns = format.equals(PARQUET) ? Ordered.copy(columns) : Ordered.copy(Map.of());
  }

  /** The defaults; the inputs are to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  /** Whether the input is a table. */
  public boolean isParquet() {
    return format.equals(PARQUET);
  }

  /** Whether a format was named. */
  public boolean isNamed() {
    return !format.equals(AUTO);
  }

  /** Which paths below an input are taken. */
  public PathMatcher included() {
    return matcher(include);
  }

  private static PathMatcher matcher(String include) {
    try {
      PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + include);
      // Stars of a glob do not pass the end of a line, which a name may have.
      return path -> glob.matches(Path.of(path.toString().replaceAll("\\R", "_")));
    } catch (PatternSyntaxException e) {
      throw new UserException(
          "--include " + include + " is no pattern: " + e.getDescription() + ".", e);
    }
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private List<String> inputs = List.of();
    private String format = AUTO;
    private String include = "**";
    private Assumptions assumptions = Assumptions.NONE;
    private Map<String, String> columns = Map.of();
    private double largestAmplitude = AmplitudeLimit.USUAL_MILLIVOLTS;
    private List<String> strict = List.of();
    private BeatsSpec beats = BeatsSpec.builder().build();
    private String salt;
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(IngestSpec spec) {
      inputs = spec.inputs;
      format = spec.format;
      include = spec.include;
      assumptions = spec.assumptions;
      columns = spec.columns;
      largestAmplitude = spec.largestAmplitude;
      strict = spec.strict;
      beats = spec.beats;
      salt = spec.salt;
      shards = spec.shards;
    }

    /** See {@link IngestSpec#inputs}. */
    public Builder inputs(List<String> value) {
      inputs = value;
      return this;
    }

    /** See {@link IngestSpec#format}. */
    public Builder format(String value) {
      format = value;
      return this;
    }

    /** See {@link IngestSpec#include}. */
    public Builder include(String value) {
      include = value;
      return this;
    }

    /** See {@link IngestSpec#assumptions}. */
    public Builder assumptions(Assumptions value) {
      assumptions = value;
      return this;
    }

    /** See {@link IngestSpec#columns}. */
    public Builder columns(Map<String, String> value) {
      columns = value;
      return this;
    }

    /** See {@link IngestSpec#largestAmplitude}. */
    public Builder largestAmplitude(double value) {
      largestAmplitude = value;
      return this;
    }

    /** See {@link IngestSpec#strict}. */
    public Builder strict(List<String> value) {
      strict = value;
      return this;
    }

    /** See {@link IngestSpec#beats}. */
    public Builder beats(BeatsSpec value) {
      beats = value;
      return this;
    }

    /** See {@link IngestSpec#salt}. */
    public Builder salt(String value) {
      salt = value;
      return this;
    }

    /** See {@link IngestSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public IngestSpec build() {
      return new IngestSpec(
          inputs,
          format,
          include,
          assumptions,
          columns,
          largestAmplitude,
          strict,
          beats,
          salt,
          shards);
    }
  }
}
