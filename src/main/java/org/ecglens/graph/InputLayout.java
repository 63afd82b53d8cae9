package org.ecglens.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecglens.error.UserException;

/**
 * How a network wants leads and samples to be arranged. Everything outside the network is
 * lead-major, {@code [lead][sample]}; {@link #leadMajor} puts the rearrangement into the graph, so
 * that attributions come back lead-major too.
 */
public enum InputLayout {
  /** Leads, samples: a one-dimensional signal with leads as channels. */
  NCL(0, 1, null),
  /** Samples, leads. */
  NLC(1, 0, null),
  /** A picture of one channel: 1, leads, samples. */
  N1CL(0, 1, 0),
  /** 1, samples, leads. */
  N1LC(1, 0, 0),
  /** Leads, samples, 1. */
  NCL1(0, 1, 2),
  /** Samples, leads, 1. */
  NLC1(1, 0, 2),
  /** One axis: all samples of the first lead, then those of the second. */
  FLAT(0, 1, null);

  private final int leadsPosition;
  private final int samplesPosition;
  private final Integer single;

  InputLayout(int leadsPosition, int samplesPosition, Integer single) {
    this.leadsPosition = leadsPosition;
    this.samplesPosition = samplesPosition;
    this.single = single;
  }

  /** Axis lengths of one record, without the batch axis. */
  public List<Integer> dims(int leads, int samples) {
    if (this == FLAT) {
      return List.of(Math.multiplyExact(leads, samples));
    }
    List<Integer> dims = new ArrayList<>(plain(leads, samples));
    if (single != null) {
      dims.add(single, 1);
    }
    return List.copyOf(dims);
  }

  private List<Integer> plain(int leads, int samples) {
    return leadsPosition < samplesPosition ? List.of(leads, samples) : List.of(samples, leads);
  }

  /**
   * The only layout in which records fit a network.
   *
   * @param modelDims axis lengths that the network declares, without the batch axis; null where
   *     open
   * @throws UserException if no layout fits or several do
   */
  public static InputLayout infer(List<Integer> modelDims, int leads, int samples) {
    List<InputLayout> fitting = fitting(modelDims, leads, samples);
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String shapes =
        "the network's input %s (without the batch axis) and records of %d leads x %d samples"
            .formatted(
                modelDims.stream().map(dim -> Objects.toString(dim, "?")).toList(), leads, samples);
    throw new UserException(
        fitting.isEmpty()
            ? shapes + " do not fit in any layout; adapt the records with a model card"
            : shapes + " fit in several layouts, " + fitting + "; state one in the model card");
  }

  /**
   * The layouts in which records fit a network.
   *
   * @param modelDims as for {@link #infer}
   */
  public static List<InputLayout> fitting(List<Integer> modelDims, int leads, int samples) {
    return Arrays.stream(values())
        .filter(layout -> fits(layout.dims(leads, samples), modelDims))
        .toList();
  }

  private static boolean fits(List<Integer> dims, List<Integer> modelDims) {
    boolean fits = dims.size() == modelDims.size();
    for (int i = 0; fits && i < dims.size(); i++) {
      fits = modelDims.get(i) == null || modelDims.get(i).equals(dims.get(i));
    }
    return fits;
  }

  /**
   * The same network with an input of shape {@code [leads, samples]}.
   *
   * @param graph a network whose input has the shape {@link #dims}
   * @throws IllegalArgumentException if it has another shape
   */
  public Graph leadMajor(Graph graph, int leads, int samples) {
    Shape wanted = Shape.of(dims(leads, samples));
    if (!graph.inputShape().equals(wanted)) {
      throw new IllegalArgumentException(
          "the input is %s, in the layout %s it must be %s"
              .formatted(graph.inputShape(), this, wanted));
    }
    if (this == NCL) {
      return graph;
    }
    Map<String, Shape> shapes = new HashMap<>(graph.shapes());
    List<Node> nodes = new ArrayList<>();
    String input = fresh(graph.input() + "/leads", shapes);
    shapes.put(input, Shape.of(leads, samples));
    String current = input;
    if (leadsPosition > samplesPosition) {
      boolean last = single == null;
      String swapped = last ? graph.input() : fresh(graph.input() + "/transposed", shapes);
      shapes.put(swapped, Shape.of(samples, leads));
      Operation swap = new Operation.Transpose(List.of(0, 2, 1));
      nodes.add(new Node(input + "/transpose", "Transpose", swap, List.of(current), swapped));
      current = swapped;
    }
    if (!current.equals(graph.input())) {
      Operation reshape = new Operation.Reshape();
      nodes.add(new Node(input + "/reshape", "Reshape", reshape, List.of(current), graph.input()));
    }
    nodes.addAll(graph.nodes());
    return new Graph(input, nodes, graph.outputs(), shapes);
  }

  static String fresh(String name, Map<String, Shape> taken) {
    String candidate = name;
    while (taken.containsKey(candidate)) {
      candidate += "'";
    }
    return candidate;
  }
}
