package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;

/**
 * A network with further outputs behind its own, from which {@link Readout}s are read. Its own
 * outputs keep their indexes, so one pass gives both what is explained and what the network says.
 *
 * @param graph the network; itself where every readout is an output element
 * @param outputs index of each readout among the graph's output elements
 */
public record ReadGraph(Graph graph, List<Integer> outputs) {

  /** Copies the list. */
  public ReadGraph {
    outputs = List.copyOf(outputs);
  }

  /**
   * Adds what the readouts need.
   *
   * @throws UserException if a logit is asked for of an output that no sigmoid or softmax makes, or
   *     an output has no time axis
   */
  public static ReadGraph of(Graph graph, List<Readout> readouts) {
    if (readouts.stream().allMatch(Readout::isElement)) {
      return new ReadGraph(graph, readouts.stream().map(Readout::output).toList());
    }
    Builder builder = new Builder(graph);
    List<Integer> outputs = readouts.stream().map(builder::read).toList();
    return new ReadGraph(builder.graph(), outputs);
  }

  /** An element of a value, as an index in row-major order. */
  private record Element(String value, int index) {}

  /** Adds nodes and outputs to a graph. */
  private static final class Builder {
    private final Graph graph;
    private final List<Node> nodes;
    private final List<String> outputs;
    private final Map<String, Shape> shapes;
    private final Map<String, Node> makers = new HashMap<>();
    private final Map<String, String> logits = new HashMap<>();
    private final Map<Readout, Integer> read = new HashMap<>();
    private final Map<String, Integer> firsts = new HashMap<>();
    private int size;

    Builder(Graph graph) {
      this.graph = graph;
      this.nodes = new ArrayList<>(graph.nodes());
      this.outputs = new ArrayList<>(graph.outputs());
      this.shapes = new HashMap<>(graph.shapes());
      this.size = graph.outputSize();
      graph.nodes().forEach(node -> makers.put(node.output(), node));
    }

    Graph graph() {
      return new Graph(graph.input(), nodes, outputs, shapes);
    }

    int read(Readout readout) {
      if (readout.isElement()) {
        return readout.output();
      }
      Integer known = read.get(readout);
      if (known == null) {
        known = add(readout);
        read.put(readout, known);
      }
      return known;
    }

    private int add(Readout readout) {
      if (readout.isStep() && !readout.sigmoid()) {
        Element element = element(readout.output(), true);
        return first(element.value()) + element.index();
      }
      String value = overTime(element(readout.output(), readout.logit()), readout.over());
      if (readout.minus() != null) {
        String other = overTime(element(readout.minus(), readout.logit()), readout.over());
        value = add("Sub", new Operation.Subtract(), List.of(value, other), Shape.of(1));
      }
      if (readout.sigmoid()) {
        value =
            add(
                "Sigmoid",
                new Operation.Elementwise(Function.SIGMOID, 0, 0),
                List.of(value),
                Shape.of(1));
      }
      return first(value);
    }

    /** Where the elements of a value begin among the outputs, of which it becomes one. */
    private int first(String value) {
      Integer first = firsts.get(value);
      if (first == null) {
        first = size;
        firsts.put(value, first);
        outputs.add(value);
        size = Math.addExact(size, Math.toIntExact(shapes.get(value).size()));
      }
      return first;
    }

    private Element element(int output, boolean logit) {
      int first = 0;
      for (String value : graph.outputs()) {
        int length = Math.toIntExact(graph.shape(value).size());
        if (output < first + length) {
          return new Element(logit ? logits(value) : value, output - first);
        }
        first += length;
      }
      throw new IllegalArgumentException("the graph has no output " + output);
    }

    /**
     * The value without the sigmoids and softmaxes that make it, moved about as they are. Over
     * windows, it is the mean or maximum of the windows' logits.
     */
    private String logits(String value) {
      String known = logits.get(value);
      if (known != null) {
        return known;
      }
      Node maker = makers.get(value);
      String before;
      if (maker != null && Probabilities.isActivation(maker.operation())) {
        before = maker.inputs().get(0);
      } else if (maker != null
          && (Probabilities.moves(maker.operation())
              || maker.operation() instanceof Operation.Aggregate)) {
        before =
            add(
                maker.type(),
                maker.operation(),
                maker.inputs().stream().map(this::logits).toList(),
                shapes.get(value));
      } else {
        throw new UserException(
            "the output '"
                + value
                + "' is not that of a sigmoid or softmax: it has no logit. Say \"kind\" in its card,"
                + " or \"explain\": \"probability\".");
      }
      logits.put(value, before);
      return before;
    }

    /** One number of a value, shape {@code [1]}. */
    private String overTime(Element element, Readout.OverTime over) {
      Shape shape = shapes.get(element.value());
      if (shape.rows() != 1) {
        throw new UserException(
            "the output '"
                + element.value()
                + "' has an axis in its batch: it cannot be compared.");
      }
      int all = Math.toIntExact(shape.size());
      String flat =
          shape.dims().size() == 1
              ? element.value()
              : add("Reshape", new Operation.Reshape(), List.of(element.value()), Shape.of(all));
      if (over == Readout.OverTime.STEP) {
        int index = element.index();
        return add(
            "Slice", new Operation.Slice(1, index, index + 1, 1), List.of(flat), Shape.of(1));
      }
      List<Integer> steps = steps(element, shape);
      String chosen =
          add("Gather", new Operation.Gather(1, steps), List.of(flat), Shape.of(steps.size()));
      return over == Readout.OverTime.MEAN
          ? add(
              "ReduceMean",
              new Operation.ReduceMean(List.of(1), true),
              List.of(chosen),
              Shape.of(1))
          : add(
              "ReduceMax", new Operation.ReduceMax(List.of(1), true), List.of(chosen), Shape.of(1));
    }

    /** The elements beside one along the longest axis. */
    private static List<Integer> steps(Element element, Shape shape) {
      List<Integer> dims = shape.dims();
      int longest = dims.stream().mapToInt(Integer::intValue).max().orElse(1);
      if (longest == 1 || dims.indexOf(longest) != dims.lastIndexOf(longest)) {
        throw new UserException(
            "the output '"
                + element.value()
                + "' is "
                + dims
                + ": no axis is longer than the others, so none is known to be time. Leave"
                + " \"over_time\" out of the card.");
      }
      int axis = dims.indexOf(longest);
      int stride = dims.subList(axis + 1, dims.size()).stream().reduce(1, (a, b) -> a * b);
      int zero = element.index() - element.index() / stride % longest * stride;
      return IntStream.range(0, longest).mapToObj(step -> zero + step * stride).toList();
    }

    private String add(String type, Operation operation, List<String> inputs, Shape shape) {
      String name = "readout/" + nodes.size();
      nodes.add(new Node(name, type, operation, inputs, name));
      shapes.put(name, shape);
      return name;
    }
  }
}
