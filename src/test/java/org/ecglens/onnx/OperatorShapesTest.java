package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Shape;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape arithmetic of every operator against onnxruntime, which runs two records. */
class OperatorShapesTest {
  private static final List<Named<OnnxModels>> CASES = new ArrayList<>();

  static OnnxModels signal(int opset) {
    return OnnxModels.model(opset).input("x", "batch", 12, 61);
  }

  private static OnnxModels picture(int opset) {
    return OnnxModels.model(opset).input("x", "batch", 4, 13, 10);
  }

  private static void add(OnnxModels model) {
    model.output("y");
    var nodes = model.proto().getGraph().getNodeList();
    var last = nodes.get(nodes.size() - 1);
    String attributes =
        last.getAttributeList().stream()
            .map(a -> a.getName() + "=" + a.getI() + a.getIntsList() + a.getS().toStringUtf8())
            .toList()
            .toString();
    CASES.add(
        named(
            model.proto().getOpsetImport(0).getVersion()
                + " "
                + last.getOpType()
                + attributes
                + " #"
                + CASES.size(),
            model));
  }

  static int[] ints(int... values) {
    return values;
  }

  static Stream<Named<OnnxModels>> cases() {
    CASES.clear();
    convolutions();
    pools();
    elementwise();
    reductions();
    matrices();
    shaping();
    selections();
    resizing();
    IndexedCases.all().forEach(OperatorShapesTest::add);
    return CASES.stream();
  }

  private static void convolutions() {
    for (String pad : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
      for (int stride = 1; stride <= 3; stride++) {
        add(
            signal(11)
                .weights("w", 8, 12, 6)
                .node("Conv", "x, w -> y", "auto_pad", pad, "strides", ints(stride)));
        add(
            signal(11)
                .weights("w", 12, 4, 6)
                .node("ConvTranspose", "x, w -> y", "auto_pad", pad, "strides", ints(stride)));
        add(
            signal(11)
                .node(
                    "MaxPool",
                    "x -> y",
                    "auto_pad",
                    pad,
                    "kernel_shape",
                    ints(4),
                    "strides",
                    ints(stride)));
      }
    }
    add(
        signal(17)
            .weights("w", 8, 3, 5)
            .weights("b", 8)
            .node(
                "Conv",
                "x, w, b -> y",
                "group",
                4,
                "dilations",
                ints(3),
                "pads",
                ints(1, 4),
                "strides",
                ints(2)));
    add(
        picture(17)
            .weights("w", 6, 4, 3, 5)
            .node("Conv", "x, w -> y", "pads", ints(1, 0, 2, 3), "strides", ints(2, 1)));
    add(
        signal(17)
            .weights("w", 12, 4, 5)
            .node(
                "ConvTranspose",
                "x, w -> y",
                "group",
                2,
                "dilations",
                ints(2),
                "pads",
                ints(3, 1),
                "strides",
                ints(3),
                "output_padding",
                ints(2)));
    for (String pad : List.of("NOTSET", "SAME_UPPER", "SAME_LOWER")) {
      add(
          signal(17)
              .weights("w", 12, 4, 5)
              .node(
                  "ConvTranspose",
                  "x, w -> y",
                  "auto_pad",
                  pad,
                  "strides",
                  ints(2),
                  "output_shape",
                  ints(122)));
    }
  }

