package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Normalisation layers, as a standardisation and an affine step. */
final class Normalizations {
  private Normalizations() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    all.put("BatchNormalization", single(Normalizations::batch));
    all.put("InstanceNormalization", single(Normalizations::instance));
    all.put("LayerNormalization", single(Normalizations::layer));
    all.put("GroupNormalization", single(Normalizations::group));
    all.put("RMSNormalization", single(Normalizations::rootMeanSquare));
    all.put("LpNormalization", single(Normalizations::norm));
    return all;
  }

  private static Constant channels(OnnxNode node, int input, String what, int size) {
    Constant constant = node.constant(input, what);
    UnsupportedNodeException.unless(
        constant.dims().equals(List.of(size)),
        "its %s has the shape %s, must be [%d]".formatted(what, constant.dims(), size));
    return constant;
  }

  /** Shape in which one value per channel broadcasts. */
  private static List<Integer> perChannel(Activation x) {
    List<Integer> dims = new ArrayList<>(Collections.nCopies(x.rank() - 1, 1));
    dims.set(0, x.dim(1));
    return dims;
  }

  private static Value batch(OnnxNode node, Steps steps) {
    UnsupportedNodeException.unless(
        node.integer("training_mode", 0) == 0,
        "it is in training mode and would mix records; export the model in evaluation mode");
    UnsupportedNodeException.unless(
        node.integer("spatial", 1) == 1, "spatial = 0 is not supported");
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(x.rank() >= 2, "its input has no channels");
    int size = x.dim(1);
    Constant gamma = channels(node, 1, "scale", size);
    Constant beta = channels(node, 2, "bias", size);
    Constant mean = channels(node, 3, "mean", size);
    Constant variance = channels(node, 4, "variance", size);
    double epsilon = node.real("epsilon", 1e-5);
    float[] scale = new float[size];
    float[] shift = new float[size];
    for (int i = 0; i < size; i++) {
      double factor = gamma.real(i) / Math.sqrt(variance.real(i) + epsilon);
      scale[i] = (float) factor;
      shift[i] = (float) (beta.real(i) - mean.real(i) * factor);
    }
    List<Integer> dims = perChannel(x);
    return steps.add(new Operation.Affine(Tensor.of(scale, dims), Tensor.of(shift, dims)), x);
  }

  private static Activation standardized(
      Activation x, List<Integer> axes, double epsilon, Steps steps) {
    return steps.add(new Operation.Standardize(axes, epsilon, 0, true), x);
  }

  private static Value instance(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(x.rank() >= 3, "it needs a spatial axis");
    Tensor scale = channels(node, 1, "scale", x.dim(1)).tensor(perChannel(x));
    Tensor shift = channels(node, 2, "bias", x.dim(1)).tensor(perChannel(x));
    List<Integer> axes = IntStream.range(2, x.rank()).boxed().toList();
    Activation standard = standardized(x, axes, node.real("epsilon", 1e-5), steps);
    return steps.add(new Operation.Affine(scale, shift), standard);
  }

  private static Value layer(OnnxNode node, Steps steps) {
    return overLast(node, steps, true);
  }

  private static Value rootMeanSquare(OnnxNode node, Steps steps) {
    return overLast(node, steps, false);
  }

  private static Value overLast(OnnxNode node, Steps steps, boolean centred) {
    Activation x = node.activation(0);
    int axis = OnnxNode.inner(node.integer("axis", -1), x.rank());
    List<Integer> axes = IntStream.range(axis, x.rank()).boxed().toList();
    Tensor scale = steps.aligned(node.constant(1, "scale"), x);
    Tensor shift = node.given(2) ? steps.aligned(node.constant(2, "bias"), x) : null;
    double epsilon = node.real("epsilon", 1e-5);
    Activation standard = steps.add(new Operation.Standardize(axes, epsilon, 0, centred), x);
    return steps.add(new Operation.Affine(scale, shift), standard);
  }

  /** Up to opset 20 scale and bias are one per group, from 21 one per channel. */
  private static Value group(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    UnsupportedNodeException.unless(x.rank() >= 3, "it needs a spatial axis");
    int groups = Math.toIntExact(node.integer("num_groups", 1));
    int size = x.dim(1);
    UnsupportedNodeException.unless(
        groups > 0 && size % groups == 0,
        "%d channels do not make %d groups".formatted(size, groups));
    int members = Math.toIntExact(x.shape().size() / x.shape().rows() / groups);
    Activation grouped = steps.reshape(x, List.of(groups, members));
    Activation standard = standardized(grouped, List.of(2), node.real("epsilon", 1e-5), steps);
    Activation back = steps.reshape(standard, x.shape());
    return steps.add(
        new Operation.Affine(
            spread(node, 1, "scale", x, groups), spread(node, 2, "bias", x, groups)),
        back);
  }

  private static Tensor spread(OnnxNode node, int input, String what, Activation x, int groups) {
    int size = x.dim(1);
    boolean perChannel = node.opset() >= 21;
    Constant given = channels(node, input, what, perChannel ? size : groups);
    int members = perChannel ? 1 : size / groups;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) given.real(i / members);
    }
    return Tensor.of(values, perChannel(x));
  }

  private static Value norm(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    List<Integer> axis = List.of(OnnxNode.inner(node.integer("axis", -1), x.rank()));
    return switch ((int) node.integer("p", 2)) {
      case 1 -> {
        Activation sum =
            steps.add(new Operation.ReduceSum(axis, true), steps.apply(Function.ABS, x));
        yield steps.add(new Operation.Multiply(), x, steps.apply(Function.RECIPROCAL, sum));
      }
      // x / √(n · mean x²)
      case 2 ->
          steps.scale(
              1 / Math.sqrt(x.dim(axis.get(0))),
              steps.add(new Operation.Standardize(axis, 0, 0, false), x));
      default -> throw new UnsupportedNodeException("its norm p is neither 1 nor 2");
    };
  }
}
