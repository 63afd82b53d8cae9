package org.ecglens.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as a list of typed steps in an order in which every input precedes its use, with all
 * shapes known. Free of any file format and of any engine.
 *
 * @param input name of the one input value
 * @param nodes in topological order; each contributes to an output
 * @param outputs names of output values; targets number their elements in this order, row-major
 * @param shapes of every value
 */
public record Graph(String input, List<Node> nodes, List<String> outputs, Map<String, Shape> shapes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the lists. */
  public Graph {
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
    shapes = Map.copyOf(shapes);
  }

  /** Shape of a value. */
  public Shape shape(String value) {
    Shape shape = shapes.get(value);
    if (shape == null) {
      throw new IllegalArgumentException("the graph has no value " + value);
    }
    return shape;
  }

  /** Shape of the input. */
  public Shape inputShape() {
    return shape(input);
  }

  /** Number of output elements per record. */
  public int outputSize() {
    long size = 0;
    for (String output : outputs) {
      size += shape(output).size();
    }
    return Math.toIntExact(size);
  }

  /** How often each value is read; being an output counts as once. Unread values are not in it. */
  public Map<String, Integer> uses() {
    Map<String, Integer> uses = new HashMap<>();
    for (Node node : nodes) {
      node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
    outputs.forEach(output -> uses.merge(output, 1, Integer::sum));
    return uses;
  }

  /** The same network without steps that no output depends on. */
  public Graph pruned() {
    Set<String> used = new HashSet<>(outputs);
    List<Node> kept = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (used.contains(nodes.get(i).output())) {
        used.addAll(nodes.get(i).inputs());
        kept.add(nodes.get(i));
      }
    }
    Collections.reverse(kept);
    used.add(input);
    Map<String, Shape> left = new HashMap<>(shapes);
    left.keySet().retainAll(used);
    return new Graph(input, kept, outputs, left);
  }

  /** Names of the convolution nodes, in order: the layers that Grad-CAM can look at. */
  public List<String> convolutions() {
    return nodes.stream()
        .filter(node -> !node.isPreprocessing())
        .filter(node -> node.operation() instanceof Operation.Convolution)
        .map(Node::name)
        .toList();
  }
}
