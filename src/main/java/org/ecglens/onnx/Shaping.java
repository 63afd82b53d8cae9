package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.onnx.Value.Activation;

/** OnnxOperators that move values or change their shape but not the values themselves. */
final class Shaping {
  private static final int FLOAT = 1;
  private static final int BOOL = 9;
  private static final List<Integer> REALS = List.of(FLOAT, 10, 11, 16);

  private Shaping() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    all.put("Identity", single((node, steps) -> node.activation(0)));
    all.put("Dropout", single(Shaping::dropout));
    all.put("Cast", single(Shaping::cast));
    all.put("Reshape", single(Shaping::reshape));
    all.put("Flatten", single(Shaping::flatten));
    all.put("Transpose", single(Shaping::transpose));
    all.put("Squeeze", single(Shaping::squeeze));
    all.put("Unsqueeze", single(Shaping::unsqueeze));
    all.put("Concat", single(Shaping::concat));
    all.put("Expand", single(Shaping::expand));
    all.put("DepthToSpace", single(Shaping::depthToSpace));
    all.put("SpaceToDepth", single(Shaping::spaceToDepth));
    return all;
  }

  private static Value dropout(OnnxNode node, Steps steps) {
    boolean training =
        node.given(2) && node.constant(2, "training mode").scalar("its training mode") != 0;
    boolean drops = !node.given(1) || node.constant(1, "ratio").scalar("its ratio") != 0;
    UnsupportedNodeException.unless(
        !training || !drops, "it is in training mode; export the model in evaluation mode");
    return node.activation(0);
  }

  private static Value cast(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int to = (int) node.integer("to", FLOAT);
    UnsupportedNodeException.unless(
        x.binary() || REALS.contains(to), "it rounds or compares values that depend on the record");
    return x.binary() && to != BOOL ? new Activation(x.name(), x.shape(), false) : x;
  }

  private static Value reshape(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] target = node.integers("shape", 1);
    UnsupportedNodeException.unless(target != null && target.length > 0, "its target has no axes");
    if (node.integer("allowzero", 0) == 0) {
      for (int i = 0; i < target.length; i++) {
        if (target[i] == 0) {
          UnsupportedNodeException.unless(
              i < x.rank(), "its target copies axis " + i + ", which does not exist");
          target[i] = i == 0 ? (long) x.shape().rows() * steps.batch() : x.dim(i);
        }
      }
    }
    return steps.reshape(x, target(x.shape(), target, steps.batch()));
  }

  /**
   * The shape that a reshape asks for. In a file for several records the first axis must count
   * whole records, so that they stay apart.
   */
  private static Shape target(Shape from, long[] target, int batch) {
    long size = Math.multiplyExact(from.size(), batch);
    long known = 1;
    int open = -1;
    for (int i = 0; i < target.length; i++) {
      UnsupportedNodeException.unless(
          target[i] > 0 || target[i] == -1, "its target has an axis of length " + target[i]);
      if (target[i] == -1) {
        UnsupportedNodeException.unless(open < 0, "its target has several open axes");
        open = i;
      } else {
        known = Math.multiplyExact(known, target[i]);
      }
    }
    UnsupportedNodeException.unless(
        open < 0 ? known == size : size % known == 0,
        "its target %s does not fit values of shape %s"
            .formatted(Arrays.toString(target), described(from, batch)));
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < target.length; i++) {
      dims.add(Math.toIntExact(i == open ? size / known : target[i]));
    }
    int rows = dims.remove(0);
    UnsupportedNodeException.unless(
        rows % batch == 0,
        "its target's first axis of %d does not count %d records and would mix them"
            .formatted(rows, batch));
    return new Shape(rows / batch, dims);
  }

  private static List<Integer> described(Shape shape, int batch) {
    List<Integer> dims = new ArrayList<>(shape.dims());
    dims.add(0, shape.rows() * batch);
    return dims;
  }

  private static Value flatten(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long given = node.integer("axis", 1);
    long axis = given < 0 ? given + x.rank() : given;
    UnsupportedNodeException.unless(
        axis > 0 && axis <= x.rank(), "it flattens from axis " + given + " and would mix records");
    long rows = x.shape().rows();
    long rest = 1;
    for (int i = 1; i < x.rank(); i++) {
      if (i < axis) {
        rows *= x.dim(i);
      } else {
        rest *= x.dim(i);
      }
    }
    return steps.reshape(x, new Shape(Math.toIntExact(rows), List.of(Math.toIntExact(rest))));
  }

  private static Value transpose(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] given = node.integers("perm");
    List<Integer> permutation = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      UnsupportedNodeException.unless(
          given == null || given.length == x.rank(), "its perm does not fit the axes");
      permutation.add(given == null ? x.rank() - 1 - i : OnnxNode.axis(given[i], x.rank()));
    }
    UnsupportedNodeException.unless(
        new TreeSet<>(permutation).size() == x.rank(), "its perm repeats an axis: " + permutation);
    return transposed(x, permutation, steps);
  }

  private static Activation transposed(Activation x, List<Integer> permutation, Steps steps) {
    if (permutation.get(0) != 0) {
      List<Integer> lifted = new ArrayList<>(List.of(0));
      permutation.forEach(axis -> lifted.add(axis + 1));
      return steps.lowered(steps.add(new Operation.Transpose(lifted), steps.lifted(x)));
    }
    List<Integer> unmoved = IntStream.range(0, x.rank()).boxed().toList();
    return permutation.equals(unmoved) ? x : steps.add(new Operation.Transpose(permutation), x);
  }

  private static Value squeeze(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] given = node.integers("axes", 1);
    TreeSet<Integer> axes = new TreeSet<>();
    if (given == null) {
      IntStream.range(1, x.rank()).filter(i -> x.dim(i) == 1).forEach(axes::add);
    } else {
      for (long axis : given) {
        axes.add(OnnxNode.axis(axis, x.rank()));
      }
    }
    List<Integer> dims = new ArrayList<>();
    for (int i = 1; i < x.rank(); i++) {
      UnsupportedNodeException.unless(
          !axes.contains(i) || x.dim(i) == 1,
          "it squeezes axis %d of length %d".formatted(i, x.dim(i)));
      if (!axes.contains(i)) {
        dims.add(x.dim(i));
      }
    }
    if (!axes.contains(0)) {
      return steps.reshape(x, dims);
    }
    UnsupportedNodeException.unless(
        steps.batch() == 1 && x.shape().rows() == 1 && !dims.isEmpty(),
        "it squeezes an axis that counts records");
    return steps.reshape(x, new Shape(dims.remove(0), dims));
  }

  private static Value unsqueeze(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    long[] given = node.integers("axes", 1);
    UnsupportedNodeException.unless(given != null, "its axes are missing");
    TreeSet<Integer> axes = new TreeSet<>();
    for (long axis : given) {
      axes.add(OnnxNode.axis(axis, x.rank() + given.length));
    }
    int rows = x.shape().rows();
    List<Integer> dims = new ArrayList<>(x.shape().dims());
    for (int axis : axes) {
      if (axis == 0) {
        UnsupportedNodeException.unless(
            steps.batch() == 1, "it puts an axis before that of the records");
        dims.add(0, rows);
        rows = 1;
      } else {
        dims.add(axis - 1, 1);
      }
    }
    return steps.reshape(x, new Shape(rows, dims));
  }

  private static Value concat(OnnxNode node, Steps steps) {
    Activation like = null;
    for (int i = 0; i < node.inputs(); i++) {
      like = node.input(i) instanceof Activation x ? x : like;
    }
    int axis = OnnxNode.axis(node.integer("axis", 1), like.rank());
    boolean lifts = axis == 0;
    for (int i = 0; i < node.inputs(); i++) {
      lifts |=
          node.input(i) instanceof Constant c
              ? c.dims().get(0) != 1
              : node.activation(i).shape().rows() != like.shape().rows();
    }
    Activation[] inputs = new Activation[node.inputs()];
    for (int i = 0; i < inputs.length; i++) {
      if (node.input(i) instanceof Constant c) {
        inputs[i] = lifts ? steps.lifted(c) : steps.constant(c, like);
      } else {
        inputs[i] = lifts ? steps.lifted(node.activation(i)) : node.activation(i);
      }
    }
    if (inputs.length == 1) {
      return node.activation(0);
    }
    Activation joined = steps.add(new Operation.Concat(lifts ? axis + 1 : axis), inputs);
    return lifts ? steps.lowered(joined) : joined;
  }

  private static Value expand(OnnxNode node, Steps steps) {
    long[] target = node.constant(1, "target").integers();
    Activation x = node.activation(0);
    int axes = Math.max(x.rank(), target.length);
    int offset = axes - target.length;
    long rows = (long) x.shape().rows() * steps.batch();
    boolean lifts = axes > x.rank() || (offset == 0 && target[0] != 1 && target[0] != rows);
    int shift = lifts ? 1 : 0;
    Activation result = lifts ? steps.lifted(x, axes) : x;
    for (int i = 0; i < target.length; i++) {
      int axis = i + offset + shift;
      if (axis > 0 && target[i] != 1 && target[i] != result.dim(axis)) {
        UnsupportedNodeException.unless(
            result.dim(axis) == 1 && target[i] > 0,
            "it widens axis %d of length %d to %d"
                .formatted(i + offset, result.dim(axis), target[i]));
        steps.budget().spend(target[i]);
        result = steps.gather(result, axis, new int[(int) target[i]]);
      }
    }
    return lifts ? steps.lowered(result) : result;
  }

  private static int blocks(OnnxNode node, Activation x) {
    UnsupportedNodeException.unless(x.rank() == 4, "it needs two spatial axes");
    int size = Math.toIntExact(node.integer("blocksize", 0));
    UnsupportedNodeException.unless(size > 0, "its blocksize is " + size);
    return size;
  }

  private static Value depthToSpace(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int b = blocks(node, x);
    int depth = x.dim(1) / (b * b);
    UnsupportedNodeException.unless(depth * b * b == x.dim(1), "its channels do not make blocks");
    boolean depthFirst = node.text("mode", "DCR").equals("DCR");
    Activation split =
        steps.reshape(
            x,
            depthFirst
                ? List.of(b, b, depth, x.dim(2), x.dim(3))
                : List.of(depth, b, b, x.dim(2), x.dim(3)));
    List<Integer> order = depthFirst ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
    return steps.reshape(
        steps.add(new Operation.Transpose(order), split),
        List.of(depth, x.dim(2) * b, x.dim(3) * b));
  }

  private static Value spaceToDepth(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    int b = blocks(node, x);
    int height = x.dim(2) / b;
    int width = x.dim(3) / b;
    Activation split = steps.reshape(x, List.of(x.dim(1), height, b, width, b));
    return steps.reshape(
        steps.add(new Operation.Transpose(List.of(0, 3, 5, 1, 2, 4)), split),
        List.of(x.dim(1) * b * b, height, width));
  }
}
