package org.ecglens.onnx;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.ecglens.onnx.Value.Activation;

/**
 * Evaluates nodes whose inputs are constants: arithmetic of shapes and weights that are computed in
 * the file. The number of records is carried through as {@link Batch#UNIT}.
 */
final class Folding {
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          entry("Neg", x -> -x),
          entry("Abs", Math::abs),
          entry("Sqrt", Math::sqrt),
          entry("Exp", Math::exp),
          entry("Log", Math::log),
          entry("Floor", Math::floor),
          entry("Ceil", Math::ceil),
          entry("Round", Math::rint),
          entry("Reciprocal", x -> 1 / x),
          entry("Tanh", Math::tanh),
          entry("Sin", Math::sin),
          entry("Cos", Math::cos),
          entry("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
          entry("Softplus", x -> Math.log1p(Math.exp(x))),
          entry("Relu", x -> Math.max(x, 0)),
          entry("Not", x -> x == 0 ? 1 : 0));

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
  private final Budget budget;

  private Folding(OnnxNode node, Budget budget) {
    this.node = node;
    this.budget = budget;
  }

  /**
   * Whether a node gives constants: all its inputs are, or it asks only for a shape. A constant
   * that is repeated for every record is not one.
   */
  static boolean folds(OnnxNode node) {
    if (node.type().equals("Shape") || node.type().equals("Size")) {
      return true;
    }
    for (int i = 0; i < node.inputs(); i++) {
      if (node.given(i) && !node.isConstant(i)) {
        return false;
      }
    }
    return switch (node.type()) {
      case "Expand" -> !Batch.marksAny(node.constant(1, "shape"));
      case "ConstantOfShape" -> !Batch.marksAny(node.constant(0, "shape"));
      default -> true;
    };
  }

  static List<Value> fold(OnnxNode node, Budget budget) {
    return new Folding(node, budget).evaluate();
  }

  private Constant in(int index) {
    return node.constant(index, "input " + index);
  }

  private List<Value> evaluate() {
    String type = node.type();
    if (type.equals("Split")) {
      return split();
    }
    if (UNARY.containsKey(type)) {
      Constant x = in(0);
      budget.spend(x.size());
      return List.of(mapped(x, UNARY.get(type)));
    }
    if (BINARY.containsKey(type) || COMPARISONS.containsKey(type)) {
      Constant result = in(0);
      for (int i = 1; i < node.inputs(); i++) {
        result = combined(type, result, in(i));
      }
      return List.of(result);
    }
    return List.of(
        switch (type) {
          case "Constant" -> constant();
          case "Shape" -> shape();
          case "Size" -> size();
          case "Identity", "Dropout" -> in(0);
          case "Cast" -> cast(in(0), (int) node.integer("to", 1));
          case "CastLike" -> converted(in(0), in(1).type());
          case "ConstantOfShape" -> filled();
          case "Range" -> range();
          case "Gather" -> gather();
          case "Slice" -> slice();
          case "Concat" -> concat();
          case "Unsqueeze", "Squeeze", "Reshape", "Flatten" -> reshaped(type);
          case "Transpose" -> transpose();
          case "Expand" -> expand(in(0), in(1).integers(), budget);
          case "Tile" -> tile();
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
          default -> {
            Operators.lowering(type);
            throw new Refusal("this operator is not supported where all inputs are constants");
          }
        });
  }

