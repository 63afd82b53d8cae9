package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Puts steps before a network, so that they are part of it: derivatives, multipliers and maps are
 * then of what goes into the first step. Its nodes are of the type {@link Node#PREPROCESSING}.
 */
public final class Prelude {
  private final Graph network;
  private final String input;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Shape> shapes;
  private String value;
  private boolean maximum;
  private Tensor times;

  /**
   * Begins.
   *
   * @param recorded shape of what goes into the first step
   */
  public Prelude(Graph network, Shape recorded) {
    this.network = network;
    shapes = new HashMap<>(network.shapes());
    input = InputLayout.fresh(network.input() + "/recorded", shapes);
    value = input;
    shapes.put(input, recorded);
  }

  /** What the last step gave; at first the input. */
  public String value() {
    return value;
  }

  /** Its shape. */
  public Shape shape() {
    return shapes.get(value);
  }

  /**
   * Adds a node beside the chain.
   *
   * @return the value that it gives
   */
  public String node(Operation operation, List<String> inputs, Shape shape) {
    String name = InputLayout.fresh(input + "/" + (nodes.size() + 1), shapes);
    nodes.add(new Node(name, Node.PREPROCESSING, operation, inputs, name));
    shapes.put(name, shape);
    return name;
  }

  /** Goes on with an operation on the last value. */
  public void then(Operation operation, Shape shape) {
    value = node(operation, List.of(value), shape);
  }

  /** Goes on with an operation that keeps the shape. */
  public void then(Operation operation) {
    then(operation, shape());
  }

  /** Goes on with a value that was added beside the chain. */
  public void goOn(String value) {
    this.value = value;
  }

  /** Takes the largest output of a record's rows, where steps make several, instead of the mean. */
  public void aggregateByMaximum() {
    maximum = true;
  }

  /**
   * Says which samples of the record the network's input shows, where that is not the whole of it.
   *
   * @param shown {@code [rows, samples]}, as {@link Operation.Excerpts} has them
   */
  public void shows(Tensor shown) {
    times = shown;
  }

  /**
   * The steps and the network behind them. Where the steps make several rows of a record, each goes
   * through the network, and the outputs are those of all rows together.
   *
   * @throws IllegalArgumentException if the steps do not give what the network takes
   */
  public Graph graph() {
    int windows = shape().rows();
    if (!network.inputShape().equals(Shape.of(shape().dims()))) {
      throw new IllegalArgumentException(
          "the input is " + network.inputShape() + ", the steps give " + shape());
    }
    network.shapes().keySet().forEach(name -> shapes.computeIfPresent(name, repeated(windows)));
    List<Node> all = new ArrayList<>(nodes);
    all.add(
        new Node(
            input + "/prepared",
            Node.PREPROCESSING,
            times == null ? new Operation.Reshape() : new Operation.Excerpts(times),
            List.of(value),
            network.input()));
    all.addAll(network.nodes());
    List<String> outputs = new ArrayList<>();
    for (String output : network.outputs()) {
      if (windows == 1) {
        outputs.add(output);
        continue;
      }
      String name = InputLayout.fresh(output + "/aggregate", shapes);
      all.add(
          new Node(
              name, "Aggregate", new Operation.Aggregate(windows, maximum), List.of(output), name));
      shapes.put(name, network.shape(output));
      outputs.add(name);
    }
    return new Graph(input, all, outputs, shapes);
  }

  private static BiFunction<String, Shape, Shape> repeated(int windows) {
    return (name, shape) -> new Shape(Math.multiplyExact(windows, shape.rows()), shape.dims());
  }
}
