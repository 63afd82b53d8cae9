package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds the repetition of every sample into the one-dimensional convolution after it: taps that
 * meet copies of the same sample are added up beforehand. Each position between two samples of the
 * input (a phase) has short kernels of its own, so the convolution runs at the input's rate with
 * one channel per phase and output channel, and the phases are interleaved afterwards (the
 * polyphase form; Crochiere and Rabiner, Multirate Digital Signal Processing, 1983). By a factor of
 * 5, 25 taps become 7.
 */
public final class UpsamplingFolding {
  /** The folded weights may be this many times as large. */
  private static final int GROWTH = 2;

  private final Graph graph;
  private final Map<String, Integer> uses;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Shape> shapes;
  private final List<Node> folded = new ArrayList<>();
  private final Set<Node> gone = new HashSet<>();

  private UpsamplingFolding(Graph graph) {
    this.graph = graph;
    uses = graph.uses();
    shapes = new HashMap<>(graph.shapes());
    graph.nodes().forEach(node -> producers.put(node.output(), node));
  }

  /**
   * The same network with less work. A repetition is folded, with zero padding between it and the
   * convolution, where nothing else reads it and the kernel gets shorter; the convolution step
   * keeps its name, and the last of its steps has its output.
   */
  public static Graph fold(Graph graph) {
    return new UpsamplingFolding(graph).run();
  }

  /**
   * What is folded.
   *
   * @param input value that is repeated
   * @param factor copies of each sample
   * @param begin zeros before the copies
   * @param between the repetition, and the padding if there is one
   */
  private record Upsampling(String input, int factor, int begin, List<Node> between) {}

  private Graph run() {
    for (Node node : graph.nodes()) {
      Upsampling upsampling =
          node.operation() instanceof Operation.Convolution convolution
              ? upsampling(node, convolution)
              : null;
      if (upsampling == null) {
        folded.add(node);
      } else {
        add(node, (Operation.Convolution) node.operation(), upsampling);
      }
    }
    if (gone.isEmpty()) {
      return graph;
    }
    folded.removeAll(gone);
    gone.forEach(node -> shapes.remove(node.output()));
    return new Graph(graph.input(), folded, graph.outputs(), shapes);
  }

  private Upsampling upsampling(Node node, Operation.Convolution convolution) {
    if (!convolution.strides().equals(List.of(1)) || !convolution.dilations().equals(List.of(1))) {
      return null;
    }
    List<Node> between = new ArrayList<>();
    int begin = convolution.padsBegin().get(0);
    Node before = onlyRead(node);
    if (before != null
        && before.operation() instanceof Operation.Pad pad
        && pad.value() == 0
        && pad.padsBegin().get(0) == 0
        && pad.padsEnd().get(0) == 0) {
      between.add(before);
      begin += pad.padsBegin().get(1);
      before = onlyRead(before);
    }
    if (before == null || !(before.operation() instanceof Operation.Gather gather)) {
      return null;
    }
    between.add(before);
    String input = before.inputs().get(0);
    int factor = factor(gather, graph.shape(input));
    int kernel = convolution.weight().dim(2);
    int taps = last(begin, factor, kernel) - first(begin, factor) + 1;
    return factor > 1 && taps < kernel && factor * taps <= GROWTH * kernel
        ? new Upsampling(input, factor, begin, between)
        : null;
  }

  /** The node before, if this one alone reads it. */
  private Node onlyRead(Node node) {
    String input = node.inputs().get(0);
    return uses.get(input) == 1 ? producers.get(input) : null;
  }

  /** How often the last of two axes is repeated, or 1. */
  private static int factor(Operation.Gather gather, Shape input) {
    int copies = gather.indices().size();
    if (gather.axis() != 2 || input.rank() != 3 || copies % input.dim(2) != 0) {
      return 1;
    }
    int factor = copies / input.dim(2);
    for (int i = 0; i < copies; i++) {
      if (gather.indices().get(i) != i / factor) {
        return 1;
      }
    }
    return factor;
  }

  /** Where the first tap of the first phase lies, in samples of the input. */
  private static int first(int begin, int factor) {
    return Math.floorDiv(-begin, factor);
  }

  /** Where the last tap of the last phase lies. */
  private static int last(int begin, int factor, int kernel) {
    return Math.floorDiv(factor - 1 + kernel - 1 - begin, factor);
  }

  private void add(Node node, Operation.Convolution convolution, Upsampling upsampling) {
    gone.addAll(upsampling.between());
    int factor = upsampling.factor();
    int out = convolution.weight().dim(0);
    Shape output = graph.shape(node.output());
    int length = output.dim(2);
    int steps = (length + factor - 1) / factor;
    Tensor weight = phases(convolution.weight(), upsampling);
    int first = first(upsampling.begin(), factor);
    int end = steps - 1 + first + weight.dim(2) - graph.shape(upsampling.input()).dim(2);
    Operation.Convolution slow =
        new Operation.Convolution(
            weight,
            repeated(convolution.bias(), factor),
            List.of(1),
            List.of(-first),
            List.of(end),
            List.of(1),
            convolution.groups());
    List<Step> chain = new ArrayList<>();
    chain.add(new Step("/phases", slow, List.of(out * factor, steps)));
    chain.add(new Step("/apart", new Operation.Reshape(), List.of(out, factor, steps)));
    chain.add(
        new Step(
            "/interleaved",
            new Operation.Transpose(List.of(0, 1, 3, 2)),
            List.of(out, steps, factor)));
    chain.add(new Step("/joined", new Operation.Reshape(), List.of(out, steps * factor)));
    if (steps * factor > length) {
      chain.add(new Step("/cut", new Operation.Slice(2, 0, length, 1), List.of(out, length)));
    }
    String value = upsampling.input();
    for (int i = 0; i < chain.size(); i++) {
      Step step = chain.get(i);
      String result =
          i == chain.size() - 1
              ? node.output()
              : InputLayout.fresh(node.output() + step.suffix(), shapes);
      folded.add(
          new Node(
              i == 0 ? node.name() : node.name() + step.suffix(),
              node.type(),
              step.operation(),
              List.of(value),
              result));
      shapes.put(result, new Shape(output.rows(), step.dims()));
      value = result;
    }
  }

  /** One of the steps that replace a convolution. */
  private record Step(String suffix, Operation operation, List<Integer> dims) {}

  /** {@code [out · factor + phase, in / groups, taps]} of {@code [out, in / groups, kernel]}. */
  private static Tensor phases(Tensor weight, Upsampling upsampling) {
    int factor = upsampling.factor();
    int kernel = weight.dim(2);
    int first = first(upsampling.begin(), factor);
    int taps = last(upsampling.begin(), factor, kernel) - first + 1;
    int in = weight.dim(1);
    double[] sums = new double[weight.dim(0) * factor * in * taps];
    for (int i = 0; i < weight.size(); i++) {
      int tap = i % kernel;
      int channel = i / kernel % in;
      int out = i / kernel / in;
      for (int phase = 0; phase < factor; phase++) {
        int at = Math.floorDiv(phase + tap - upsampling.begin(), factor) - first;
        sums[((out * factor + phase) * in + channel) * taps + at] += weight.get(i);
      }
    }
    float[] values = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      values[i] = (float) sums[i];
    }
    return Tensor.of(values, weight.dim(0) * factor, in, taps);
  }

  private static Tensor repeated(Tensor bias, int factor) {
    if (bias == null) {
      return null;
    }
    float[] values = new float[bias.size() * factor];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias.get(i / factor);
    }
    return Tensor.of(values, values.length);
  }
}