  private static Constant mapped(Constant x, DoubleUnaryOperator function) {
    double[] values = x.reals();
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(values[i]);
    }
    return typed(x.type(), x.dims(), values);
  }

  private static Constant typed(Constant.Type type, List<Integer> dims, double[] values) {
    if (!type.integral()) {
      return Constant.ofReals(type, dims, values);
    }
    return Constant.ofIntegers(
        type, dims, Arrays.stream(values).mapToLong(v -> (long) v).toArray());
  }

  private Constant combined(String type, Constant a, Constant b) {
    int[] dims = broadcast(ints(a), ints(b));
    long size = size(dims);
    budget.spend(size);
    Constant left = spread(a, dims);
    Constant right = spread(b, dims);
    List<Integer> shape = list(dims);
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
    return typed(a.type(), shape, values);
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
    Refusal.unless(values != null, "its value is missing or of a type that is not supported");
    return Constant.ofReals(Constant.Type.FLOAT, List.of(values.length), values);
  }

  private long[] lengths() {
    if (node.input(0) instanceof Activation x) {
      long[] lengths = new long[x.rank()];
      lengths[0] = x.shape().rows() * Batch.UNIT;
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

  private static Constant cast(Constant x, int to) {
    return switch (to) {
      case 1, 10, 16 -> converted(x, Constant.Type.FLOAT);
      case 11 -> converted(x, Constant.Type.DOUBLE);
      case 7 -> converted(x, Constant.Type.INT64);
      case 6 -> converted(x, Constant.Type.INT32);
      case 9 -> converted(x, Constant.Type.BOOL);
      default -> throw new Refusal("it casts to the type " + to);
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
    return expand(one.reshaped(List.of()), in(0).integers(), budget);
  }

  private Constant range() {
    Constant start = in(0);
    double from = start.scalar("its start");
    double step = in(2).scalar("its step");
    double count = Math.max(0, Math.ceil((in(1).scalar("its limit") - from) / step));
    Refusal.unless(count <= Budget.LARGEST, "it counts to more than can be held");
    budget.spend((long) count);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i * step;
    }
    return typed(start.type(), List.of(values.length), values);
  }

  private Constant gather() {
    Constant x = in(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    Constant indices = in(1);
    int length = x.dims().get(axis);
    long[] positions = indices.integers();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += positions[i] < 0 ? length : 0;
      Refusal.unless(
          positions[i] >= 0 && positions[i] < length,
          "index %d is outside an axis of %d".formatted(positions[i], length));
    }
    List<Integer> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.addAll(indices.dims());
    dims.addAll(x.dims().subList(axis + 1, x.rank()));
    return along(x, axis, positions, dims);
  }

  /** Chosen elements along an axis. */
  private Constant along(Constant x, int axis, long[] positions, List<Integer> dims) {
    int length = x.dims().get(axis);
    long inner = 1;
    for (int dim : x.dims().subList(axis + 1, x.rank())) {
      inner *= dim;
    }
    long outer = length == 0 ? 0 : x.size() / (inner * length);
    long size = outer * positions.length * inner;
    budget.spend(size);
    long block = inner;
    int count = positions.length;
    return x.pick(
        dims,
        (int) size,
        i -> {
          long before = i / (block * count);
          long position = positions[(int) (i / block % count)];
          return (before * length + position) * block + i % block;
        });
  }

  private Constant taken(Constant x, int axis, int[] positions) {
    List<Integer> dims = new ArrayList<>(x.dims());
    dims.set(axis, positions.length);
    return along(x, axis, Arrays.stream(positions).asLongStream().toArray(), dims);
  }

  private Constant slice() {
    Constant result = in(0);
    long[] starts = node.integers("starts", 1);
    long[] ends = node.integers("ends", 2);
    long[] axes = node.integers("axes", 3);
    long[] strides = node.given(4) ? in(4).integers() : null;
    Refusal.unless(starts != null && ends != null, "its starts or ends are missing");
    for (int i = 0; i < starts.length; i++) {
      int axis = OnnxNode.axis(axes == null ? i : axes[i], result.rank());
      int[] positions =
          Selections.positions(
              starts[i], ends[i], strides == null ? 1 : strides[i], result.dims().get(axis));
      result = taken(result, axis, positions);
    }
    return result;
  }

  private List<Value> split() {
    Constant x = in(0);
    int axis = OnnxNode.axis(node.integer("axis", 0), x.rank());
    int length = x.dims().get(axis);
    long[] sizes = node.integers("split", 1);
    long each = Window.ceilDiv(length, node.outputs());
    List<Value> parts = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < node.outputs(); i++) {
      long end = Math.min(length, start + (sizes == null ? each : sizes[i]));
      parts.add(taken(x, axis, Selections.positions(start, end, 1, length)));
      start = end;
    }
    return parts;
  }

  private Constant concat() {
    int axis = OnnxNode.axis(node.integer("axis", 0), in(0).rank());
    List<Integer> dims = new ArrayList<>(in(0).dims());
    int total = 0;
    Constant.Type type = in(0).type();
    long size = 0;
    for (int i = 0; i < node.inputs(); i++) {
      List<Integer> other = new ArrayList<>(in(i).dims());
      Refusal.unless(other.size() == dims.size(), "its inputs have different numbers of axes");
      total += other.get(axis);
      other.set(axis, dims.get(axis));
      Refusal.unless(other.equals(dims) && in(i).type() == type, "its inputs do not fit");
      size += in(i).size();
    }
    dims.set(axis, total);
    budget.spend(size);
    double[] reals = type.integral() ? null : new double[(int) size];
    long[] integers = type.integral() ? new long[(int) size] : null;
    int inner = (int) size(dims.subList(axis + 1, dims.size()).stream().mapToInt(d -> d).toArray());
    int at = 0;
    for (int outer = 0; at < size; outer++) {
      for (int i = 0; i < node.inputs(); i++) {
        int block = in(i).dims().get(axis) * inner;
        for (int j = 0; j < block; j++, at++) {
          if (integers != null) {
            integers[at] = in(i).integer(outer * block + j);
          } else {
            reals[at] = in(i).real(outer * block + j);
          }
        }
      }
    }
    return integers != null
        ? Constant.ofIntegers(type, dims, integers)
        : Constant.ofReals(type, dims, reals);
  }

  private Constant reshaped(String type) {
    Constant x = in(0);
    return x.reshaped(
        switch (type) {
          case "Reshape" -> target(x);
          case "Flatten" -> flat(x);
          case "Squeeze" -> squeezed(x);
          default -> unsqueezed(x);
        });
  }

  private List<Integer> target(Constant x) {
    long[] target = in(1).integers();
    long known = 1;
    for (int i = 0; i < target.length; i++) {
      if (target[i] == 0 && node.integer("allowzero", 0) == 0) {
        target[i] = x.dims().get(i);
      }
      known = target[i] == -1 ? known : Math.multiplyExact(known, target[i]);
    }
    List<Integer> dims = new ArrayList<>();
    for (long length : target) {
      dims.add(Math.toIntExact(length == -1 ? x.size() / Math.max(known, 1) : length));
    }
    return dims;
  }

  private List<Integer> flat(Constant x) {
    long axis = node.integer("axis", 1);
    int split = (int) (axis < 0 ? axis + x.rank() : axis);
    int rows = (int) size(x.dims().subList(0, split).stream().mapToInt(d -> d).toArray());
    return List.of(rows, x.size() / Math.max(rows, 1));
  }

  private List<Integer> squeezed(Constant x) {
    long[] axes = node.integers("axes", 1);
    boolean[] dropped = new boolean[x.rank()];
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = axes == null && x.dims().get(i) == 1;
    }
    for (long axis : axes == null ? new long[0] : axes) {
      dropped[OnnxNode.axis(axis, x.rank())] = true;
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < dropped.length; i++) {
      if (!dropped[i]) {
        dims.add(x.dims().get(i));
      }
    }
    return dims;
  }

  private List<Integer> unsqueezed(Constant x) {
    long[] axes = node.integers("axes", 1);
    Refusal.unless(axes != null, "its axes are missing");
    List<Integer> dims = new ArrayList<>(x.dims());
    int rank = x.rank() + axes.length;
    Arrays.stream(axes)
        .mapToInt(axis -> OnnxNode.axis(axis, rank))
        .sorted()
        .forEach(axis -> dims.add(axis, 1));
    return dims;
  }

  private Constant transpose() {
    Constant x = in(0);
    int rank = x.rank();
    long[] given = node.integers("perm");
    int[] strides = strides(ints(x));
    int[] dims = new int[rank];
    int[] steps = new int[rank];
    for (int i = 0; i < rank; i++) {
      int axis = given == null ? rank - 1 - i : OnnxNode.axis(given[i], rank);
      dims[i] = x.dims().get(axis);
      steps[i] = strides[axis];
    }
    budget.spend(x.size());
    Refusal.unless(size(dims) == x.size(), "its perm repeats an axis");
    return walk(x, dims, steps);
  }

  private Constant tile() {
    Constant result = in(0);
    long[] repeats = in(1).integers();
    for (int axis = 0; axis < result.rank(); axis++) {
      int length = result.dims().get(axis);
      long total = Math.multiplyExact(length, repeats[axis]);
      budget.spend(total);
      int[] positions = new int[(int) total];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = i % length;
      }
      result = taken(result, axis, positions);
    }
    return result;
  }

  private Constant where() {
    int[] dims = broadcast(broadcast(ints(in(0)), ints(in(1))), ints(in(2)));
    budget.spend(size(dims));
    Constant condition = spread(in(0), dims);
    Constant yes = spread(in(1), dims);
    Constant no = spread(in(2), dims);
    int size = yes.size();
    if (yes.type().integral()) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = condition.real(i) != 0 ? yes.integer(i) : no.integer(i);
      }
      return Constant.ofIntegers(yes.type(), list(dims), values);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = condition.real(i) != 0 ? yes.real(i) : no.real(i);
    }
    return Constant.ofReals(yes.type(), list(dims), values);
  }

  private Constant reduce(String type) {
    Constant x = in(0);
    long[] given = node.integers("axes", 1);
    boolean[] reduced = new boolean[x.rank()];
    Arrays.fill(reduced, given == null || given.length == 0);
    for (long axis : given == null ? new long[0] : given) {
      reduced[OnnxNode.axis(axis, x.rank())] = true;
    }
    int[] dims = ints(x);
    int[] kept = dims.clone();
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = reduced[i] ? 1 : kept[i];
      if (!reduced[i] || node.integer("keepdims", 1) != 0) {
        shape.add(kept[i]);
      }
    }
    int size = (int) size(kept);
    double[] values = new double[size];
    Arrays.fill(
        values,
        switch (type) {
          case "ReduceProd" -> 1;
          case "ReduceMax" -> Double.NEGATIVE_INFINITY;
          case "ReduceMin" -> Double.POSITIVE_INFINITY;
          default -> 0;
        });
    int[] to = stretched(kept, dims);
    int[] from = strides(dims);
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
    return typed(x.type(), shape, values);
  }

  /** Checks that a constant can be broadcast to a target that begins with the batch. */
  static Constant expandable(Constant constant, long[] target) {
    Refusal.unless(
        target.length > 0
            && (constant.rank() < target.length
                || (constant.rank() == target.length && constant.dims().get(0) == 1)),
        "it would mix records");
    for (int i = 1; i < target.length; i++) {
      Refusal.unless(target[i] < Batch.UNIT / 2, "it would mix records");
    }
    return constant;
  }

  static Constant expand(Constant x, long[] target, Budget budget) {
    int[] dims = new int[target.length];
    long size = 1;
    for (int i = 0; i < dims.length; i++) {
      Refusal.unless(target[i] >= 0, "it makes an axis of length " + target[i]);
      if (target[i] > Budget.LARGEST) {
        budget.spend(target[i]);
      }
      dims[i] = (int) target[i];
      size = Math.multiplyExact(size, Math.max(1, target[i]));
      budget.spend(size);
    }
    int[] result = broadcast(ints(x), dims);
    budget.spend(size(result));
    return spread(x, result);
  }

  private static Constant spread(Constant x, int[] dims) {
    return ints(x).length == dims.length && Arrays.equals(ints(x), dims)
        ? x
        : walk(x, dims, stretched(ints(x), dims));
  }

  private static Constant walk(Constant x, int[] dims, int[] steps) {
    int[] strides = strides(dims);
    return x.pick(
        list(dims),
        (int) size(dims),
        i -> {
          long from = 0;
          for (int axis = 0; axis < dims.length; axis++) {
            from += (long) (i / strides[axis] % dims[axis]) * steps[axis];
          }
          return from;
        });
  }

  /** Strides of an array when walked in a shape that it broadcasts to. */
  private static int[] stretched(int[] dims, int[] to) {
    int[] own = strides(dims);
    int[] steps = new int[to.length];
    for (int i = 1; i <= dims.length; i++) {
      steps[to.length - i] = dims[dims.length - i] == 1 ? 0 : own[dims.length - i];
    }
    return steps;
  }

  private static int[] strides(int[] dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = Math.max(stride, 1);
      stride *= dims[i];
    }
    return strides;
  }

  private static int[] broadcast(int[] a, int[] b) {
    int[] dims = new int[Math.max(a.length, b.length)];
    for (int i = 1; i <= dims.length; i++) {
      int left = i <= a.length ? a[a.length - i] : 1;
      int right = i <= b.length ? b[b.length - i] : 1;
      Refusal.unless(
          left == right || left == 1 || right == 1,
          "shapes %s and %s do not broadcast".formatted(list(a), list(b)));
      dims[dims.length - i] = left == 1 ? right : left;
    }
    return dims;
  }

  private static long size(int[] dims) {
    long size = 1;
    for (int dim : dims) {
      size = Math.multiplyExact(size, dim);
    }
    return size;
  }

  private static int[] ints(Constant x) {
    return x.dims().stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> list(int[] dims) {
    return Arrays.stream(dims).boxed().toList();
  }
}
