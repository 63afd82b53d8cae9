package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Products of matrices, of which one may be constant. */
final class Matrices {
  private Matrices() {}

  static Map<String, Lowering> lowerings() {
    return Map.of("Gemm", single(Matrices::gemm), "MatMul", single(Matrices::product));
  }

  /** {@code [out, in]} from a rank-2 constant that may be stored transposed. */
  private static Tensor matrix(Constant constant, boolean transpose, double factor) {
    int rows = constant.dims().get(0);
    int columns = constant.dims().get(1);
    float[] values = new float[constant.size()];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int to = transpose ? c * rows + r : r * columns + c;
        values[to] = (float) (factor * constant.real(r * columns + c));
      }
    }
    return transpose ? Tensor.of(values, columns, rows) : Tensor.of(values, rows, columns);
  }

  private static Value gemm(OnnxNode node, Steps steps) {
    UnsupportedNodeException.unless(
        !node.isConstant(0) && node.integer("transA", 0) == 0,
        "its first factor is constant or transposed, which mixes records");
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(
        x.rank() == 2, "its first factor has %d axes".formatted(x.rank()));
    Constant b = node.constant(1, "second factor");
    UnsupportedNodeException.unless(b.rank() == 2, "its second factor has the shape " + b.dims());
    double beta = node.real("beta", 1);
    Tensor matrix = matrix(b, node.integer("transB", 0) == 0, node.real("alpha", 1));
    int outputs = matrix.dim(0);
    if (node.given(2) && node.input(2) instanceof Activation c) {
      Activation product = steps.add(new Operation.Linear(1, matrix, null), x);
      return steps.add(new Operation.Add(), product, beta == 1 ? c : steps.scale(beta, c));
    }
    Tensor bias = null;
    if (node.given(2)) {
      Constant c = node.constant(2, "summand");
      UnsupportedNodeException.unless(
          (c.size() == outputs && (c.rank() == 0 || c.dims().get(c.rank() - 1) == outputs))
              || c.size() == 1,
          "a summand of shape %s does not fit %d outputs".formatted(c.dims(), outputs));
      float[] values = new float[outputs];
      for (int i = 0; i < outputs; i++) {
        values[i] = (float) (beta * c.real(c.size() == 1 ? 0 : i));
      }
      bias = Tensor.of(values, outputs);
    }
    return steps.add(new Operation.Linear(1, matrix, bias), x);
  }

  private static Constant plain(Constant constant, int rank) {
    int extra = constant.rank() - 2;
    if (extra <= 0) {
      return constant;
    }
    UnsupportedNodeException.unless(
        constant.rank() <= rank,
        "a stack of matrices of shape %s is not supported".formatted(constant.dims()));
    return constant.reshaped(constant.dims().subList(extra, constant.rank()));
  }

  /** Whether a constant holds more than one matrix. */
  private static boolean isStack(Value value) {
    return value instanceof Constant constant
        && constant.rank() > 2
        && constant.dims().subList(0, constant.rank() - 2).stream().anyMatch(d -> d != 1);
  }

  private static Value product(OnnxNode node, Steps steps) {
    if (!node.isConstant(0) && !node.isConstant(1)) {
      return product(node.activation(0), node.activation(1), steps);
    }
    if (isStack(node.input(1))) {
      return product(node.activation(0), stack(node.constant(1, "second factor"), steps), steps);
    }
    if (isStack(node.input(0))) {
      return product(stack(node.constant(0, "first factor"), steps), node.activation(1), steps);
    }
    if (node.isConstant(1)) {
      Activation x = node.activation(0);
      UnsupportedNodeException.unless(x.rank() >= 2, "it would mix records");
      Constant b = plain(node.constant(1, "second factor"), x.rank());
      int last = x.rank() - 1;
      if (b.rank() == 1) {
        Tensor row = b.tensor(List.of(1, b.size()));
        Activation product = steps.add(new Operation.Linear(last, row, null), x);
        return steps.reshape(product, x.shape().dims().subList(0, last - 1));
      }
      UnsupportedNodeException.unless(b.rank() == 2, "its second factor has no axes");
      return steps.add(new Operation.Linear(last, matrix(b, true, 1), null), x);
    }
    Activation x = node.activation(1);
    UnsupportedNodeException.unless(
        x.rank() >= 3, "it multiplies along the batch axis and would mix records");
    Constant a = plain(node.constant(0, "first factor"), x.rank());
    int axis = x.rank() - 2;
    if (a.rank() == 1) {
      Activation product =
          steps.add(new Operation.Linear(axis, a.tensor(List.of(1, a.size())), null), x);
      List<Integer> dims = new ArrayList<>(product.shape().dims());
      dims.remove(axis - 1);
      return steps.reshape(product, dims);
    }
    UnsupportedNodeException.unless(a.rank() == 2, "its first factor has no axes");
    return steps.add(new Operation.Linear(axis, matrix(a, false, 1), null), x);
  }

  /** Matrices that are the same for every record, with all of their axes beside the records'. */
  private static Activation stack(Constant constant, Steps steps) {
    return steps.lowered(steps.lifted(constant));
  }

  private static Activation product(Activation a, Activation b, Steps steps) {
    boolean alike = a.rank() >= 3 && a.rank() == b.rank() && a.shape().rows() == b.shape().rows();
    if (alike) {
      return steps.add(new Operation.MatMul(), a, b);
    }
    int axes = Math.max(2, Math.max(a.rank(), b.rank()));
    Activation product =
        steps.add(
            new Operation.MatMul(),
            matrices(a, axes, 1, a.shape().rows(), steps),
            matrices(b, axes, b.shape().rows(), 1, steps));
    List<Integer> dims = new ArrayList<>(product.shape().dims());
    if (b.rank() == 1) {
      dims.remove(dims.size() - 1);
    }
    if (a.rank() == 1) {
      dims.remove(axes - 2);
    }
    return steps.lowered(steps.reshape(product, dims));
  }

  /** A stack of matrices; of a vector, the matrix of a row or a column. */
  private static Activation matrices(Activation x, int axes, int rows, int columns, Steps steps) {
    if (x.rank() > 1) {
      return steps.lifted(x, axes);
    }
    List<Integer> dims = new ArrayList<>(Collections.nCopies(axes - 2, 1));
    dims.add(rows);
    dims.add(columns);
    return steps.reshape(steps.lifted(x), dims);
  }
}
