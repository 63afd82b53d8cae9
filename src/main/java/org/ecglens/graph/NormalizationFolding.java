package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds normalisations over a record that a file writes as means, differences, squares, roots and
 * quotients, and makes one {@link Operation.Standardize} of each, which has a rule of its own in
 * DeepLIFT. Two ways of writing them are known: {@code (x − mean) · inverse}, and {@code x · s +
 * (shift − mean · s)} with {@code s = scale · inverse}.
 */
public final class NormalizationFolding {
  private final Graph graph;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Shape> shapes;
  private final List<Node> folded = new ArrayList<>();

  private NormalizationFolding(Graph graph) {
    this.graph = graph;
    shapes = new HashMap<>(graph.shapes());
    graph.nodes().forEach(node -> producers.put(node.output(), node));
  }

  /** The same network; the step that ends a normalisation keeps its name and its output. */
  public static Graph fold(Graph graph) {
    return new NormalizationFolding(graph).run();
  }

  /**
   * What a factor divides by.
   *
   * @param centred the value whose square's mean is taken
   * @param factor of the mean of squares under the root; σ is √factor times the standard deviation
   */
  private record Inverse(
      String centred, List<Integer> axes, double factor, double epsilon, double offset) {}

  private Graph run() {
    boolean found = false;
    for (Node node : graph.nodes()) {
      if (standardizes(node) || standardizesInParts(node)) {
        found = true;
      } else {
        folded.add(node);
      }
    }
    return found ? new Graph(graph.input(), folded, graph.outputs(), shapes).pruned() : graph;
  }

