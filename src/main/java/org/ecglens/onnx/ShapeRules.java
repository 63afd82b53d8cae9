package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;

/** Shape of the result of an operation; a reshape's is the caller's choice. */
final class ShapeRules {
  private ShapeRules() {}

  static Shape result(Operation operation, List<Shape> inputs) {
    if (operation instanceof Operation.Constant constant) {
      return Shape.of(constant.value().dims());
    }
    Shape x = inputs.get(0);
    if (operation instanceof Operation.Convolution c) {
      UnsupportedNodeException.unless(
          x.rank() == c.weight().dims().size(),
          "weights of shape %s do not fit an input of %d axes"
              .formatted(c.weight().dims(), x.rank()));
      UnsupportedNodeException.unless(
          x.dim(1) == c.weight().dim(1) * c.groups() && c.weight().dim(0) % c.groups() == 0,
          "weights of shape %s in %d group(s) do not fit %d channels"
              .formatted(c.weight().dims(), c.groups(), x.dim(1)));
      List<Integer> kernel = c.weight().dims().subList(2, c.weight().dims().size());
      return windows(
          x, c.weight().dim(0), kernel, c.strides(), c.padsBegin(), c.padsEnd(), c.dilations());
    }
    if (operation instanceof Operation.TransposedConvolution c) {
      UnsupportedNodeException.unless(
          x.rank() == c.weight().dims().size() && x.dim(1) == c.weight().dim(0),
          "weights of shape %s do not fit an input of shape %s"
              .formatted(c.weight().dims(), x.dims()));
      List<Integer> dims = new ArrayList<>(List.of(c.weight().dim(1) * c.groups()));
      for (int i = 0; i < x.rank() - 2; i++) {
        dims.add(
            positive(
                (long) (x.dim(2 + i) - 1) * c.strides().get(i)
                    + (long) (c.weight().dim(2 + i) - 1) * c.dilations().get(i)
                    + 1
                    - c.padsBegin().get(i)
                    - c.padsEnd().get(i)));
      }
      return new Shape(x.rows(), dims);
    }
    if (operation instanceof Operation.Linear linear) {
      UnsupportedNodeException.unless(
          x.dim(linear.axis()) == linear.matrix().dim(1),
          "a matrix for %d values does not fit an axis of %d"
              .formatted(linear.matrix().dim(1), x.dim(linear.axis())));
      return with(x, linear.axis(), linear.matrix().dim(0));
    }
    if (operation instanceof Operation.MatMul) {
      return product(x, inputs.get(1));
    }
    if (operation instanceof Operation.Recurrent layer) {
      UnsupportedNodeException.unless(
          x.rank() == 3 && x.dim(2) == layer.weight().dim(0),
          "%d gates do not fit an input of shape %s".formatted(layer.weight().dim(0), x.dims()));
      return with(x, 2, layer.weight().dim(1));
    }
    if (operation instanceof Operation.PRelu prelu) {
      Shape result = broadcast(x, prelu.slope());
      UnsupportedNodeException.unless(
          result.equals(x), "its slope does not fit the shape " + x.dims());
      return x;
    }
    if (operation instanceof Operation.Affine affine) {
      return broadcast(broadcast(x, affine.scale()), affine.shift());
    }
    if (operation instanceof Operation.MaxPool p) {
      return windows(
          x, x.dim(1), p.kernel(), p.strides(), p.padsBegin(), p.padsEnd(), p.dilations());
    }
    if (operation instanceof Operation.AveragePool p) {
      return windows(
          x, x.dim(1), p.kernel(), p.strides(), p.padsBegin(), p.padsEnd(), p.dilations());
    }
    if (operation instanceof Operation.ReduceSum reduce) {
      return reduced(x, reduce.axes(), reduce.keepDims());
    }
    if (operation instanceof Operation.ReduceMean reduce) {
      return reduced(x, reduce.axes(), reduce.keepDims());
    }
    if (operation instanceof Operation.ReduceMax reduce) {
      return reduced(x, reduce.axes(), reduce.keepDims());
    }
    if (operation instanceof Operation.Transpose transpose) {
      return new Shape(
          x.rows(),
          transpose.permutation().subList(1, x.rank()).stream().map(axis -> x.dim(axis)).toList());
    }
    if (operation instanceof Operation.Concat concat) {
      return concatenated(inputs, concat.axis());
    }
    if (operation instanceof Operation.Slice s) {
      return with(x, s.axis(), positive(Window.ceilDiv(s.end() - s.start(), s.step())));
    }
    if (operation instanceof Operation.Gather gather) {
      return with(x, gather.axis(), gather.indices().size());
    }
    if (operation instanceof Operation.Pad pad) {
      List<Integer> dims = new ArrayList<>();
      for (int i = 0; i < x.dims().size(); i++) {
        dims.add(Math.addExact(x.dims().get(i), pad.padsBegin().get(i) + pad.padsEnd().get(i)));
      }
      return new Shape(x.rows(), dims);
    }
    // The others are elementwise: of one activation, or of several that broadcast.
    Shape result = x;
    for (Shape other : inputs) {
      result = broadcast(result, other);
    }
    return result;
  }

