package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;

/**
 * Resampling of spatial axes. Positions are computed in float32 as onnxruntime does, because which
 * neighbour is nearest can hang on the rounding.
 */
final class Resizing {
  private record Axis(int length, int outputs, float scale) {}

  private Resizing() {}

  static Map<String, Lowering> lowerings() {
    return Map.of("Resize", single(Resizing::resize), "Upsample", single(Resizing::upsample));
  }

  private static Value upsample(OnnxNode node, Steps steps) {
    double[] scales = node.given(1) ? node.constant(1, "scales").reals() : node.reals("scales");
    return resize(node, steps, all(node.activation(0)), scales, null, "asymmetric", "floor");
  }

  private static Value resize(OnnxNode node, Steps steps) {
    Activation x = node.activation(0);
    if (node.opset() < 11) {
      double[] scales = node.constant(1, "scales").reals();
      return resize(node, steps, all(x), scales, null, "asymmetric", "floor");
    }
    double[] scales = node.given(2) ? node.constant(2, "scales").reals() : null;
    long[] sizes = node.given(3) ? node.constant(3, "sizes").integers() : null;
    String transformation = node.text("coordinate_transformation_mode", "half_pixel");
    UnsupportedNodeException.unless(
        !transformation.equals("tf_crop_and_resize"),
        "resizing of a cropped part is not supported");
    UnsupportedNodeException.unless(
        node.integer("antialias", 0) == 0, "its antialiasing is not supported");
    UnsupportedNodeException.unless(
        node.text("keep_aspect_ratio_policy", "stretch").equals("stretch"),
        "keeping the aspect ratio is not supported");
    long[] axes = node.integers("axes");
    return resize(
        node,
        steps,
        axes == null ? all(x) : axes,
        scales == null || scales.length == 0 ? null : scales,
        sizes,
        transformation,
        node.text("nearest_mode", "round_prefer_floor"));
  }

  private static long[] all(Activation x) {
    return LongStream.range(0, x.rank()).toArray();
  }

  private static Value resize(
      OnnxNode node,
      Steps steps,
      long[] axes,
      double[] scales,
      long[] sizes,
      String transformation,
      String rounding) {
    Activation x = node.activation(0);
    String mode = node.text("mode", "nearest");
    UnsupportedNodeException.unless(
        List.of("nearest", "linear", "bilinear").contains(mode),
        "its mode '" + mode + "' is not supported (nearest and linear are)");
    UnsupportedNodeException.unless(
        (scales == null
            ? sizes != null && sizes.length == axes.length
            : scales.length == axes.length),
        "its scales or sizes do not fit the axes");
    Activation result = x;
    for (int i = 0; i < axes.length; i++) {
      int axis = OnnxNode.axis(axes[i], x.rank());
      if (axis == 0) {
        UnsupportedNodeException.unless(
            scales != null ? scales[i] == 1 : sizes[i] == (long) x.shape().rows() * steps.batch(),
            "it resizes the batch axis");
        continue;
      }
      Axis resized = axis(x.dim(axis), scales, sizes, i);
      if (resized.outputs() == resized.length() && resized.scale() == 1) {
        continue;
      }
      result =
          mode.equals("nearest")
              ? nearest(result, axis, resized, transformation, rounding, steps)
              : linear(result, axis, resized, transformation, steps);
    }
    return result;
  }

  private static Axis axis(int length, double[] scales, long[] sizes, int i) {
    float scale = scales == null ? (float) sizes[i] / length : (float) scales[i];
    double outputs = scales == null ? sizes[i] : Math.floor(scale * length);
    UnsupportedNodeException.unless(
        scale > 0 && outputs >= 1 && outputs <= Budget.LARGEST,
        "it resizes an axis of %d to %.0f".formatted(length, outputs));
    return new Axis(length, (int) outputs, scale);
  }

  /** Where an output lies on the input's axis. */
  private static float position(int output, Axis axis, String transformation) {
    float x = output;
    return switch (transformation) {
      case "half_pixel" -> (x + 0.5f) / axis.scale() - 0.5f;
      case "pytorch_half_pixel" -> axis.outputs() > 1 ? (x + 0.5f) / axis.scale() - 0.5f : 0;
      case "align_corners" ->
          axis.outputs() == 1 ? 0 : x * (axis.length() - 1) / (axis.outputs() - 1);
      case "asymmetric" -> x / axis.scale();
      case "tf_half_pixel_for_nn" -> (x + 0.5f) / axis.scale();
      case "half_pixel_symmetric" -> {
        float adjustment = axis.outputs() / (axis.scale() * axis.length());
        float offset = axis.length() / 2f * (1 - adjustment);
        yield offset + (x + 0.5f) / axis.scale() - 0.5f;
      }
      default ->
          throw new UnsupportedNodeException(
              "its coordinate_transformation_mode '" + transformation + "' is unknown");
    };
  }

  private static Activation nearest(
      Activation x, int axis, Axis size, String transformation, String rounding, Steps steps) {
    steps.budget().spend(size.outputs());
    int[] indices = new int[size.outputs()];
    for (int i = 0; i < indices.length; i++) {
      float at = position(i, size, transformation);
      double rounded =
          switch (rounding) {
            case "round_prefer_floor" -> Math.ceil(at - 0.5f);
            case "round_prefer_ceil" -> Math.floor(at + 0.5f);
            case "floor" -> Math.floor(at);
            case "ceil" -> Math.ceil(at);
            default ->
                throw new UnsupportedNodeException(
                    "its nearest_mode '" + rounding + "' is unknown");
          };
      indices[i] = (int) Math.max(0, Math.min(rounded, size.length() - 1));
    }
    return steps.gather(x, axis, indices);
  }

  private static Activation linear(
      Activation x, int axis, Axis size, String transformation, Steps steps) {
    steps.budget().spend((long) size.outputs() * size.length());
    float[] matrix = new float[size.outputs() * size.length()];
    for (int i = 0; i < size.outputs(); i++) {
      float at = Math.max(0, Math.min(position(i, size, transformation), size.length() - 1f));
      int low = (int) at;
      int high = Math.min(low + 1, size.length() - 1);
      float weight = at - low;
      matrix[i * size.length() + low] += 1 - weight;
      matrix[i * size.length() + high] += weight;
    }
    return steps.add(
        new Operation.Linear(axis, Tensor.of(matrix, size.outputs(), size.length()), null), x);
  }
}
