package org.ecglens.plan;

import java.util.List;
import java.util.Objects;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;

/**
 * Making electrocardiograms that are known exactly, or having a generative network make them.
 *
 * @param records how many, at least 1
 * @param seed seed of all random draws
 * @param kind median beats of 1.2 s or rhythms of 10 s, both at 500 Hz; a generator makes rhythms
 *     alone
 * @param generator ONNX file of a network that makes the records; null for none. A run compares its
 *     content
 * @param shards how the work is cut
 */
public record SynthSpec(
    @Asked(option = "--records") long records,
    @Asked(option = "--seed") long seed,
    @Asked(option = "--kind") Ecg.Kind kind,
    @Asked(option = "--generator", incidental = true, optional = true) String generator,
    ShardsSpec shards)
    implements Spec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "synth";

  /** What can be made, the usual first. */
  public static final List<Ecg.Kind> KINDS = List.of(Ecg.Kind.MEDIAN, Ecg.Kind.RHYTHM);

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public SynthSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(shards, "shards");
    if (records < 1) {
      throw new UserException("--records is " + records + "; it must be at least 1.");
    }
    if (generator != null && kind == Ecg.Kind.MEDIAN) {
      throw new UserException(
          "--kind median: a generator makes rhythms of 10 s only. Make those, then make median"
              + " beats of them with: jobs/submit ingest --beats median");
    }
  }

  /** The defaults; the caller must set the number of records. */
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

  private static Ecg.Kind usual(String generator) {
    return generator == null ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private long records = 0;
    private long seed = 0;
    private Ecg.Kind kind;
    private String generator;
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(SynthSpec spec) {
      records = spec.records;
      seed = spec.seed;
      kind = spec.kind == usual(spec.generator) ? null : spec.kind;
      generator = spec.generator;
      shards = spec.shards;
    }

    /** See {@link SynthSpec#records}. */
    public Builder records(long value) {
      records = value;
      return this;
    }

    /** See {@link SynthSpec#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * See {@link SynthSpec#kind}; null for median beats, or rhythms where a generator makes them.
     */
    public Builder kind(Ecg.Kind value) {
      kind = value;
      return this;
    }

    /** See {@link SynthSpec#generator}. */
    public Builder generator(String value) {
      generator = value;
      return this;
    }

    /** See {@link SynthSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public SynthSpec build() {
      return new SynthSpec(
          records, seed, kind == null ? usual(generator) : kind, generator, shards);
    }
  }
}