  private static Shape product(Shape a, Shape b) {
    UnsupportedNodeException.unless(
        a.rank() >= 3 && a.rank() == b.rank() && a.rows() == b.rows(),
        "products of matrices in shapes %s and %s would mix records".formatted(a.dims(), b.dims()));
    int last = a.rank() - 1;
    UnsupportedNodeException.unless(
        a.dim(last) == b.dim(last - 1),
        "a matrix of %d columns does not fit one of %d rows"
            .formatted(a.dim(last), b.dim(last - 1)));
    Shape stack =
        broadcast(
            new Shape(a.rows(), a.dims().subList(0, last - 2)),
            new Shape(b.rows(), b.dims().subList(0, last - 2)));
    List<Integer> dims = new ArrayList<>(stack.dims());
    dims.add(a.dim(last - 1));
    dims.add(b.dim(last));
    return new Shape(a.rows(), dims);
  }

  /** Shape with another length of one axis. */
  static Shape with(Shape shape, int axis, int length) {
    List<Integer> dims = new ArrayList<>(shape.dims());
    dims.set(axis - 1, length);
    return new Shape(shape.rows(), dims);
  }

  private static int positive(long length) {
    UnsupportedNodeException.unless(
        length > 0 && length <= Integer.MAX_VALUE, "its result would have an axis of " + length);
    return (int) length;
  }

  private static Shape windows(
      Shape x,
      int channels,
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations) {
    List<Integer> dims = new ArrayList<>(List.of(channels));
    for (int i = 0; i < kernel.size(); i++) {
      long padded = (long) x.dim(2 + i) + padsBegin.get(i) + padsEnd.get(i);
      long extent = (long) (kernel.get(i) - 1) * dilations.get(i) + 1;
      dims.add(positive(Math.floorDiv(padded - extent, strides.get(i)) + 1));
    }
    return new Shape(x.rows(), dims);
  }

  private static Shape reduced(Shape x, List<Integer> axes, boolean keep) {
    List<Integer> dims = new ArrayList<>();
    for (int axis = 1; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(x.dim(axis));
      } else if (keep) {
        dims.add(1);
      }
    }
    return new Shape(x.rows(), dims);
  }

  private static Shape concatenated(List<Shape> inputs, int axis) {
    Shape first = inputs.get(0);
    int length = 0;
    for (Shape input : inputs) {
      UnsupportedNodeException.unless(
          input.rank() == first.rank() && with(input, axis, first.dim(axis)).equals(first),
          "shapes %s and %s do not fit along axis %d".formatted(first.dims(), input.dims(), axis));
      length = Math.addExact(length, input.dim(axis));
    }
    return with(first, axis, length);
  }

  private static Shape broadcast(Shape x, Tensor constant) {
    return constant == null ? x : new Shape(x.rows(), broadcast(x.dims(), constant.dims()));
  }

  private static Shape broadcast(Shape a, Shape b) {
    UnsupportedNodeException.unless(
        a.rank() == b.rank() && a.rows() == b.rows(),
        "shapes [batch%s, %s] and [batch%s, %s] align so that records would be mixed"
            .formatted(rows(a), a.dims(), rows(b), b.dims()));
    return new Shape(a.rows(), broadcast(a.dims(), b.dims()));
  }

  private static String rows(Shape shape) {
    return shape.rows() == 1 ? "" : " * " + shape.rows();
  }

  private static List<Integer> broadcast(List<Integer> a, List<Integer> b) {
    Integer[] dims = new Integer[Math.max(a.size(), b.size())];
    for (int i = 1; i <= dims.length; i++) {
      int left = i <= a.size() ? a.get(a.size() - i) : 1;
      int right = i <= b.size() ? b.get(b.size() - i) : 1;
      UnsupportedNodeException.unless(
          left == right || left == 1 || right == 1,
          "shapes %s and %s do not broadcast".formatted(a, b));
      dims[dims.length - i] = left == 1 ? right : left;
    }
    return List.of(dims);
  }
}
