package org.ecglens.train;

import java.io.Serializable;
import java.util.List;

/**
 * A network to be trained.
 *
 * @param name of its files and in tables
 * @param targets labels that it learns, one output each
 * @param seed of its first weights and of the order of its examples
 */
public record TrainingNetwork(String name, List<String> targets, long seed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public TrainingNetwork {
    targets = List.copyOf(targets);
  }
}
