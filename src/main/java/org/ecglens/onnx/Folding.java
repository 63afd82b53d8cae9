package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.ecglens.onnx.Value.Activation;

/**
 * Evaluates nodes whose inputs are constants: arithmetic of shapes and weights that are computed in
 * the file, for one record.
 */
final class Folding {
  /** Those that are not worked out as of an activation: of integers, or without a derivative. */
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.of(
          "Neg", x -> -x,
          "Abs", Math::abs,
          "Floor", Math::floor,
          "Ceil", Math::ceil,
          "Round", Math::rint,
          "Sign", Math::signum,
          "Not", x -> x == 0 ? 1 : 0,
          "IsNaN", x -> Double.isNaN(x) ? 1 : 0,
          "IsInf", x -> Double.isInfinite(x) ? 1 : 0);

  private record Binary(DoubleBinaryOperator reals, LongBinaryOperator integers) {}

  private static final Map<String, Binary> BINARY =
      Map.of(
          "Add", new Binary(Double::sum, Math::addExact),
          "Sub", new Binary((a, b) -> a - b, Math::subtractExact),
          "Mul", new Binary((a, b) -> a * b, Math::multiplyExact),
          "Div", new Binary((a, b) -> a / b, (a, b) -> a / b),
          "Pow", new Binary(Math::pow, (a, b) -> (long) Math.pow((double) a, (double) b)),
          "Mod", new Binary((a, b) -> a % b, Math::floorMod),
          "Min", new Binary(Math::min, Math::min),
          "Max", new Binary(Math::max, Math::max));

  /** Operators of shapes and indices; all others are worked out as of an activation. */
  private static final Set<String> OWN =
      Set.of(
          "Constant",
          "Shape",
          "Size",
          "Identity",
          "Dropout",
          "Cast",
          "CastLike",
          "ConstantOfShape",
          "Range",
          "Gather",
          "Slice",
          "Concat",
          "Unsqueeze",
          "Squeeze",
          "Reshape",
          "Flatten",
          "Transpose",
          "Expand",
          "Tile",
          "Where",
          "ReduceProd",
          "ReduceSum",
          "ReduceMean",
          "ReduceMax",
          "ReduceMin",
          "ReduceL2",
          "ReduceSumSquare",
          "ReduceL1");

  private static final Set<String> TRUTHS = Set.of("Not", "IsNaN", "IsInf");

