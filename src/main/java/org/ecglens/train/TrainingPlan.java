package org.ecglens.train;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ecglens.model.InputRequirement;
import org.ecglens.net.training.Architecture;
import org.ecglens.net.training.Recipe;
import org.ecglens.net.training.Split;
import org.ecglens.plan.Processor;
import org.ecglens.plan.TrainingSpec;

/**
 * What executors need to train networks.
 *
 * @param networks to be trained, each in one task
 * @param targets labels in the order in which examples hold them: the labels of all networks
 * @param input shape that a record must have
 * @param split of the records
 * @param architecture with one output; networks of several targets have one for each
 * @param recipe except seed and device
 * @param device processor or graphics card
 * @param folded whether normalisations are multiplied into convolutions in the files
 * @param data description of the records, for the cards
 * @param versions of the programs, for the cards
 * @param examplesId tells examples of different runs apart
 */
public record TrainingPlan(
    List<TrainingSpec.Network> networks,
    List<String> targets,
    InputRequirement input,
    Split split,
    Architecture architecture,
    Recipe recipe,
    Processor device,
    boolean folded,
    String data,
    Map<String, String> versions,
    String examplesId)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the collections. */
  public TrainingPlan {
    networks = List.copyOf(networks);
    targets = List.copyOf(targets);
    versions = Map.copyOf(versions);
  }
}
