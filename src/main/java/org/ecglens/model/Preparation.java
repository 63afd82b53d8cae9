package org.ecglens.model;

import java.io.Serializable;
import org.ecglens.graph.Graph;

/**
 * What is done to a record before a network that is explained behind it.
 *
 * @param recorded what a record must be
 * @param graph whose outputs are the prepared record, {@code [lead * samples + sample]}
 */
public record Preparation(InputRequirement recorded, Graph graph) implements Serializable {
  private static final long serialVersionUID = 1L;
}