  private interface Comparison {
    boolean holds(double a, double b);
  }

  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          "Equal", (a, b) -> a == b,
          "Greater", (a, b) -> a > b,
          "GreaterOrEqual", (a, b) -> a >= b,
          "Less", (a, b) -> a < b,
          "LessOrEqual", (a, b) -> a <= b,
          "And", (a, b) -> a != 0 && b != 0,
          "Or", (a, b) -> a != 0 || b != 0,
          "Xor", (a, b) -> (a != 0) != (b != 0));

  private final OnnxNode node;
  private final int batch;
  private final Budget budget;
  private final ShapeFolding shapes;

  private Folding(OnnxNode node, int batch, Budget budget) {
    this.node = node;
    this.batch = batch;
    this.budget = budget;
    this.shapes = new ShapeFolding(node, budget);
  }

  /** Whether an operator gives constants of constants, whatever else it can do. */
  static boolean folds(String type) {
    return OWN.contains(type)
        || UNARY.containsKey(type)
        || BINARY.containsKey(type)
        || COMPARISONS.containsKey(type)
        || IndexFolding.OPERATORS.contains(type);
  }

  /** Whether a node gives constants: all its inputs are, or it asks only for a shape. */
  static boolean folds(OnnxNode node) {
    if (node.type().equals("Shape") || node.type().equals("Size")) {
      return true;
    }
    for (int i = 0; i < node.inputs(); i++) {
      if (node.given(i) && !node.isConstant(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Evaluates a node.
   *
   * @param batch the number of records that the file was written for; 1 if it is open
   */
  static List<Value> fold(OnnxNode node, int batch, Budget budget) {
    return new Folding(node, batch, budget).evaluate();
  }

  private Constant in(int index) {
    return node.constant(index, "input " + index);
  }

  private List<Value> evaluate() {
    String type = node.type();
    if (type.equals("Split")) {
      return shapes.split();
    }
    if (UNARY.containsKey(type)) {
      Constant x = in(0);
      budget.spend(x.size());
      return List.of(mapped(x, type));
    }
    if (BINARY.containsKey(type) || COMPARISONS.containsKey(type)) {
      Constant result = in(0);
      for (int i = 1; i < node.inputs(); i++) {
        result = combined(type, result, in(i));
      }
      return List.of(result);
    }
    if (IndexFolding.OPERATORS.contains(type)) {
      return IndexFolding.fold(node, budget);
    }
    if (!OWN.contains(type)) {
      return LiteralOperations.fold(node, budget);
    }
    return List.of(
        switch (type) {
          case "Constant" -> constant();
          case "Shape" -> shape();
          case "Size" -> size();
          case "Identity", "Dropout" -> in(0);
          case "Cast" -> converted(in(0), type((int) node.integer("to", 1)));
          case "CastLike" -> converted(in(0), in(1).type());
          case "ConstantOfShape" -> filled();
          case "Range" -> range();
          case "Gather" -> shapes.gather();
          case "Slice" -> shapes.slice();
          case "Concat" -> shapes.concat();
          case "Unsqueeze", "Squeeze", "Reshape", "Flatten" -> shapes.reshaped(type);
          case "Transpose" -> shapes.transpose();
          case "Expand" -> Broadcast.expand(in(0), in(1).integers(), budget);
          case "Tile" -> shapes.tile();
          case "Where" -> where();
          case "ReduceProd",
              "ReduceSum",
              "ReduceMean",
              "ReduceMax",
              "ReduceMin",
              "ReduceL2",
              "ReduceSumSquare",
              "ReduceL1" ->
              reduce(type);
          default -> throw new IllegalStateException(type);
        });
  }

  private static Constant mapped(Constant x, String type) {
    double[] values = Arrays.stream(x.reals()).map(UNARY.get(type)).toArray();
    return Constant.ofReals(
        TRUTHS.contains(type) ? Constant.Type.BOOL : x.type(), x.dims(), values);
  }

  private Constant combined(String type, Constant a, Constant b) {
    int[] dims = Broadcast.broadcast(Broadcast.ints(a), Broadcast.ints(b));
    long size = Broadcast.size(dims);
    budget.spend(size);
    Constant left = Broadcast.spread(a, dims);
    Constant right = Broadcast.spread(b, dims);
    List<Integer> shape = Broadcast.list(dims);
    Comparison comparison = COMPARISONS.get(type);
    if (comparison != null) {
      long[] truth = new long[(int) size];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = comparison.holds(left.real(i), right.real(i)) ? 1 : 0;
      }
      return Constant.ofIntegers(Constant.Type.BOOL, shape, truth);
    }
    Binary operator = BINARY.get(type);
    if (a.type().integral() && b.type().integral()) {
      long[] values = new long[(int) size];
      for (int i = 0; i < values.length; i++) {
        values[i] = operator.integers().applyAsLong(left.integer(i), right.integer(i));
      }
      return Constant.ofIntegers(a.type(), shape, values);
    }
    double[] values = new double[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = operator.reals().applyAsDouble(left.real(i), right.real(i));
    }
    return Constant.ofReals(a.type(), shape, values);
  }

  private Constant constant() {
    Constant tensor = node.tensor("value");
    if (tensor != null) {
      return tensor;
    }
    if (node.has("value_int")) {
      return Constant.vector(node.integer("value_int", 0)).reshaped(List.of());
    }
    if (node.has("value_ints")) {
      return Constant.vector(node.integers("value_ints"));
    }
    if (node.has("value_float")) {
      double[] value = {node.real("value_float", 0)};
      return Constant.ofReals(Constant.Type.FLOAT, List.of(), value);
    }
    double[] values = node.reals("value_floats");
    UnsupportedNodeException.unless(
        values != null, "its value is missing or of a type that is not supported");
    return Constant.ofReals(Constant.Type.FLOAT, List.of(values.length), values);
  }

  private long[] lengths() {
    if (node.input(0) instanceof Activation x) {
      long[] lengths = new long[x.rank()];
      lengths[0] = (long) x.shape().rows() * batch;
      for (int i = 1; i < lengths.length; i++) {
        lengths[i] = x.dim(i);
      }
      return lengths;
    }
    return in(0).dims().stream().mapToLong(Integer::longValue).toArray();
  }

  private Constant shape() {
    long[] lengths = lengths();
    int[] taken =
        Selections.positions(
            node.integer("start", 0), node.integer("end", Long.MAX_VALUE), 1, lengths.length);
    return Constant.vector(Arrays.stream(taken).mapToLong(i -> lengths[i]).toArray());
  }

  private Constant size() {
    long size = 1;
    for (long length : lengths()) {
      size = Math.multiplyExact(size, length);
    }
    return Constant.vector(size).reshaped(List.of());
  }

  /** The type of a number of ONNX; narrower integers are held as INT64, half precision as FLOAT. */
  static Constant.Type type(int number) {
    return switch (number) {
      case 1, 10, 16 -> Constant.Type.FLOAT;
      case 11 -> Constant.Type.DOUBLE;
      case 2, 3, 4, 5, 7, 12, 13 -> Constant.Type.INT64;
      case 6 -> Constant.Type.INT32;
      case 9 -> Constant.Type.BOOL;
      default -> throw new UnsupportedNodeException("values of the type " + number);
    };
  }

  private static Constant converted(Constant x, Constant.Type type) {
    if (type == Constant.Type.BOOL) {
      long[] truth = Arrays.stream(x.reals()).mapToLong(v -> v == 0 ? 0 : 1).toArray();
      return Constant.ofIntegers(type, x.dims(), truth);
    }
    return type.integral()
        ? Constant.ofIntegers(type, x.dims(), x.integers())
        : Constant.ofReals(type, x.dims(), x.reals());
  }

  private Constant filled() {
    Constant fill = node.tensor("value");
    Constant one = fill == null ? Constant.ofFloats(List.of(), new float[1]) : fill;
    return Broadcast.expand(one.reshaped(List.of()), in(0).integers(), budget);
  }

  private Constant range() {
    Constant start = in(0);
    double from = start.scalar("its start");
    double step = in(2).scalar("its step");
    double count = Math.max(0, Math.ceil((in(1).scalar("its limit") - from) / step));
    UnsupportedNodeException.unless(count <= Budget.LARGEST, "it counts to more than can be held");
    budget.spend((long) count);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i * step;
    }
    return Constant.ofReals(start.type(), List.of(values.length), values);
  }

  private Constant where() {
    int[] dims =
        Broadcast.broadcast(
            Broadcast.broadcast(Broadcast.ints(in(0)), Broadcast.ints(in(1))),
            Broadcast.ints(in(2)));
    budget.spend(Broadcast.size(dims));
    Constant condition = Broadcast.spread(in(0), dims);
    Constant yes = Broadcast.spread(in(1), dims);
    Constant no = Broadcast.spread(in(2), dims);
    int size = yes.size();
    if (yes.type().integral()) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = condition.real(i) != 0 ? yes.integer(i) : no.integer(i);
      }
      return Constant.ofIntegers(yes.type(), Broadcast.list(dims), values);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = condition.real(i) != 0 ? yes.real(i) : no.real(i);
    }
    return Constant.ofReals(yes.type(), Broadcast.list(dims), values);
  }

  private Constant reduce(String type) {
    Constant x = in(0);
    long[] given = node.integers("axes", 1);
    boolean[] reduced = new boolean[x.rank()];
    Arrays.fill(reduced, given == null || given.length == 0);
    for (long axis : given == null ? new long[0] : given) {
      reduced[OnnxNode.axis(axis, x.rank())] = true;
    }
    int[] dims = Broadcast.ints(x);
    int[] kept = dims.clone();
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = reduced[i] ? 1 : kept[i];
      if (!reduced[i] || node.integer("keepdims", 1) != 0) {
        shape.add(kept[i]);
      }
    }
    int size = (int) Broadcast.size(kept);
    double[] values = new double[size];
    Arrays.fill(
        values,
        switch (type) {
          case "ReduceProd" -> 1;
          case "ReduceMax" -> Double.NEGATIVE_INFINITY;
          case "ReduceMin" -> Double.POSITIVE_INFINITY;
          default -> 0;
        });
    int[] to = Broadcast.stretched(kept, dims);
    int[] from = Broadcast.strides(dims);
    for (int i = 0; i < x.size(); i++) {
      int at = 0;
      for (int axis = 0; axis < dims.length; axis++) {
        at += i / from[axis] % dims[axis] * to[axis];
      }
      double value = x.real(i);
      values[at] =
          switch (type) {
            case "ReduceProd" -> values[at] * value;
            case "ReduceMax" -> Math.max(values[at], value);
            case "ReduceMin" -> Math.min(values[at], value);
            case "ReduceL1" -> values[at] + Math.abs(value);
            case "ReduceL2", "ReduceSumSquare" -> values[at] + value * value;
            default -> values[at] + value;
          };
    }
    int count = size == 0 ? 1 : x.size() / size;
    for (int i = 0; i < size; i++) {
      if (type.equals("ReduceL2")) {
        values[i] = Math.sqrt(values[i]);
      } else if (type.equals("ReduceMean")) {
        values[i] /= count;
      }
    }
    return Constant.ofReals(x.type(), shape, values);
  }
}
