package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ecglens.ecg.Labels;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelCard;
import org.ecglens.net.training.Split;

/**
 * Training residual networks: one for each target and seed.
 *
 * @param records folder or Parquet files of the records; null where the caller hands them over
 * @param targets labels of the records without repetition, at least one; {@code all} stands for
 *     {@link Labels#ALL}
 * @param classes labels that are made of others, each as {@link ClassCodes#of} reads it
 * @param seeds seeds of the networks without repetition, at least one
 * @param multiOutput whether one network has an output for each target
 * @param adapt steps of {@link ModelCard#STEPS} that may bring a record to what most are
 * @param normalisation where batch normalisation goes in the ONNX files
 * @param architecture the shape of the networks
 * @param recipe how they are trained
 * @param split how the records are divided
 * @param device what they are trained on
 * @param shards how the work is cut
 */
public record TrainingSpec(
    @Asked(option = "--records", incidental = true, optional = true) String records,
    @Asked(option = "--targets") List<String> targets,
    @Asked(option = "--classes") List<String> classes,
    @Asked(option = "--seeds") List<Long> seeds,
    @Asked(option = "--multi-output") boolean multiOutput,
    @Asked(option = "--adapt") List<String> adapt,
    @Asked(option = "--normalisation") Normalisation normalisation,
    ArchitectureSpec architecture,
    RecipeSpec recipe,
    @Asked(option = {"--split-seed", "--training-share", "--validation-share"}) Split split,
    @Asked(option = "--device", incidental = true) Processor device,
    ShardsSpec shards)
    implements Spec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "train";

  private static final String ALL = "all";

  /** Where batch normalisation goes. */
  public enum Normalisation {
    /** Into the convolutions. */
    FOLDED,
    /** It stays as it is. */
    KEPT
  }

  /**
   * A network to train.
   *
   * @param name of its files, without suffix
   * @param targets labels, one for each output
   * @param seed of its first weights and of the order of the records
   */
  public record Network(String name, List<String> targets, long seed) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    public Network {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Replaces the word for all targets by their names and checks steps and names.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public TrainingSpec {
    Objects.requireNonNull(normalisation, "normalisation");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(shards, "shards");
    targets = expanded(targets);
    classes = List.copyOf(classes);
    ClassCodes.all(classes);
    seeds = seeds.stream().distinct().toList();
    adapt = List.copyOf(adapt);
    if (targets.isEmpty()) {
      throw new UserException("--targets: name at least one label, or all.");
    }
    if (seeds.isEmpty()) {
      throw new UserException("--seeds: name at least one seed, for example 1.");
    }
    NetworksSpec.checkSteps(adapt);
    networks(targets, seeds, multiOutput);
  }

  /** Labels that are made of others. */
  public List<ClassCodes> classCodes() {
    return ClassCodes.all(classes);
  }

  /** The defaults; the targets are to be named. */
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

  /** The networks, by seed, then by target. */
  public List<Network> networks() {
    return networks(targets, seeds, multiOutput);
  }

  private static List<String> expanded(List<String> words) {
    Set<String> targets = new LinkedHashSet<>();
    for (String word : words) {
      targets.addAll(word.equals(ALL) ? Labels.ALL : List.of(word));
    }
    return List.copyOf(targets);
  }

  private static List<Network> networks(
      List<String> targets, List<Long> seeds, boolean multiOutput) {
    List<Network> networks = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (long seed : seeds) {
      if (multiOutput) {
        networks.add(new Network("multi-" + seed, targets, seed));
        continue;
      }
      for (String target : targets) {
        // A label may hold what a file's name may not.
        String stem = target.replaceAll("[^A-Za-z0-9._-]", "_");
        String other = names.putIfAbsent(stem.toLowerCase(Locale.ROOT), target);
        if (other != null && !other.equals(target)) {
          throw new UserException(
              "--targets: networks for '"
                  + other
                  + "' and '"
                  + target
                  + "' would be in files of one name; train them into different folders.");
        }
        networks.add(new Network(stem + "-" + seed, List.of(target), seed));
      }
    }
    return networks;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private String records;
    private List<String> targets = List.of();
    private List<String> classes = List.of();
    private List<Long> seeds = List.of(1L);
    private boolean multiOutput = false;
    private List<String> adapt = List.of();
    private Normalisation normalisation = Normalisation.FOLDED;
    private ArchitectureSpec architecture = ArchitectureSpec.builder().build();
    private RecipeSpec recipe = RecipeSpec.builder().build();
    private Split split = Split.PAPER;
    private Processor device = Processor.CPU;
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(TrainingSpec spec) {
      records = spec.records;
      targets = spec.targets;
      classes = spec.classes;
      seeds = spec.seeds;
      multiOutput = spec.multiOutput;
      adapt = spec.adapt;
      normalisation = spec.normalisation;
      architecture = spec.architecture;
      recipe = spec.recipe;
      split = spec.split;
      device = spec.device;
      shards = spec.shards;
    }

    /** See {@link TrainingSpec#records}. */
    public Builder records(String value) {
      records = value;
      return this;
    }

    /** See {@link TrainingSpec#targets}. */
    public Builder targets(List<String> value) {
      targets = value;
      return this;
    }

    /** See {@link TrainingSpec#classes}. */
    public Builder classes(List<String> value) {
      classes = value;
      return this;
    }

    /** See {@link TrainingSpec#seeds}. */
    public Builder seeds(List<Long> value) {
      seeds = value;
      return this;
    }

    /** See {@link TrainingSpec#multiOutput}. */
    public Builder multiOutput(boolean value) {
      multiOutput = value;
      return this;
    }

    /** See {@link TrainingSpec#adapt}. */
    public Builder adapt(List<String> value) {
      adapt = value;
      return this;
    }

    /** See {@link TrainingSpec#normalisation}. */
    public Builder normalisation(Normalisation value) {
      normalisation = value;
      return this;
    }

    /** See {@link TrainingSpec#architecture}. */
    public Builder architecture(ArchitectureSpec value) {
      architecture = value;
      return this;
    }

    /** See {@link TrainingSpec#recipe}. */
    public Builder recipe(RecipeSpec value) {
      recipe = value;
      return this;
    }

    /** See {@link TrainingSpec#split}. */
    public Builder split(Split value) {
      split = value;
      return this;
    }

    /** See {@link TrainingSpec#device}. */
    public Builder device(Processor value) {
      device = value;
      return this;
    }

    /** See {@link TrainingSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public TrainingSpec build() {
      return new TrainingSpec(
          records,
          targets,
          classes,
          seeds,
          multiOutput,
          adapt,
          normalisation,
          architecture,
          recipe,
          split,
          device,
          shards);
    }
  }
}