  private static void pools() {
    for (int ceil = 0; ceil <= 1; ceil++) {
      for (int kernel = 2; kernel <= 5; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          add(
              signal(19)
                  .node(
                      "MaxPool",
                      "x -> y",
                      "ceil_mode",
                      ceil,
                      "kernel_shape",
                      ints(kernel),
                      "strides",
                      ints(stride),
                      "pads",
                      ints(1, 1)));
          add(
              signal(19)
                  .node(
                      "AveragePool",
                      "x -> y",
                      "ceil_mode",
                      ceil,
                      "kernel_shape",
                      ints(kernel),
                      "strides",
                      ints(stride),
                      "pads",
                      ints(1, 0)));
        }
      }
      add(
          picture(17)
              .node(
                  "MaxPool",
                  "x -> y",
                  "ceil_mode",
                  ceil,
                  "kernel_shape",
                  ints(3, 2),
                  "strides",
                  ints(2, 3),
                  "dilations",
                  ints(2, 1)));
      add(
          picture(19)
              .node(
                  "AveragePool",
                  "x -> y",
                  "ceil_mode",
                  ceil,
                  "kernel_shape",
                  ints(3, 2),
                  "strides",
                  ints(2, 3),
                  "dilations",
                  ints(2, 1)));
    }
    add(picture(17).node("GlobalAveragePool", "x -> y"));
    add(signal(17).node("GlobalMaxPool", "x -> y"));
  }

  private static void elementwise() {
    for (String type :
        List.of(
            "Relu",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Celu",
            "Sigmoid",
            "HardSigmoid",
            "Tanh",
            "Softplus",
            "Softsign",
            "ThresholdedRelu",
            "Erf",
            "Exp",
            "Log",
            "Abs",
            "Reciprocal",
            "Sin",
            "Cos",
            "Sqrt",
            "HardSwish",
            "Neg",
            "Mish",
            "Identity",
            "Dropout",
            "LogSoftmax",
            "Softmax")) {
      add(signal(18).node(type, "x -> y"));
    }
    add(signal(20).node("Gelu", "x -> y", "approximate", "tanh"));
    add(signal(11).node("Softmax", "x -> y"));
    add(signal(17).weights("s", 12, 1).node("PRelu", "x, s -> y"));
    add(signal(17).scalar("l", 0).scalar("h", 6).node("Clip", "x, l, h -> y"));
    add(signal(17).scalar("l", 0).node("Max", "x, l -> y"));
    add(signal(17).scalar("c", 2).node("Pow", "x, c -> y"));
    for (String type : List.of("Add", "Sub", "Mul", "Div", "Max")) {
      add(signal(17).weights("c", 12, 1).node(type, "x, c -> y"));
      add(signal(17).weights("c", 1, 61).node(type, "c, x -> y"));
      add(signal(17).node("Exp", "x -> a").node(type, "x, a -> y"));
    }
    add(signal(17).node("Relu", "x -> a").node("Mean", "x, a -> y"));
    add(
        signal(17)
            .scalar("c", 1)
            .scalar("o", 0)
            .node("Greater", "x, c -> a")
            .node("Less", "x, o -> b")
            .node("Or", "a, b -> d")
            .node("Where", "d, x, o -> y"));
    for (int opset : new int[] {18, 21}) {
      int size = opset == 21 ? 12 : 3;
      add(
          signal(opset)
              .weights("s", size)
              .weights("b", size)
              .node("GroupNormalization", "x, s, b -> y", "num_groups", 3));
    }
    add(signal(17).weights("s", 12).weights("b", 12).node("InstanceNormalization", "x, s, b -> y"));
    add(signal(17).weights("s", 12, 61).node("LayerNormalization", "x, s -> y", "axis", 1));
    add(signal(17).node("LpNormalization", "x -> y", "axis", 1));
    add(
        signal(17)
            .weights("s", 12)
            .weights("b", 12)
            .weights("m", 12)
            .constant("v", new float[] {1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2}, 12)
            .node("BatchNormalization", "x, s, b, m, v -> y"));
  }

  private static void reductions() {
    for (String type :
        List.of(
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceLogSumExp")) {
      for (int keep = 0; keep <= 1; keep++) {
        add(picture(17).node(type, "x -> y", "axes", ints(-1, 2), "keepdims", keep));
        add(picture(18).integers("a", 1, -1).node(type, "x, a -> y", "keepdims", keep));
      }
    }
    add(picture(13).integers("a", -2).node("ReduceSum", "x, a -> y"));
  }

  private static void matrices() {
    OnnxModels flat = signal(17).node("Flatten", "x -> f");
    add(
        flat.weights("w", 5, 732)
            .weights("b", 5)
            .node("Gemm", "f, w, b -> y", "transB", 1, "alpha", 0.5, "beta", 2.0));
    add(signal(17).weights("w", 61, 7).node("MatMul", "x, w -> y"));
    add(signal(17).weights("w", 7, 12).node("MatMul", "w, x -> y"));
    add(signal(17).weights("w", 61).node("MatMul", "x, w -> y"));
    add(signal(17).weights("w", 1, 61, 7).node("MatMul", "x, w -> y"));
    add(picture(17).weights("w", 13).node("MatMul", "w, x -> y"));
    add(picture(17).weights("w", 4, 10, 7).node("MatMul", "x, w -> y"));
    add(picture(17).weights("w", 1, 4, 7, 13).node("MatMul", "w, x -> y"));
    add(
        picture(17)
            .node("ReduceMean", "x -> m", "axes", new int[] {1})
            .node("Transpose", "m -> t", "perm", new int[] {0, 1, 3, 2})
            .node("MatMul", "x, t -> y"));
    attention();
    einsums();
    recurrences();
  }

  /** Samples as steps, before the batch as PyTorch and Keras write it. */
  private static void recurrences() {
    for (String direction : List.of("forward", "reverse", "bidirectional")) {
      int directions = direction.equals("bidirectional") ? 2 : 1;
      recurrence("LSTM", 4, directions, direction);
      recurrence("GRU", 3, directions, direction);
      recurrence("GRU", 3, directions, direction, "linear_before_reset", 1);
      recurrence("RNN", 1, directions, direction);
    }
    add(
        steps(1, 1)
            .node(
                "RNN", "t, w, r, b -> out", "hidden_size", 5, "activations", new String[] {"Relu"})
            .node("Squeeze", "out, one -> flat")
            .node("Transpose", "flat -> y", "perm", new int[] {1, 0, 2}));
    add(
        steps(4, 2)
            .weights("h", 2, 1, 5)
            .weights("c", 2, 1, 5)
            .integers("first", 0)
            .node("Shape", "x -> s")
            .node("Gather", "s, zero -> n")
            .node("Unsqueeze", "n, first -> n1")
            .node("Concat", "two, n1, five -> state", "axis", 0)
            .node("Expand", "h, state -> h0")
            .node("Expand", "c, state -> c0")
            .node(
                "LSTM",
                "t, w, r, b, , h0, c0 -> , last",
                "hidden_size",
                5,
                "direction",
                "bidirectional")
            .node("Transpose", "last -> y", "perm", new int[] {1, 0, 2}));
  }

  private static OnnxModels steps(int gates, int directions) {
    return signal(17)
        .integers("one", 1)
        .integers("two", 2)
        .integers("five", 5)
        .integer("zero", 0)
        .weights("w", directions, gates * 5, 12)
        .weights("r", directions, gates * 5, 5)
        .weights("b", directions, 2 * gates * 5)
        .node("Transpose", "x -> t", "perm", new int[] {2, 0, 1});
  }

  private static void recurrence(
      String type, int gates, int directions, String direction, Object... more) {
    List<Object> attributes = new ArrayList<>(List.of("hidden_size", 5, "direction", direction));
    attributes.addAll(List.of(more));
    add(
        steps(gates, directions)
            .node(type, "t, w, r, b -> out", attributes.toArray())
            .node("Transpose", "out -> y", "perm", new int[] {2, 0, 1, 3}));
  }

  private static void einsums() {
    for (String equation : List.of("bchw,bcvw->bchv", "bchw, bdhw -> bcd", "...hw,...vw->...hv")) {
      add(picture(17).node("Tanh", "x -> t").node("Einsum", "x, t -> y", "equation", equation));
    }
    add(picture(17).node("Einsum", "x -> y", "equation", "bchw->bwc"));
    add(
        picture(17)
            .weights("w", 4, 10, 7)
            .node("Einsum", "x, w -> y", "equation", "bchw,cwk->bhk"));
    add(signal(17).weights("w", 61).node("Einsum", "x, w -> y", "equation", "bct,t"));
  }

  /** Leads as tokens: one head, and two of them in axes of their own. */
  private static void attention() {
    add(
        signal(17)
            .weights("wq", 61, 8)
            .weights("wk", 61, 8)
            .weights("wv", 61, 8)
            .scalar("scale", 0.1)
            .node("MatMul", "x, wq -> q")
            .node("MatMul", "x, wk -> k")
            .node("MatMul", "x, wv -> v")
            .node("Transpose", "k -> kt", "perm", new int[] {0, 2, 1})
            .node("MatMul", "q, kt -> s")
            .node("Mul", "s, scale -> scaled")
            .node("Softmax", "scaled -> a", "axis", -1)
            .node("MatMul", "a, v -> y"));
    add(
        signal(17)
            .weights("w", 61, 24)
            .integers("split", 0, 12, 3, 2, 4)
            .integers("merge", 0, 12, 8)
            .integer("first", 0)
            .integer("second", 1)
            .integer("third", 2)
            .scalar("scale", 0.1)
            .node("MatMul", "x, w -> qkv")
            .node("Reshape", "qkv, split -> parts")
            .node("Transpose", "parts -> heads", "perm", new int[] {0, 2, 3, 1, 4})
            .node("Gather", "heads, first -> q", "axis", 1)
            .node("Gather", "heads, second -> k", "axis", 1)
            .node("Gather", "heads, third -> v", "axis", 1)
            .node("Transpose", "k -> kt", "perm", new int[] {0, 1, 3, 2})
            .node("MatMul", "q, kt -> s")
            .node("Mul", "s, scale -> scaled")
            .node("Softmax", "scaled -> a", "axis", -1)
            .node("MatMul", "a, v -> o")
            .node("Transpose", "o -> t", "perm", new int[] {0, 2, 1, 3})
            .node("Reshape", "t, merge -> y"));
    add(tokensFirst());
    add(classToken());
  }

  /** PyTorch's own module: tokens before the batch, and heads beside it in one axis. */
  private static OnnxModels tokensFirst() {
    return signal(17)
        .weights("w", 61, 24)
        .weights("position", 12, 1, 8)
        .integer("zero", 0)
        .integer("one", 1)
        .integer("heads", 2)
        .integers("axis", 0)
        .integers("size", 4)
        .integers("whole", 8)
        .scalar("scale", 0.1)
        .node("Transpose", "x -> tokens", "perm", new int[] {1, 0, 2})
        .node("MatMul", "tokens, w -> qkv")
        .node("Split", "qkv -> q, k, v", "axis", -1)
        .node("Add", "q, position -> placed")
        .node("Shape", "placed -> s")
        .node("Gather", "s, zero -> length")
        .node("Gather", "s, one -> batch")
        .node("Mul", "batch, heads -> rows")
        .node("Unsqueeze", "length, axis -> length1")
        .node("Unsqueeze", "rows, axis -> rows1")
        .node("Unsqueeze", "batch, axis -> batch1")
        .node("Concat", "length1, rows1, size -> split", "axis", 0)
        .node("Concat", "length1, batch1, whole -> merge", "axis", 0)
        .node("Reshape", "placed, split -> q1")
        .node("Reshape", "k, split -> k1")
        .node("Reshape", "v, split -> v1")
        .node("Transpose", "q1 -> q2", "perm", new int[] {1, 0, 2})
        .node("Transpose", "k1 -> k2", "perm", new int[] {1, 2, 0})
        .node("Transpose", "v1 -> v2", "perm", new int[] {1, 0, 2})
        .node("MatMul", "q2, k2 -> products")
        .node("Mul", "products, scale -> scaled")
        .node("Softmax", "scaled -> a", "axis", -1)
        .node("MatMul", "a, v2 -> o")
        .node("Transpose", "o -> o1", "perm", new int[] {1, 0, 2})
        .node("Reshape", "o1, merge -> o2")
        .node("ReduceMean", "o2 -> m", "axes", new int[] {0}, "keepdims", 0)
        .node("Transpose", "o2 -> o3", "perm", new int[] {1, 0, 2})
        .integers("second", 1)
        .node("Unsqueeze", "m, second -> m1")
        .node("Sub", "o3, m1 -> y");
  }

  /** A token that is the same for every record, before those of the record. */
  private static OnnxModels classToken() {
    return signal(17)
        .weights("token", 1, 1, 61)
        .integer("zero", 0)
        .integers("axis", 0)
        .integers("rest", 1, 61)
        .node("Shape", "x -> s")
        .node("Gather", "s, zero -> n")
        .node("Unsqueeze", "n, axis -> n1")
        .node("Concat", "n1, rest -> shape", "axis", 0)
        .node("Expand", "token, shape -> tokens")
        .node("Concat", "tokens, x -> all", "axis", 1)
        .node("Softmax", "all -> a", "axis", -1)
        .node("Gather", "a, zero -> first", "axis", 1)
        .node("Gather", "a, last -> twelfth", "axis", 1)
        .integer("last", 12)
        .node("Concat", "first, twelfth -> y", "axis", 1);
  }

  private static void shaping() {
    add(signal(17).node("Flatten", "x -> y", "axis", 2));
    add(picture(17).node("Flatten", "x -> y", "axis", -2));
    add(signal(17).integers("s", 0, -1).node("Reshape", "x, s -> y"));
    add(signal(17).integers("s", -1, 1, 61).node("Reshape", "x, s -> y"));
    add(signal(17).integers("s", -1, 4, 3, 61).node("Reshape", "x, s -> y", "allowzero", 1));
    add(
        signal(17)
            .integers("s", -1, 1, 61)
            .integers("t", -1, 12, 61)
            .node("Reshape", "x, s -> a")
            .node("Reshape", "a, t -> y"));
    // x.view(x.size(0) * x.size(1), 1, -1) and back, as TorchScript writes it.
    add(
        signal(17)
            .integer("zero", 0)
            .integer("one", 1)
            .integers("axis", 0)
            .integers("rest", 1, -1)
            .integers("back", 12, 61)
            .node("Shape", "x -> s")
            .node("Gather", "s, zero -> n")
            .node("Gather", "s, one -> c")
            .node("Mul", "n, c -> nc")
            .node("Unsqueeze", "nc, axis -> nc1")
            .node("Unsqueeze", "n, axis -> n1")
            .node("Concat", "nc1, rest -> t", "axis", 0)
            .node("Concat", "n1, back -> u", "axis", 0)
            .node("Reshape", "x, t -> a")
            .node("Reshape", "a, u -> y"));
    add(picture(17).node("Transpose", "x -> y", "perm", ints(0, 3, 1, 2)));
    add(picture(13).integers("a", -1, 1).node("Unsqueeze", "x, a -> y"));
    add(signal(11).node("Unsqueeze", "x -> y", "axes", ints(2, 3)));
    add(signal(13).integers("a", 1, 3).node("Unsqueeze", "x, a -> b").node("Squeeze", "b, a -> y"));
    add(signal(17).node("Relu", "x -> a").node("Concat", "x, a -> y", "axis", -1));
    add(picture(17).node("DepthToSpace", "x -> y", "blocksize", 2, "mode", "CRD"));
    add(
        OnnxModels.model(17)
            .input("x", "batch", 4, 12, 10)
            .node("SpaceToDepth", "x -> y", "blocksize", 2));
    add(signal(17).integers("s", 1, 12, 61).node("Expand", "x, s -> y"));
    add(
        signal(17)
            .integers("a", 2)
            .integers("s", 1, 1, 5, 1)
            .node("Unsqueeze", "x, a -> b")
            .node("Expand", "b, s -> y"));
    // A learned token in front of the sequence, repeated for every record.
    add(
        signal(17)
            .weights("token", 1, 12, 1)
            .integers("first", 0)
            .integers("one", 1)
            .integers("rest", -1, -1)
            .integers("minus", -1)
            .node("Shape", "x -> s")
            .node("Slice", "s, first, one -> n")
            .node("Concat", "n, rest -> t", "axis", 0)
            .node("Equal", "t, minus -> open")
            .node("ConstantOfShape", "three -> ones", "value", OnnxModels.int64(1))
            .node("Where", "open, ones, t -> u")
            .node("Expand", "token, u -> e")
            .node("Concat", "e, x -> y", "axis", 2)
            .integers("three", 3));
  }

  private static void selections() {
    add(
        signal(13)
            .integers("s", -3, 2)
            .integers("e", -100, Long.MAX_VALUE)
            .integers("a", 1, 2)
            .integers("t", -4, 7)
            .node("Slice", "x, s, e, a, t -> y"));
    add(
        signal(9)
            .node(
                "Slice", "x -> y", "starts", ints(0, 5), "ends", ints(2, -5), "axes", ints(1, 2)));
    for (String part : List.of("a", "b", "c")) {
      String wiring = "x -> " + "a, b, c".replace(part, "y");
      add(signal(11).node("Split", wiring, "axis", 1));
      add(signal(18).node("Split", wiring, "axis", 2, "num_outputs", 3));
      add(
          signal(13)
              .integers("s", 3, 4, 5)
              .node("Split", "x, s ->" + wiring.substring(4), "axis", 1));
    }
    add(signal(17).integer("i", -2).node("Gather", "x, i -> y", "axis", 1));
    add(signal(17).integers("i", 3, 3, 0).node("Gather", "x, i -> y", "axis", 2));
    add(signal(17).integers("p", 0, 1, -2, 0, 3, 4).node("Pad", "x, p -> y"));
    for (String mode : List.of("reflect", "edge", "constant")) {
      add(
          signal(18)
              .integers("p", 5, 6)
              .integers("a", -1)
              .scalar("v", 0)
              .node("Pad", "x, p, v, a -> y", "mode", mode));
    }
    // Interpolation as the dynamo exporter writes it: the batch moves away and comes back.
    add(
        signal(18)
            .tensor(
                OnnxModels.int64(0, 0, 5, 60).toBuilder()
                    .clearDims()
                    .addDims(4)
                    .addDims(1)
                    .setName("i")
                    .build())
            .node("Transpose", "x -> a", "perm", ints(2, 0, 1))
            .node("GatherND", "a, i -> b")
            .node("Transpose", "b -> y", "perm", ints(1, 2, 0)));
    add(signal(17).integers("r", 1, 2, 3).node("Tile", "x, r -> y"));
  }

  private static void resizing() {
    for (String mode : List.of("nearest", "linear")) {
      for (String transformation :
          List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")) {
        for (float scale : new float[] {0.4f, 1.7f, 3}) {
          add(
              signal(13)
                  .constant("s", new float[] {1, 1, scale}, 3)
                  .node(
                      "Resize",
                      "x, , s -> y",
                      "mode",
                      mode,
                      "coordinate_transformation_mode",
                      transformation));
        }
        add(
            signal(19)
                .integers("n", 100)
                .node(
                    "Resize",
                    "x, , , n -> y",
                    "mode",
                    mode,
                    "axes",
                    ints(2),
                    "coordinate_transformation_mode",
                    transformation));
      }
    }
    add(signal(9).constant("s", new float[] {1, 1, 2}, 3).node("Upsample", "x, s -> y"));
    add(picture(10).constant("s", new float[] {1, 1, 2, 2}, 4).node("Resize", "x, s -> y"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithOnnxRuntime(OnnxModels model) {
    List<Integer> dims = new ArrayList<>();
    model.proto().getGraph().getInput(0).getType().getTensorType().getShape().getDimList().stream()
        .skip(1)
        .forEach(dim -> dims.add((int) dim.getDimValue()));
    Graph graph = model.graph(dims.toArray(Integer[]::new));
    long[] input = new long[dims.size() + 1];
    input[0] = 2;
    int size = 2;
    for (int i = 0; i < dims.size(); i++) {
      input[i + 1] = dims.get(i);
      size *= dims.get(i);
    }
    List<Integer> expected =
        OnnxRuntime.run(model.bytes(), "x", new float[size], input).get(0).dims();

    Shape shape = graph.shape("y");
    List<Integer> found = new ArrayList<>(List.of(2 * shape.rows()));
    found.addAll(shape.dims());
    assertThat(found).isEqualTo(expected);
  }
}
