package org.ecglens.net;

import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;

/** Opens networks. */
public final class Networks {
  private Networks() {}

  /**
   * Binds a graph to the engine; its constants stay in the device's memory until the network is
   * closed.
   */
  public static Network open(Graph graph, NetworkOptions options) {
    return new GraphNetwork(graph, options);
  }

  /** What is said where a network has no layer that Grad-CAM can make a map of. */
  public static UserException withoutLayer() {
    return new UserException(
        "Grad-CAM needs a layer with channels that runs over time, and the network has none:"
            + " leave the methods of the group cam out");
  }

  /** Memory that a row takes on its way through a network and back, bytes; an estimate. */
  public static long bytesOfRow(Graph graph) {
    return RowMemory.bytes(graph);
  }
}
