package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/** Convolutions with constant weights. */
final class Convolutions {
  private Convolutions() {}

  static Map<String, Lowering> lowerings() {
    return Map.of(
        "Conv", single(Convolutions::convolution),
        "ConvTranspose", single(Convolutions::transposed));
  }

  private static Tensor weight(OnnxNode node, Activation x) {
    int axes = Window.spatialAxes(x);
    Tensor weight = node.constant(1, "weights").tensor();
    UnsupportedNodeException.unless(
        weight.dims().size() == axes + 2 && weight.size() > 0,
        "weights of shape %s do not fit %d spatial axes".formatted(weight.dims(), axes));
    List<Integer> kernel = weight.dims().subList(2, axes + 2);
    UnsupportedNodeException.unless(
        !node.has("kernel_shape") || Window.list(node, "kernel_shape", axes, 1).equals(kernel),
        "its kernel_shape does not fit weights of shape " + weight.dims());
    return weight;
  }

  private static Tensor bias(OnnxNode node, int channels) {
    if (!node.given(2)) {
      return null;
    }
    Tensor bias = node.constant(2, "bias").tensor();
    UnsupportedNodeException.unless(
        bias.dims().equals(List.of(channels)),
        "a bias of shape %s does not fit %d channels".formatted(bias.dims(), channels));
    return bias;
  }

  private static int groups(OnnxNode node) {
    long groups = node.integer("group", 1);
    UnsupportedNodeException.unless(groups >= 1 && groups <= 1 << 20, "its group is " + groups);
    return (int) groups;
  }

  private static Value convolution(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    Tensor weight = weight(node, x);
    Window given = Window.of(node, x, weight.dims().subList(2, weight.dims().size()));
    Window w = given.cropped();
    return steps.add(
        new Operation.Convolution(
            weight,
            bias(node, weight.dim(0)),
            w.strides(),
            w.padsBegin(),
            w.padsEnd(),
            w.dilations(),
            groups(node)),
        given.crop(x, steps));
  }

  private static Value transposed(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    Tensor weight = weight(node, x);
    int axes = x.rank() - 2;
    int groups = groups(node);
    List<Integer> strides = Window.list(node, "strides", axes, 1);
    List<Integer> dilations = Window.list(node, "dilations", axes, 1);
    List<Integer> extra = Window.list(node, "output_padding", axes, 0);
    List<Integer> pads = Window.list(node, "pads", 2 * axes, 0);
    List<Integer> lengths = Window.list(node, "output_shape", axes, -1);
    String automatic = node.text("auto_pad", "NOTSET");
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      UnsupportedNodeException.unless(
          strides.get(i) > 0 && dilations.get(i) > 0 && extra.get(i) >= 0,
          "strides, dilations and output_padding must not be negative");
      int full =
          Math.toIntExact(
              (long) (x.dim(2 + i) - 1) * strides.get(i)
                  + (long) (weight.dim(2 + i) - 1) * dilations.get(i)
                  + 1);
      int first = automatic.equals("VALID") ? 0 : pads.get(i);
      int length =
          full + extra.get(i) - first - (automatic.equals("VALID") ? 0 : pads.get(axes + i));
      boolean same = automatic.startsWith("SAME_");
      if (lengths.get(i) >= 0 || same) {
        length = lengths.get(i) >= 0 ? lengths.get(i) : x.dim(2 + i) * strides.get(i);
        int total = Math.max(0, full + extra.get(i) - length);
        first = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
      }
      UnsupportedNodeException.unless(first >= 0, "negative pads are not supported");
      begin.add(first);
      end.add(full - first - length);
    }
    return steps.add(
        new Operation.TransposedConvolution(
            weight, bias(node, weight.dim(1) * groups), strides, begin, end, dilations, groups),
        x);
  }
}
