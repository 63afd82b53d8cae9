package org.ecglens.net;

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

  /** Memory that a row takes on its way through a network and back, bytes; an estimate. */
  public static long bytesOfRow(Graph graph) {
    return RowMemory.bytes(graph);
  }
}