  private boolean standardizes(Node node) {
    if (!(node.operation() instanceof Operation.Multiply)) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      Inverse inverse = inverse(node.inputs().get(1 - i));
      String value = node.inputs().get(i);
      if (inverse != null && same(value, inverse.centred())) {
        String centredOf = centredOf(value, inverse.axes());
        add(node, inverse, centredOf == null ? value : centredOf, centredOf != null, null, null);
        return true;
      }
    }
    return false;
  }

  /** {@code x · s + (shift − mean · s)}. */
  private boolean standardizesInParts(Node node) {
    if (!(node.operation() instanceof Operation.Add) || node.inputs().size() != 2) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      Node product = producers.get(node.inputs().get(i));
      Node rest = producers.get(node.inputs().get(1 - i));
      Tensor shift = null;
      if (rest != null
          && rest.operation() instanceof Operation.Affine affine
          && affine.scale() == null) {
        shift = affine.shift();
        rest = producer(rest, 0);
      }
      if (isProduct(product) && isProduct(rest) && ends(node, product, rest, shift)) {
        return true;
      }
    }
    return false;
  }

  private boolean ends(Node node, Node product, Node rest, Tensor shift) {
    for (int k = 0; k < 4; k++) {
      String x = product.inputs().get(k / 2);
      String scaled = product.inputs().get(1 - k / 2);
      Node opposite = producer(rest, k % 2);
      Scaled s = scaled(scaled);
      if (s != null
          && rest.inputs().get(1 - k % 2).equals(scaled)
          && opposite != null
          && isNegation(opposite)
          && isMean(opposite.inputs().get(0), x, s.inverse().axes())
          && x.equals(centredOf(s.inverse().centred(), s.inverse().axes()))) {
        add(node, s.inverse(), x, true, s.scale(), shift);
        return true;
      }
    }
    return false;
  }

  private record Scaled(Inverse inverse, Tensor scale) {}

  private Scaled scaled(String value) {
    Inverse plain = inverse(value);
    if (plain != null) {
      return new Scaled(plain, null);
    }
    Node node = producers.get(value);
    if (node != null
        && node.operation() instanceof Operation.Affine affine
        && affine.shift() == null) {
      Inverse inverse = inverse(node.inputs().get(0));
      return inverse == null ? null : new Scaled(inverse, affine.scale());
    }
    return null;
  }

  private void add(
      Node node, Inverse inverse, String x, boolean centred, Tensor scale, Tensor shift) {
    // c / (√(k·m + ε) + δ) = (c / (√(m + ε/k) + δ/√k)) / √k
    double root = Math.sqrt(inverse.factor());
    Operation standardize =
        new Operation.Standardize(
            inverse.axes(), inverse.epsilon() / inverse.factor(), inverse.offset() / root, centred);
    List<Operation> steps = new ArrayList<>(List.of(standardize));
    if (root != 1) {
      steps.add(new Operation.Affine(Tensor.scalar(1 / root), null));
    }
    if (scale != null || shift != null) {
      steps.add(new Operation.Affine(scale, shift));
    }
    String value = x;
    for (int i = 0; i < steps.size(); i++) {
      boolean last = i == steps.size() - 1;
      String result = last ? node.output() : InputLayout.fresh(node.output() + "/standard", shapes);
      String name = last ? node.name() : node.name() + "/standard" + i;
      folded.add(new Node(name, node.type(), steps.get(i), List.of(value), result));
      shapes.putIfAbsent(result, graph.shape(x));
      value = result;
    }
  }

  private Node producer(Node node, int input) {
    return node == null ? null : producers.get(node.inputs().get(input));
  }

  private static boolean isProduct(Node node) {
    return node != null && node.operation() instanceof Operation.Multiply;
  }

  private static boolean isNegation(Node node) {
    return node.operation() instanceof Operation.Affine affine
        && affine.shift() == null
        && isScalar(affine.scale())
        && affine.scale().get(0) == -1;
  }

  private static boolean isScalar(Tensor tensor) {
    return tensor != null && tensor.size() == 1;
  }

  /** The value that this one is less its own mean; null if it is none such. */
  private String centredOf(String value, List<Integer> axes) {
    Node node = producers.get(value);
    boolean centred =
        node != null
            && node.operation() instanceof Operation.Subtract
            && isMean(node.inputs().get(1), node.inputs().get(0), axes);
    return centred ? node.inputs().get(0) : null;
  }

  private boolean isMean(String value, String of, List<Integer> axes) {
    Node node = unshaped(producers.get(value));
    return node != null
        && node.operation() instanceof Operation.ReduceMean mean
        && mean.axes().equals(axes)
        && node.inputs().get(0).equals(of)
        && keeps(value, node, axes);
  }

  /** The node before a change of shape. */
  private Node unshaped(Node node) {
    return node != null && node.operation() instanceof Operation.Reshape ? producer(node, 0) : node;
  }

  /** Whether a value has length 1 along the axes that a reduction takes, whoever gave it that. */
  private boolean keeps(String value, Node reduction, List<Integer> axes) {
    Shape from = graph.shape(reduction.inputs().get(0));
    List<Integer> dims = new ArrayList<>(from.dims());
    axes.forEach(axis -> dims.set(axis - 1, 1));
    return graph.shape(value).equals(new Shape(from.rows(), dims));
  }

  private boolean same(String a, String b) {
    Node left = producers.get(a);
    Node right = producers.get(b);
    return a.equals(b)
        || (left != null
            && right != null
            && left.operation().equals(right.operation())
            && left.inputs().get(0).equals(right.inputs().get(0))
            && left.inputs().size() == right.inputs().size()
            && (left.inputs().size() == 1 || same(left.inputs().get(1), right.inputs().get(1))));
  }

  /** Reads backwards from what is multiplied with; null if it is no inverse deviation. */
  private Inverse inverse(String value) {
    Node node = producers.get(value);
    double offset = 0;
    if (node != null && isPower(node, -0.5)) {
      return variance(node.inputs().get(0), 0);
    }
    if (is(node, Function.SQRT) && is(producer(node, 0), Function.RECIPROCAL)) {
      return variance(producer(node, 0).inputs().get(0), 0);
    }
    if (!is(node, Function.RECIPROCAL)) {
      return null;
    }
    Node root = producer(node, 0);
    if (root != null
        && root.operation() instanceof Operation.Affine affine
        && affine.scale() == null
        && isScalar(affine.shift())
        && affine.shift().get(0) >= 0) {
      offset = affine.shift().get(0);
      root = producer(root, 0);
    }
    return is(root, Function.SQRT) ? variance(root.inputs().get(0), offset) : null;
  }

  /** {@code factor · mean square + ε}. */
  private Inverse variance(String value, double offset) {
    double factor = 1;
    double epsilon = 0;
    Node node = producers.get(value);
    while (node != null
        && node.operation() instanceof Operation.Affine affine
        && (affine.scale() == null || isScalar(affine.scale()))
        && (affine.shift() == null || isScalar(affine.shift()))) {
      epsilon += affine.shift() == null ? 0 : factor * affine.shift().get(0);
      factor *= affine.scale() == null ? 1 : affine.scale().get(0);
      node = producer(node, 0);
    }
    node = unshaped(node);
    List<Integer> axes = null;
    if (node != null && node.operation() instanceof Operation.ReduceMean mean) {
      axes = mean.axes();
    } else if (node != null && node.operation() instanceof Operation.ReduceSum sum) {
      axes = sum.axes();
      Shape summed = graph.shape(node.inputs().get(0));
      factor *= axes.stream().mapToDouble(summed::dim).reduce(1, (a, b) -> a * b);
    }
    if (axes == null || factor <= 0 || epsilon < 0 || !keeps(value, node, axes)) {
      return null;
    }
    Node square = producer(node, 0);
    boolean squares =
        square != null
            && (isPower(square, 2)
                || (isProduct(square) && same(square.inputs().get(0), square.inputs().get(1))));
    return squares ? new Inverse(square.inputs().get(0), axes, factor, epsilon, offset) : null;
  }

  private static boolean is(Node node, Function function) {
    return node != null
        && node.operation() instanceof Operation.Elementwise elementwise
        && elementwise.function() == function;
  }

  private static boolean isPower(Node node, double exponent) {
    return is(node, Function.POW) && ((Operation.Elementwise) node.operation()).a() == exponent;
  }
}
