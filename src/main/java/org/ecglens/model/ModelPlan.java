package org.ecglens.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.ReadGraph;

/**
 * A model as executors need it.
 *
 * @param name in tables and random draws
 * @param sha256 of the model's file
 * @param graph lead-major, with what of the targets is explained among its outputs
 * @param preprocessing the steps before the network, in the graph or before it, in words
 * @param preparation what is done to records before the graph; null for nothing
 * @param requirement what goes into the graph
 * @param targets outputs to look at
 * @param explained for each target, the output of the graph that is explained and perturbed
 * @param told for each target, the output of the graph that is the network's prediction
 */
public record ModelPlan(
    String name,
    String sha256,
    Graph graph,
    List<String> preprocessing,
    Preparation preparation,
    InputRequirement requirement,
    List<Target> targets,
    List<Integer> explained,
    List<Integer> told)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the lists. */
  public ModelPlan {
    preprocessing = List.copyOf(preprocessing);
    targets = List.copyOf(targets);
    explained = List.copyOf(explained);
    told = List.copyOf(told);
  }

  /**
   * A network with what its targets ask for among its outputs.
   *
   * @throws UserException if an output does not have what is to be explained of it
   */
  public static ModelPlan of(
      String name,
      String sha256,
      Graph graph,
      List<String> preprocessing,
      Preparation preparation,
      InputRequirement requirement,
      List<Target> targets) {
    ReadGraph read =
        ReadGraph.of(
            graph,
            Stream.concat(
                    targets.stream().map(Target::explained), targets.stream().map(Target::told))
                .toList());
    return new ModelPlan(
        name,
        sha256,
        read.graph(),
        preprocessing,
        preparation,
        requirement,
        targets,
        read.outputs().subList(0, targets.size()),
        read.outputs().subList(targets.size(), 2 * targets.size()));
  }

  /** What a record must be. */
  public InputRequirement recorded() {
    return preparation == null ? requirement : preparation.recorded();
  }

  /** Outputs of the graph that are explained. */
  public int[] outputs() {
    return explained.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Outputs of the graph that are predictions. */
  public int[] predicted() {
    return told.stream().mapToInt(Integer::intValue).toArray();
  }
}
