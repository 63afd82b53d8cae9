package org.ecglens.model;

import java.io.Serializable;
import java.util.List;
import org.ecglens.graph.Graph;

/**
 * A model as executors need it.
 *
 * @param name in tables and random draws
 * @param sha256 of the file
 * @param graph lead-major
 * @param requirement what a record must be
 * @param targets outputs to look at
 */
public record ModelPlan(
    String name, String sha256, Graph graph, InputRequirement requirement, List<Target> targets)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public ModelPlan {
    targets = List.copyOf(targets);
  }

  /** Output indexes of the targets. */
  public int[] outputs() {
    return targets.stream().mapToInt(Target::output).toArray();
  }
}
