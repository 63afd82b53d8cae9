package org.ecglens.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A node whose output has channels and runs over time, so that Grad-CAM can make a map of it.
 *
 * @param node its name
 * @param shape axis lengths of one record's values, the rows first
 * @param channels which axis counts channels
 * @param time which axis runs over time; the other axes are leads, heads or of length 1
 * @param times which samples of the record the network's input shows, as {@link Operation.Excerpts}
 *     has them; null where it shows the whole record
 */
public record MappedLayer(String node, List<Integer> shape, int channels, int time, Tensor times) {

  /** A layer of a network whose input shows the whole record. */
  public MappedLayer(String node, List<Integer> shape, int channels, int time) {
    this(node, shape, channels, time, null);
  }

  /** Copies the lengths. */
  public MappedLayer {
    shape = List.copyOf(shape);
  }

  /**
   * The output of a node.
   *
   * @return null if there is no such node, or its output does not run over time
   */
  public static MappedLayer of(Graph graph, String name) {
    for (Node node : graph.nodes()) {
      if (node.name().equals(name)) {
        return of(graph, node, TimeAxes.of(graph));
      }
    }
    return null;
  }

  private static MappedLayer of(Graph graph, Node node, Map<String, Integer> times) {
    if (node.isPreprocessing()) {
      return null;
    }
    Shape shape = graph.shape(node.output());
    boolean convolution = node.operation() instanceof Operation.Convolution;
    Integer time = times.get(node.output());
    if (time == null && !convolution) {
      return null;
    }
    int last = shape.rank() - 1;
    int along = time == null ? last : time;
    int channels = along >= 2 || convolution ? 1 : last;
    if (channels == along || last < 1) {
      return null;
    }
    List<Integer> lengths = new ArrayList<>(shape.dims());
    lengths.add(0, shape.rows());
    return new MappedLayer(node.name(), lengths, channels, along, shown(graph));
  }

  private static Tensor shown(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.operation() instanceof Operation.Excerpts excerpts) {
        return excerpts.times();
      }
    }
    return null;
  }

  /** Names of all nodes that can be mapped, in order of execution. */
  public static List<String> names(Graph graph) {
    Map<String, Integer> times = TimeAxes.of(graph);
    return graph.nodes().stream()
        .filter(node -> of(graph, node, times) != null)
        .map(Node::name)
        .toList();
  }

  /**
   * The layer that is mapped by default: the last node that runs over time and that everything from
   * input to output goes through. Where it is a function, pool, gate or sum of a convolution's
   * output, the convolution is mapped instead, as usual. Outputs over time are not counted.
   *
   * @return null if there is none
   */
  public static MappedLayer last(Graph graph) {
    Map<String, Integer> times = TimeAxes.of(graph);
    Map<String, Node> producers = new HashMap<>();
    graph.nodes().forEach(node -> producers.put(node.output(), node));
    Set<String> shown = shown(graph, producers);
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (!shown.contains(node.output())
          && of(graph, node, times) != null
          && carriesAll(graph, node)) {
        Node convolution = convolution(node.output(), producers, times);
        Node chosen = convolution == null ? computing(node, producers) : convolution;
        return of(graph, of(graph, chosen, times) == null ? node : chosen, times);
      }
    }
    return graph.convolutions().isEmpty()
        ? null
        : of(graph, graph.convolutions().get(graph.convolutions().size() - 1));
  }

  /** The node whose values are moved. */
  private static Node computing(Node moved, Map<String, Node> producers) {
    Node node = moved;
    while (isMove(node) && producers.containsKey(node.inputs().get(0))) {
      node = producers.get(node.inputs().get(0));
    }
    return node;
  }

  /** Outputs, and what they are but for functions of each value and changes of shape. */
  private static Set<String> shown(Graph graph, Map<String, Node> producers) {
    Set<String> shown = new HashSet<>(graph.outputs());
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (shown.contains(node.output())
          && (isFunction(node)
              || isMove(node)
              || node.operation() instanceof Operation.Aggregate
              || node.operation() instanceof Operation.Concat
              || node.operation() instanceof Operation.Softmax)) {
        node.inputs().stream().filter(producers::containsKey).forEach(shown::add);
      }
    }
    return shown;
  }

  private static boolean isFunction(Node node) {
    return node.operation() instanceof Operation.Elementwise
        || node.operation() instanceof Operation.Affine
        || node.operation() instanceof Operation.PRelu;
  }

  /** Whether no output can be reached from the input but through a node. */
  private static boolean carriesAll(Graph graph, Node through) {
    Set<String> reached = new HashSet<>(Set.of(graph.input()));
    for (Node node : graph.nodes()) {
      if (!node.output().equals(through.output())
          && node.inputs().stream().anyMatch(reached::contains)) {
        reached.add(node.output());
      }
    }
    return graph.outputs().stream().noneMatch(reached::contains);
  }

  /**
   * The convolution that a value comes from; where branches are added, that of the one with the
   * most convolutions, as a shortcut has fewer. None where that branch ends in something else, as
   * attention or joined convolutions: the shortcut alone is not what the network goes on with.
   */
  private static Node convolution(
      String value, Map<String, Node> producers, Map<String, Integer> times) {
    Node node = producers.get(value);
    while (node != null) {
      Operation operation = node.operation();
      if (operation instanceof Operation.Convolution) {
        return node;
      } else if (operation instanceof Operation.Add) {
        return ofSum(node, producers, times);
      } else if (operation instanceof Operation.Multiply) {
        List<String> gated = node.inputs().stream().filter(times::containsKey).toList();
        node = gated.size() == 1 ? producers.get(gated.get(0)) : null;
      } else if (isFunction(node)
          || isMove(node)
          || operation instanceof Operation.MaxPool
          || operation instanceof Operation.AveragePool) {
        node = producers.get(node.inputs().get(0));
      } else {
        return null;
      }
    }
    return null;
  }

  /** Null where a branch that is no convolution's output has as many convolutions as the others. */
  private static Node ofSum(Node sum, Map<String, Node> producers, Map<String, Integer> times) {
    Node deepest = null;
    int most = -1;
    int others = -1;
    for (String input : sum.inputs()) {
      Node branch = convolution(input, producers, times);
      if (branch != null && depth(branch, producers) > most) {
        deepest = branch;
        most = depth(branch, producers);
      } else if (branch == null && times.containsKey(input) && producers.containsKey(input)) {
        others = Math.max(others, depth(producers.get(input), producers));
      }
    }
    return most > others ? deepest : null;
  }

  /** The most convolutions on a way from the input to a node. */
  private static int depth(Node node, Map<String, Node> producers) {
    Map<String, Integer> depths = new HashMap<>();
    Deque<Node> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      Node next = open.peek();
      List<Node> before =
          next.inputs().stream().map(producers::get).filter(Objects::nonNull).toList();
      List<Node> unknown = before.stream().filter(n -> !depths.containsKey(n.output())).toList();
      if (unknown.isEmpty()) {
        int most = before.stream().mapToInt(n -> depths.get(n.output())).max().orElse(0);
        boolean counts = next.operation() instanceof Operation.Convolution;
        depths.put(next.output(), counts ? most + 1 : most);
        open.pop();
      } else {
        unknown.forEach(open::push);
      }
    }
    return depths.get(node.output());
  }

  /** Whether a node moves values without changing them. */
  private static boolean isMove(Node node) {
    return node.operation() instanceof Operation.Reshape
        || node.operation() instanceof Operation.Transpose;
  }
}
