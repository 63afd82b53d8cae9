package org.ecglens.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.synth.HeartClass;

/**
 * Making electrocardiograms that are known exactly, or having a generative network make them.
 *
 * @param records how many, at least 1
 * @param seed seed of all random draws
 * @param kind median beats of 1.2 s or rhythms of 10 s, both at 500 Hz; a generator makes rhythms
 *     alone
 * @param classes of the records, each with the share of records that have it, as {@code AF=0.3};
 *     none for records without labels of classes. A generator makes none
 * @param generator ONNX file of a network that makes the records; null for none. A run compares its
 *     content
 * @param shards how the work is cut
 */
public record SynthSpec(
    @Asked(option = "--records") long records,
    @Asked(option = "--seed") long seed,
    @Asked(option = "--kind") Ecg.Kind kind,
    @Asked(option = "--classes") List<String> classes,
    @Asked(option = "--generator", incidental = true, optional = true) String generator,
    ShardsSpec shards)
    implements Spec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "synth";

  private static final double USUAL_SHARE = 0.3;

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
    classes = List.copyOf(classes);
    shares(classes);
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

  /** Shares of the records that have a class. */
  public Map<HeartClass, Double> shares() {
    return shares(classes);
  }

  private static Map<HeartClass, Double> shares(List<String> classes) {
    Map<HeartClass, Double> shares = new EnumMap<>(HeartClass.class);
    for (String word : classes) {
      String[] parts = word.split("=", 2);
      HeartClass named =
          HeartClass.of(parts[0])
              .orElseThrow(
                  () -> Suggestion.unknown("class of --classes", parts[0], HeartClass.CODES));
      if (shares.put(named, share(word, parts)) != null) {
        throw new UserException("--classes: " + named + " is named twice.");
      }
    }
    return shares;
  }

  private static double share(String word, String[] parts) {
    try {
      double share = parts.length == 1 ? USUAL_SHARE : Double.parseDouble(parts[1]);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      throw notShare(word, e);
    }
    throw notShare(word, null);
  }

  private static UserException notShare(String word, Exception cause) {
    return new UserException(
        "--classes " + word + ": the share of records must be from 0 to 1, as in AF=0.3.", cause);
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
    private List<String> classes = List.of();
    private String generator;
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(SynthSpec spec) {
      records = spec.records;
      seed = spec.seed;
      kind = spec.kind == usual(spec.generator) ? null : spec.kind;
      classes = spec.classes;
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

    /** See {@link SynthSpec#classes}. */
    public Builder classes(List<String> value) {
      classes = value;
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
          records, seed, kind == null ? usual(generator) : kind, classes, generator, shards);
    }
  }
}
