package org.ecglens.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.WaveWindow;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Probabilities;
import org.ecglens.graph.Readout;

/**
 * An output of a network and what it stands for. What a card does not say is null until {@link
 * #in(Graph)} has looked at the network.
 *
 * @param output index of the output element
 * @param name as in tables
 * @param unit of the output, or null
 * @param label key of the records' labels that it is compared with; absent labels are null
 * @param kind of the output
 * @param explain {@link TargetKind#LOGIT} or {@link TargetKind#PROBABILITY}: what of a class is
 *     explained; null for a regression
 * @param overTime what is made of the output's time axis; null for the element itself
 * @param minus another output whose value is subtracted, or null
 * @param region what of a beat it is about; null for what its label says
 * @param threshold probability from which on the class is said to be there; null for 0.5
 */
public record Target(
    int output,
    String name,
    String unit,
    String label,
    TargetKind kind,
    TargetKind explain,
    Readout.OverTime overTime,
    Integer minus,
    List<WaveWindow> region,
    Double threshold)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double USUAL_THRESHOLD = 0.5;

  /** Copies the list. */
  public Target {
    region = region == null ? null : List.copyOf(region);
  }

  /** An output element of which nothing else is said. */
  public Target(int output, String name, String unit, String label) {
    this(output, name, unit, label, null, null, null, null, null, null);
  }

  /**
   * The target with its kind, and with what of it is explained: the logit of a class where there is
   * one, unless the card says otherwise.
   *
   * @throws UserException if the card asks for what the output does not have
   */
  public Target in(Graph graph) {
    boolean activated = Probabilities.has(graph, output);
    TargetKind found = kind;
    if (found == null) {
      found =
          TargetKind.of(unit).orElse(activated ? TargetKind.PROBABILITY : TargetKind.REGRESSION);
    }
    if (found == TargetKind.LOGIT && activated) {
      throw new UserException(
          "target '%s': the output is that of a sigmoid or softmax, so its kind is probability, not logit; its logit is explained anyway."
              .formatted(name));
    }
    if (found == TargetKind.REGRESSION && explain != null) {
      throw new UserException(
          "target '%s': \"explain\" is for classes, and the output is a regression; say its \"kind\", logit or probability."
              .formatted(name));
    }
    if (found == TargetKind.PROBABILITY && explain == TargetKind.LOGIT && !activated) {
      throw new UserException(
          "target '%s': the output is not that of a sigmoid or softmax, so its logit cannot be explained."
              .formatted(name));
    }
    TargetKind explained = explain;
    if (explained == null && found.isClass()) {
      explained = activated ? TargetKind.LOGIT : found;
    }
    return new Target(
        output, name, unit, label, found, explained, overTime, minus, region, threshold);
  }

  /** The target with another choice of what is explained. */
  Target explaining(TargetKind other) {
    return new Target(output, name, unit, label, kind, other, overTime, minus, region, threshold);
  }

  /** The target with another label. */
  Target labelled(String other) {
    return new Target(output, name, unit, other, kind, explain, overTime, minus, region, threshold);
  }

  /** The number that is explained. */
  public Readout explained() {
    return new Readout(
        output,
        kind == TargetKind.PROBABILITY && explain == TargetKind.LOGIT,
        over(),
        minus,
        kind == TargetKind.LOGIT && explain == TargetKind.PROBABILITY);
  }

  /** The number that the network says: a probability where the output is one. */
  public Readout told() {
    if (over() == Readout.OverTime.STEP && minus == null) {
      return Readout.of(output);
    }
    boolean logit = kind == TargetKind.PROBABILITY && explain == TargetKind.LOGIT;
    return new Readout(output, logit, over(), minus, logit);
  }

  private Readout.OverTime over() {
    return overTime == null ? Readout.OverTime.STEP : overTime;
  }

  /** Whether its labels are 0 and 1. */
  @JsonIgnore
  public boolean isClass() {
    return kind != null
        ? kind.isClass()
        : TargetKind.of(unit).filter(TargetKind::isClass).isPresent();
  }

  /** What the network says as a probability; NaN where it is no class. */
  public double probability(double told) {
    return switch (kind) {
      case REGRESSION -> Double.NaN;
      case PROBABILITY -> told;
      case LOGIT -> 1 / (1 + Math.exp(-told));
    };
  }

  /** Probability from which on the class is said to be there. */
  public double decision() {
    return threshold == null ? USUAL_THRESHOLD : threshold;
  }

  /**
   * The label of a record that what is explained has an error against.
   *
   * @param labels of the record by name
   * @return null where the record has no such label, and for a logit, since its labels are 0 and 1
   */
  public Double comparable(Map<String, Double> labels) {
    return hasErrors() ? labels.get(label) : null;
  }

  /** Whether a user's word is the name of the output, or its index. */
  public boolean isNamed(String word) {
    return name.equals(word) || Integer.toString(output).equals(word);
  }

  /**
   * Whether what is explained and its label are the same quantity; a logit and a 0 or 1 are not.
   */
  public boolean hasErrors() {
    return explain == null
        ? TargetKind.of(unit).orElse(kind) != TargetKind.LOGIT
        : explain != TargetKind.LOGIT;
  }
}
