package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.ecglens.graph.FilterSection;
import org.ecglens.graph.Function;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.RecurrentCell;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.net.Program.Tape;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.LayerRule;
import org.ecglens.net.kernel.RelevanceKernel;
import org.ecglens.net.kernel.RelevanceKernels;
import org.ecglens.net.kernel.RelevanceRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives of every operation against central differences, and DeepLIFT's completeness on random
 * references. A random linear read-out makes one number of an operation's output.
 */
class OperationGradientTest {
  private static final int RECORDS = 3;

  private record Case(Operation operation, Shape in, Shape out, double low, double high) {}

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    for (Function function : Function.values()) {
      double[] range = range(function);
      add(
          "function " + function,
          new Operation.Elementwise(function, first(function), second(function)),
          Shape.of(3, 5),
          Shape.of(3, 5),
          range[0],
          range[1]);
    }
    for (double exponent : new double[] {2, 3, -0.5, 0.5, 1, 0}) {
      add(
          "power " + exponent,
          new Operation.Elementwise(Function.POW, exponent, 0),
          Shape.of(7),
          Shape.of(7),
          0.5,
          3);
    }
    add(
        "clip below only",
        new Operation.Elementwise(Function.CLIP, 0.1, Double.POSITIVE_INFINITY),
        Shape.of(9),
        Shape.of(9));
    for (RecurrentCell cell : RecurrentCell.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        add(
            "recurrent " + cell + (reverse ? " reverse" : ""),
            recurrent(cell, 2, reverse),
            Shape.of(3, 2 * cell.gates()),
            Shape.of(3, 2));
      }
      // More steps than are kept at a time.
      add(
          "long recurrent " + cell,
          recurrent(cell, 1, false),
          Shape.of(67, cell.gates()),
          Shape.of(67, 1),
          -4,
          4);
    }
    for (double epsilon : new double[] {1e-5, 0}) {
      for (boolean centred : new boolean[] {true, false}) {
        add(
            "standardize, ε " + epsilon + (centred ? ", centred" : ""),
            new Operation.Standardize(List.of(2, 3), epsilon, 0, centred),
            Shape.of(2, 3, 4),
            Shape.of(2, 3, 4));
        add(
            "standardize beside an offset, ε " + epsilon + (centred ? ", centred" : ""),
            new Operation.Standardize(List.of(1), epsilon, 0.3, centred),
            Shape.of(5, 2),
            Shape.of(5, 2));
      }
    }
    add("prelu per channel", new Operation.PRelu(tensor(3, 1)), Shape.of(3, 5), Shape.of(3, 5));
    add(
        "convolution",
        convolution(List.of(1), List.of(0), List.of(0), List.of(1), 1, 4, 3, 4),
        Shape.of(3, 9),
        Shape.of(4, 6));
    add(
        "convolution, even kernel, asymmetric pads",
        convolution(List.of(1), List.of(1), List.of(2), List.of(1), 1, 4, 3, 4),
        Shape.of(3, 9),
        Shape.of(4, 9));
    add(
        "convolution, strides and dilation",
        convolution(List.of(2), List.of(2), List.of(1), List.of(2), 1, 4, 3, 3),
        Shape.of(3, 10),
        Shape.of(4, 5));
    add(
        "convolution, groups",
        convolution(List.of(1), List.of(1), List.of(1), List.of(1), 2, 4, 2, 3),
        Shape.of(4, 7),
        Shape.of(4, 7));
    add(
        "convolution, depthwise",
        convolution(List.of(3), List.of(0), List.of(0), List.of(1), 4, 4, 1, 3),
        Shape.of(4, 9),
        Shape.of(4, 3));
    add(
        "convolution, two axes",
        convolution(List.of(1, 2), List.of(0, 1), List.of(1, 1), List.of(1, 1), 1, 2, 1, 2, 3),
        Shape.of(1, 4, 7),
        Shape.of(2, 4, 4));
    add(
        "transposed convolution",
        new Operation.TransposedConvolution(
            tensor(3, 2, 4), tensor(2), List.of(2), List.of(1), List.of(1), List.of(1), 1),
        Shape.of(3, 5),
        Shape.of(2, 10));
    add(
        "transposed convolution, output padding",
        new Operation.TransposedConvolution(
            tensor(4, 1, 3), null, List.of(2), List.of(1), List.of(0), List.of(1), 2),
        Shape.of(4, 5),
        Shape.of(2, 10));
    add(
        "linear, last axis",
        new Operation.Linear(2, tensor(4, 5), tensor(4)),
        Shape.of(3, 5),
        Shape.of(3, 4));
    add(
        "linear, first axis",
        new Operation.Linear(1, tensor(4, 3), null),
        Shape.of(3, 5),
        Shape.of(4, 5));
    add(
        "linear, vector",
        new Operation.Linear(1, tensor(4, 5), tensor(4)),
        Shape.of(5),
        Shape.of(4));
    add("affine", new Operation.Affine(tensor(3, 1), tensor(5)), Shape.of(3, 5), Shape.of(3, 5));
    add(
        "affine that widens",
        new Operation.Affine(tensor(3, 5), null),
        Shape.of(3, 1),
        Shape.of(3, 5));
    add("softmax", new Operation.Softmax(2), Shape.of(2, 4), Shape.of(2, 4));
    add("softmax, first axis", new Operation.Softmax(1), Shape.of(3, 2), Shape.of(3, 2));
    add("log softmax", new Operation.LogSoftmax(1), Shape.of(6), Shape.of(6));
    add(
        "max pool, overlap and padding",
        new Operation.MaxPool(List.of(3), List.of(2), List.of(1), List.of(1), List.of(1)),
        Shape.of(2, 9),
        Shape.of(2, 5));
    add(
        "max pool, dilation, ceil mode",
        new Operation.MaxPool(List.of(2), List.of(3), List.of(0), List.of(2), List.of(2)),
        Shape.of(2, 8),
        Shape.of(2, 3));
    add(
        "max pool, two axes",
        new Operation.MaxPool(
            List.of(2, 3), List.of(1, 2), List.of(0, 1), List.of(0, 0), List.of(1, 1)),
        Shape.of(2, 3, 6),
        Shape.of(2, 2, 3));
    add(
        "average pool",
        new Operation.AveragePool(
            List.of(2), List.of(2), List.of(0), List.of(0), List.of(1), ones(2, 4)),
        Shape.of(2, 8),
        Shape.of(2, 4));
    add(
        "average pool, partial windows",
        new Operation.AveragePool(
            List.of(3),
            List.of(2),
            List.of(1),
            List.of(1),
            List.of(1),
            Tensor.of(new float[] {2, 3, 3, 2}, 4)),
        Shape.of(2, 7),
        Shape.of(2, 4));
    add(
        "average pool, two axes",
        new Operation.AveragePool(
            List.of(2, 2),
            List.of(1, 2),
            List.of(0, 0),
            List.of(0, 0),
            List.of(1, 1),
            ones(4, 2, 2)),
        Shape.of(1, 3, 4),
        Shape.of(1, 2, 2));
    add("sum", new Operation.ReduceSum(List.of(1, 3), false), Shape.of(2, 3, 4), Shape.of(3));
    add("mean", new Operation.ReduceMean(List.of(2), true), Shape.of(2, 6), Shape.of(2, 1));
    add(
        "mean of two axes",
        new Operation.ReduceMean(List.of(2, 3), false),
        Shape.of(2, 3, 4),
        Shape.of(2));
    add("maximum", new Operation.ReduceMax(List.of(2), false), Shape.of(2, 6), Shape.of(2));
    add(
        "maximum of two axes",
        new Operation.ReduceMax(List.of(1, 3), true),
        Shape.of(2, 3, 4),
        Shape.of(1, 3, 1));
    add("reshape", new Operation.Reshape(), Shape.of(2, 6), Shape.of(3, 4));
    add(
        "transpose",
        new Operation.Transpose(List.of(0, 3, 1, 2)),
        Shape.of(2, 3, 4),
        Shape.of(4, 2, 3));
    add("slice", new Operation.Slice(2, 1, 8, 3), Shape.of(2, 9), Shape.of(2, 3));
    add(
        "gather with repetition",
        new Operation.Gather(2, List.of(4, 0, 0, 2, 4, 4)),
        Shape.of(2, 5),
        Shape.of(2, 6));
    add(
        "pad",
        new Operation.Pad(List.of(0, 2), List.of(1, 0), 0.5),
        Shape.of(2, 5),
        Shape.of(3, 7));
    // scipy.signal.butter(2, 0.2, "high") and (1, 0.4), to two decimals.
    FilterSection high = new FilterSection(0.64, -1.28, 0.64, -1.14, 0.41);
    FilterSection low = new FilterSection(0.42, 0.42, 0, -0.16, 0);
    add(
        "zero-phase filter of several blocks",
        new Operation.ZeroPhaseFilter(List.of(high, low), 6),
        Shape.of(2, 37),
        Shape.of(2, 37));
    add(
        "zero-phase filter without edges",
        new Operation.ZeroPhaseFilter(List.of(high), 0),
        Shape.of(9),
        Shape.of(9));
    for (Operation.MedianFilter.Ends ends : Operation.MedianFilter.Ends.values()) {
      add(
          "median filter, " + ends,
          new Operation.MedianFilter(5, ends),
          Shape.of(2, 13),
          Shape.of(2, 13));
    }
  }

  private static double first(Function function) {
    return switch (function) {
      case LEAKY_RELU -> 0.1;
      case ELU, CELU, SWISH -> 1.3;
      case SELU -> 1.6733;
      case HARD_SIGMOID -> 0.2;
      case THRESHOLDED_RELU -> 0.3;
      case CLIP -> -0.4;
      case POW -> 1.7;
      default -> 0;
    };
  }

  private static double second(Function function) {
    return switch (function) {
      case SELU -> 1.0507;
      case HARD_SIGMOID -> 0.5;
      case CLIP -> 0.6;
      default -> 0;
    };
  }

  private static double[] range(Function function) {
    return switch (function) {
      case POW, SQRT, LOG, RECIPROCAL -> new double[] {0.5, 3};
      case LOG1P -> new double[] {-0.5, 3};
      case HARD_SWISH, HARD_SIGMOID -> new double[] {-5, 5};
      default -> new double[] {-2, 2};
    };
  }

  private static Operation convolution(
      List<Integer> strides,
      List<Integer> begin,
      List<Integer> end,
      List<Integer> dilations,
      int groups,
      Integer... weight) {
    return new Operation.Convolution(
        tensor(weight), tensor(weight[0]), strides, begin, end, dilations, groups);
  }

  private static Operation recurrent(RecurrentCell cell, int size, boolean reverse) {
    return new Operation.Recurrent(
        cell,
        tensor(cell.gates() * size, size),
        tensor(cell.gates() * size),
        tensor(size),
        cell == RecurrentCell.LSTM ? tensor(size) : null,
        reverse);
  }

  private static Tensor tensor(Integer... dims) {
    Random random = new Random(dims.length + 17);
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static Tensor ones(double scale, Integer... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    float[] values = new float[size];
    java.util.Arrays.fill(values, (float) scale);
    return Tensor.of(values, dims);
  }

  private static void add(String name, Operation operation, Shape in, Shape out) {
    add(name, operation, in, out, -2, 2);
  }

  private static void add(
      String name, Operation operation, Shape in, Shape out, double low, double high) {
    CASES.put(name, new Case(operation, in, out, low, high));
  }

  static List<String> cases() {
    return List.copyOf(CASES.keySet());
  }

  /** Those that take little time. */
  static List<String> shortCases() {
    return CASES.keySet().stream().filter(name -> !name.startsWith("long")).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativeIsThatOfCentralDifferences(String name) {
    Case one = CASES.get(name);
    check(chain(one.in(), one.out(), one.operation()), one.low(), one.high());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void multipliersAreCompleteOnRandomReferences(String name) {
    Case one = CASES.get(name);
    complete(chain(one.in(), one.out(), one.operation()), one.low(), one.high());
  }

  @ParameterizedTest
  @MethodSource("shortCases")
  void noArrayOutlivesItsBatch(String name) {
    Case one = CASES.get(name);
    keepsNothing(chain(one.in(), one.out(), one.operation()), one.low(), one.high());
  }

  @ParameterizedTest
  @MethodSource("joins")
  void noArrayOfTwoBranchesOutlivesItsBatch(String name) {
    keepsNothing(several().get(name), -2, 2);
  }

  /**
   * On its way back a pass closes what it has made but its result, so that memory grows with what
   * the pass forward keeps alone.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void aPassBackLeavesItsResultAlone(String name) {
    Case one = CASES.get(name);
    leavesItsResult(chain(one.in(), one.out(), one.operation()), one.low(), one.high());
  }

  @ParameterizedTest
  @MethodSource("joins")
  void aPassBackThroughTwoBranchesLeavesItsResultAlone(String name) {
    leavesItsResult(several().get(name), -2, 2);
  }

  private static void leavesItsResult(Graph graph, double low, double high) {
    EngineSettings.beforeLoading();
    try (NDManager weights = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        NDManager scratch = weights.newSubManager()) {
      EngineSettings.onThisThread();
      Program program =
          new Program(graph, weights, new ConvolutionChoices(NetworkOptions.DEFAULT, weights));
      Tape tape = tape(program, graph, scratch, random(inputSize(graph), low, high, 5));
      Tape reference = tape(program, graph, scratch, random(inputSize(graph), low, high, 6));
      List<Supplier<NDArray>> passes = new ArrayList<>();
      for (BackwardRule rule : BackwardRule.values()) {
        passes.add(() -> program.gradient(tape, 1, rule));
      }
      passes.add(() -> program.multipliers(tape, reference, 1));
      for (RelevanceRules rules : rules(graph)) {
        Map<String, RelevanceKernel> kernels =
            RelevanceKernels.of(
                graph,
                rules,
                program.kernels(),
                weights,
                new ConvolutionChoices(NetworkOptions.DEFAULT, weights));
        passes.add(() -> program.relevance(tape, 1, kernels));
      }
      for (Supplier<NDArray> pass : passes) {
        int before = scratch.getManagedArrays().size();
        try (NDArray result = pass.get()) {
          assertThat(result.getManager()).isEqualTo(scratch);
          assertThat(scratch.getManagedArrays()).hasSize(before + 1);
        }
        assertThat(scratch.getManagedArrays()).hasSize(before);
      }
    }
  }

  private static int inputSize(Graph graph) {
    return (int) graph.inputShape().size();
  }

  private static Tape tape(Program program, Graph graph, NDManager scratch, float[][] inputs) {
    int size = inputSize(graph);
    float[] rows = new float[inputs.length * size];
    for (int row = 0; row < inputs.length; row++) {
      System.arraycopy(inputs[row], 0, rows, row * size, size);
    }
    long[] dims = graph.inputShape().dims().stream().mapToLong(Integer::longValue).toArray();
    return program.record(
        scratch.create(
            rows,
            new ai.djl.ndarray.types.Shape(inputs.length)
                .addAll(new ai.djl.ndarray.types.Shape(dims))));
  }

  /** A hundred batches of every pass, the baseline that all share among them. */
  private static void keepsNothing(Graph graph, double low, double high) {
    int batches = 100;
    NetworkOptions two =
        new NetworkOptions(
            NetworkOptions.DEFAULT.device(), 2, NetworkOptions.DEFAULT.convolution());
    try (GraphNetwork network = new GraphNetwork(graph, two)) {
      float[] baseline = new float[network.inputSize()];
      java.util.Arrays.fill(baseline, (float) ((low + high) / 2 + 0.1));
      float[][] inputs = random(network.inputSize(), low, high, 5);
      Network.RowSource source =
          (row, target, offset) ->
              System.arraycopy(inputs[row % RECORDS], 0, target, offset, baseline.length);
      everyPass(network, graph, source, baseline, 2);
      int before = network.kept();
      everyPass(network, graph, source, baseline, 2 * batches);
      assertThat(network.kept()).isEqualTo(before);
    }
  }

  private static void everyPass(
      Network network, Graph graph, Network.RowSource source, float[] baseline, int rows) {
    int[] targets = {0, 1};
    network.predict(rows, source, (row, outputs) -> {});
    for (BackwardRule rule : BackwardRule.values()) {
      network.gradients(rows, source, targets, rule, (row, target, gradient, prediction) -> {});
    }
    for (RelevanceRules rules : rules(graph)) {
      network.relevances(rows, source, targets, rules, (row, target, relevance, prediction) -> {});
    }
    network.multipliers(rows, source, baseline, targets, (row, target, m, p, reference) -> {});
    network.multipliers(rows, source, source, targets, (row, target, m, p, reference) -> {});
    for (String layer : graph.convolutions()) {
      network.activations(rows, source, layer, (row, activation) -> {});
      network.layer(rows, source, targets, layer, (row, target, activation, gradient) -> {});
    }
  }

  /** All rules; none where an operation has none. */
  private static List<RelevanceRules> rules(Graph graph) {
    try {
      RelevanceKernels.check(graph);
    } catch (UserException e) {
      return List.of();
    }
    return Stream.of(
            new LayerRule.Epsilon(1e-6),
            new LayerRule.Gamma(0.25),
            new LayerRule.AlphaBeta(2),
            new LayerRule.Flat())
        .map(RelevanceRules::all)
        .toList();
  }

  static Map<String, Graph> several() {
    Shape shape = Shape.of(2, 4);
    Map<String, Graph> graphs = new LinkedHashMap<>();
    graphs.put("sum", joined(new Operation.Add(), shape, shape, shape));
    graphs.put("difference", joined(new Operation.Subtract(), shape, shape, shape));
    graphs.put("product", joined(new Operation.Multiply(), shape, shape, shape));
    graphs.put(
        "product that broadcasts", joined(new Operation.Multiply(), shape, shape, Shape.of(2, 1)));
    Shape square = Shape.of(3, 3);
    graphs.put("matrix product", joined(new Operation.MatMul(), square, square, square));
    graphs.put(
        "matrix product that broadcasts",
        joined(new Operation.MatMul(), Shape.of(2, 3, 3), Shape.of(2, 3, 3), Shape.of(1, 3, 3)));
    graphs.put("quotient", quotient(Shape.of(2, 4), Shape.of(2, 4)));
    graphs.put("quotient that broadcasts", quotient(Shape.of(2, 4), Shape.of(2, 1)));
    graphs.put("mean of windows", windows(false));
    graphs.put("maximum of windows", windows(true));
    graphs.put("concatenation", joined(new Operation.Concat(1), Shape.of(4, 4), shape, shape));
    return graphs;
  }

  static List<String> joins() {
    return List.copyOf(several().keySet());
  }

  @ParameterizedTest
  @MethodSource("joins")
  void twoBranchesAddUp(String name) {
    check(several().get(name), -2, 2);
    complete(several().get(name), -2, 2);
  }

  /** input → operation → random read-out. */
  private static Graph chain(Shape in, Shape out, Operation operation) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Shape> shapes = new HashMap<>();
    shapes.put("x", in);
    nodes.add(new Node("op", "op", operation, List.of("x"), "y"));
    shapes.put("y", out);
    return readOut(nodes, shapes, out);
  }

  /** x and a function of x, joined. */
  private static Graph joined(Operation join, Shape out, Shape in, Shape second) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Shape> shapes = new HashMap<>();
    shapes.put("x", in);
    nodes.add(
        new Node(
            "tanh", "Tanh", new Operation.Elementwise(Function.TANH, 0, 0), List.of("x"), "t"));
    shapes.put("t", in);
    String other = "t";
    if (!second.equals(in)) {
      int axis = in.dims().size() == 2 ? 2 : 1;
      nodes.add(
          new Node(
              "mean",
              "ReduceMean",
              new Operation.ReduceMean(List.of(axis), true),
              List.of("t"),
              "m"));
      shapes.put("m", second);
      other = "m";
    }
    nodes.add(new Node("join", "join", join, List.of("x", other), "y"));
    shapes.put("y", out);
    return readOut(nodes, shapes, out);
  }

  /** x divided by x² + 1/2, or by its mean. */
  private static Graph quotient(Shape in, Shape divisor) {
    List<Node> nodes = new ArrayList<>();
    Map<String, Shape> shapes = new HashMap<>(Map.of("x", in, "s", in, "m", divisor, "y", in));
    nodes.add(
        new Node(
            "square", "Pow", new Operation.Elementwise(Function.POW, 2, 0), List.of("x"), "s"));
    Operation mean =
        divisor.equals(in) ? new Operation.Reshape() : new Operation.ReduceMean(List.of(2), true);
    nodes.add(new Node("mean", "ReduceMean", mean, List.of("s"), "m"));
    shapes.put("d", divisor);
    Operation shift = new Operation.Affine(null, Tensor.scalar(0.5));
    nodes.add(new Node("shift", "Add", shift, List.of("m"), "d"));
    nodes.add(new Node("divide", "Div", new Operation.Divide(), List.of("x", "d"), "y"));
    return readOut(nodes, shapes, in);
  }

  /** Three windows of 2 × 4 values, of which two are rows of a window. */
  private static Graph windows(boolean maximum) {
    Shape out = new Shape(2, List.of(4));
    List<Node> nodes = new ArrayList<>();
    Map<String, Shape> shapes =
        new HashMap<>(Map.of("x", Shape.of(3, 8), "w", new Shape(6, List.of(4)), "y", out));
    nodes.add(new Node("cut", "Reshape", new Operation.Reshape(), List.of("x"), "w"));
    Operation aggregate = new Operation.Aggregate(3, maximum);
    nodes.add(new Node("aggregate", "Aggregate", aggregate, List.of("w"), "y"));
    return readOut(nodes, shapes, out);
  }

  private static Graph readOut(List<Node> nodes, Map<String, Shape> shapes, Shape out) {
    int size = (int) out.size();
    nodes.add(new Node("flat", "Flatten", new Operation.Reshape(), List.of("y"), "f"));
    shapes.put("f", Shape.of(size));
    nodes.add(
        new Node(
            "read", "Gemm", new Operation.Linear(1, tensor(2, size), null), List.of("f"), "z"));
    shapes.put("z", Shape.of(2));
    return new Graph("x", nodes, List.of("z"), shapes);
  }

  private static void check(Graph graph, double low, double high) {
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      float[][] inputs = random(network.inputSize(), low, high, 5);
      int[] targets = {1, 0};
      double[][][] gradients = new double[RECORDS][2][];
      network.gradients(
          RECORDS,
          source(inputs),
          targets,
          BackwardRule.GRADIENT,
          (row, target, gradient, prediction) -> gradients[row][target] = doubles(gradient));
      for (int point = 0; point < network.inputSize(); point++) {
        double step = 2e-3;
        float[][] up = moved(inputs, point, step);
        float[][] down = moved(inputs, point, -step);
        float[][] above = predictions(network, up);
        float[][] below = predictions(network, down);
        for (int row = 0; row < RECORDS; row++) {
          for (int target = 0; target < 2; target++) {
            double difference = above[row][targets[target]] - below[row][targets[target]];
            double width = (double) up[row][point] - down[row][point];
            double size = Math.abs(above[row][targets[target]]) + 1;
            assertThat(gradients[row][target][point])
                .as("row %d target %d point %d", row, target, point)
                .isCloseTo(
                    difference / width, org.assertj.core.api.Assertions.within(1.5e-3 * size));
          }
        }
      }
    }
  }

  private static void complete(Graph graph, double low, double high) {
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      float[][] inputs = random(network.inputSize(), low, high, 7);
      float[][] references = random(network.inputSize(), low, high, 11);
      network.multipliers(
          RECORDS,
          source(inputs),
          source(references),
          new int[] {0},
          (row, target, multipliers, prediction, baseline) -> {
            double sum = 0;
            double size = Math.abs(prediction) + Math.abs(baseline);
            for (int i = 0; i < multipliers.length; i++) {
              double part =
                  (double) multipliers[i] * ((double) inputs[row][i] - references[row][i]);
              sum += part;
              size += Math.abs(part);
            }
            assertThat(sum)
                .isCloseTo(
                    prediction - baseline, org.assertj.core.api.Assertions.within(2e-6 * size));
          });
    }
  }

  private static float[][] predictions(Network network, float[][] inputs) {
    float[][] all = new float[inputs.length][];
    network.predict(inputs.length, source(inputs), (row, outputs) -> all[row] = outputs.clone());
    return all;
  }

  private static Network.RowSource source(float[][] rows) {
    return (row, target, offset) ->
        System.arraycopy(rows[row], 0, target, offset, rows[row].length);
  }

  private static float[][] moved(float[][] inputs, int point, double step) {
    float[][] moved = new float[inputs.length][];
    for (int row = 0; row < inputs.length; row++) {
      moved[row] = inputs[row].clone();
      moved[row][point] += (float) step;
    }
    return moved;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /**
   * Values further apart, and further from the kinks at multiples of 0.1, than a difference's step.
   */
  private static float[][] random(int size, double low, double high, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[RECORDS][size];
    for (float[] row : rows) {
      List<Integer> places = new ArrayList<>();
      int cells = (int) Math.round((high - low) / 0.02);
      for (int i = 0; i < size; i++) {
        int place;
        do {
          place = random.nextInt(cells);
        } while (places.contains(place));
        places.add(place);
        row[i] = (float) (low + 0.02 * place + 0.01);
      }
    }
    return rows;
  }
}
