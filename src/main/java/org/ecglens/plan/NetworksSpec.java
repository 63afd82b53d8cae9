package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;
import org.ecglens.model.TargetChoice;

/**
 * The networks to evaluate, and which of their outputs.
 *
 * @param paths ONNX files, folders of them or globs, at least one
 * @param outputs names or indexes of the outputs to evaluate, or {@code all}; empty for all of a
 *     network that has few
 * @param labels by an output's name or index, the label of the records with which it is compared;
 *     empty for the labels of the cards
 * @param explain what of classes is explained, words of {@link TargetChoice}; empty for what the
 *     cards say
 * @param adapt steps of {@link ModelCard#STEPS} that may bring a record to a network's input; null
 *     for the steps of each card
 */
public record NetworksSpec(
    @Asked(option = "--model", incidental = true) List<String> paths,
    @Asked(option = "--outputs", incidental = true) List<String> outputs,
    @Asked(option = "--label", incidental = true) Map<String, String> labels,
    @Asked(option = "--explain", incidental = true) List<String> explain,
    @Asked(option = "--adapt", incidental = true, optional = true) List<String> adapt)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Copies the collections and checks the steps.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public NetworksSpec {
    paths = List.copyOf(paths);
    outputs = List.copyOf(outputs);
    labels = Ordered.copy(labels);
    explain = List.copyOf(explain);
    adapt = adapt == null ? null : List.copyOf(adapt);
    if (paths.isEmpty()) {
      throw unnamed();
    }
    if (adapt != null) {
      checkSteps(adapt);
    }
    // Checks the words.
    new TargetChoice(outputs, labels, explain);
  }

  /** Which outputs, and what of them. */
  public TargetChoice choice() {
    return new TargetChoice(outputs, labels, explain);
  }

  /** All outputs, and the labels and steps of the cards; the caller must set the paths. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** All outputs of the networks in these files, folders or globs. */
  public static NetworksSpec of(String... paths) {
    return builder().paths(List.of(paths)).build();
  }

  /**
   * The networks, read from their files.
   *
   * @param local gives the paths on this machine of those that were named
   * @throws UserException if nothing is found, a file is wrong or two have the same name
   */
  public List<ModelFile> files(UnaryOperator<List<String>> local) {
    return ModelFile.resolve(local.apply(paths));
  }

  /** The steps that the records of a network with this card may take. */
  public List<String> steps(ModelCard card) {
    return adapt == null ? card.adapt() : adapt;
  }

  /** Checks that there are networks. */
  static void checkNamed(NetworksSpec networks) {
    if (networks == null) {
      throw unnamed();
    }
  }

  private static UserException unnamed() {
    return new UserException("--model: name at least one ONNX file, a folder of them or a glob.");
  }

  /** Checks the words for steps. */
  static void checkSteps(List<String> adapt) {
    for (String step : adapt) {
      if (!ModelCard.STEPS.contains(step)) {
        throw Suggestion.unknown("step of --adapt", step, ModelCard.STEPS);
      }
    }
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private List<String> paths = List.of();
    private List<String> outputs = List.of();
    private Map<String, String> labels = Map.of();
    private List<String> explain = List.of();
    private List<String> adapt;

    private Builder() {}

    private Builder(NetworksSpec spec) {
      paths = spec.paths;
      outputs = spec.outputs;
      labels = spec.labels;
      explain = spec.explain;
      adapt = spec.adapt;
    }

    /** See {@link NetworksSpec#paths}. */
    public Builder paths(List<String> value) {
      paths = value;
      return this;
    }

    /** See {@link NetworksSpec#outputs}. */
    public Builder outputs(List<String> value) {
      outputs = value;
      return this;
    }

    /** See {@link NetworksSpec#labels}. */
    public Builder labels(Map<String, String> value) {
      labels = value;
      return this;
    }

    /** See {@link NetworksSpec#explain}. */
    public Builder explain(List<String> value) {
      explain = value;
      return this;
    }

    /** See {@link NetworksSpec#adapt}. */
    public Builder adapt(List<String> value) {
      adapt = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public NetworksSpec build() {
      return new NetworksSpec(paths, outputs, labels, explain, adapt);
    }
  }
}
