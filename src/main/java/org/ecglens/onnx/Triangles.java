package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.Map;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Sums up to each element, and the parts of matrices beside a diagonal. */
final class Triangles {
  private Triangles() {}

  static Map<String, Lowering> lowerings() {
    return Map.of("CumSum", single(Triangles::sums), "Trilu", single(Triangles::part));
  }

  private static Value sums(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int given = OnnxNode.axis((long) node.constant(1, "axis").scalar("its axis"), x.rank());
    boolean exclusive = node.integer("exclusive", 0) != 0;
    boolean reverse = node.integer("reverse", 0) != 0;
    return steps.along(
        x,
        given,
        (values, axis) -> {
          int length = values.dim(axis);
          steps.budget().spend((long) length * length);
          float[] matrix = new float[length * length];
          for (int i = 0; i < matrix.length; i++) {
            int ahead = reverse ? i % length - i / length : i / length - i % length;
            matrix[i] = ahead > 0 || (ahead == 0 && !exclusive) ? 1 : 0;
          }
          return steps.add(
              new Operation.Linear(axis, Tensor.of(matrix, length, length), null), values);
        });
  }

  private static Value part(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    Activation matrices = x.rank() >= 3 ? x : steps.lifted(x, 3);
    long diagonal = node.given(1) ? (long) node.constant(1, "k").scalar("its k") : 0;
    boolean upper = node.integer("upper", 1) != 0;
    int rows = matrices.dim(matrices.rank() - 2);
    int columns = matrices.dim(matrices.rank() - 1);
    float[] mask = new float[rows * columns];
    for (int i = 0; i < mask.length; i++) {
      long ahead = (long) (i % columns) - i / columns;
      mask[i] = (upper ? ahead >= diagonal : ahead <= diagonal) ? 1 : 0;
    }
    Activation kept =
        steps.add(new Operation.Affine(Tensor.of(mask, rows, columns), null), matrices);
    return x.rank() >= 3 ? kept : steps.reshape(kept, x.shape());
  }
}
