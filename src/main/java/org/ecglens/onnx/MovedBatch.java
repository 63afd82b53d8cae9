package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.onnx.Value.Moved;

/**
 * What may happen to an activation while its batch axis is not in front. PyTorch's dynamo exporter
 * writes interpolation as Transpose, GatherND along the then first axis, Transpose.
 */
final class MovedBatch {
  private MovedBatch() {}

  static Value lower(OnnxNode node, Steps steps) {
    UnsupportedNodeException.unless(
        node.input(0) instanceof Moved,
        "one of its inputs has had its batch axis moved and would mix records");
    Moved x = (Moved) node.input(0);
    return switch (node.type()) {
      case "Identity" -> x;
      case "Transpose" -> transpose(node, x, steps);
      case "Gather" -> gather(node, x, node.integer("axis", 0), steps);
      case "GatherND" -> {
        List<Integer> dims = node.constant(1, "indices").dims();
        UnsupportedNodeException.unless(
            node.integer("batch_dims", 0) == 0 && dims.size() == 2 && dims.get(1) == 1,
            "indices of shape " + dims + " are not supported");
        yield gather(node, x, 0, steps);
      }
      default ->
          throw new UnsupportedNodeException(
              "its input has had its batch axis moved to axis "
                  + x.permutation().indexOf(0)
                  + " and would mix records");
    };
  }

  private static Value transpose(OnnxNode node, Moved x, Steps steps) {
    int rank = x.permutation().size();
    long[] given = node.integers("perm");
    UnsupportedNodeException.unless(
        given == null || given.length == rank, "its perm does not fit the axes");
    List<Integer> permutation = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int axis = given == null ? rank - 1 - i : OnnxNode.axis(given[i], rank);
      permutation.add(x.permutation().get(axis));
    }
    UnsupportedNodeException.unless(
        permutation.stream().distinct().count() == rank, "its perm repeats an axis");
    return Shaping.transposed(x.base(), permutation, steps);
  }

  private static Value gather(OnnxNode node, Moved x, long axis, Steps steps) {
    Constant indices = node.constant(1, "indices");
    UnsupportedNodeException.unless(
        indices.rank() == 1 || node.type().equals("GatherND"),
        "indices of shape " + indices.dims() + " are not supported");
    int moved = x.permutation().get(OnnxNode.axis(axis, x.permutation().size()));
    UnsupportedNodeException.unless(moved > 0, "it selects along the batch axis");
    return new Moved(Selections.gather(x.base(), moved, indices, steps), x.permutation());
  }
}
