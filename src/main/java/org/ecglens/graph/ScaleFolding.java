package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds a scale and shift per channel, as batch normalisation is, into the convolution or dense
 * layer before it.
 */
public final class ScaleFolding {
  private ScaleFolding() {}

  /**
   * The same network with fewer steps. A layer is folded where nothing else reads its output; the
   * folded step keeps the layer's name and has the normalisation's output.
   */
  public static Graph fold(Graph graph) {
    Map<String, Integer> uses = graph.uses();
    List<Node> folded = new ArrayList<>();
    Map<String, Integer> producer = new HashMap<>();
    Set<String> gone = new HashSet<>();
    for (Node node : graph.nodes()) {
      Integer before = node.inputs().isEmpty() ? null : producer.get(node.inputs().get(0));
      Operation merged =
          before != null
                  && node.operation() instanceof Operation.Affine affine
                  && uses.get(node.inputs().get(0)) == 1
              ? merged(folded.get(before).operation(), affine, graph.shape(node.inputs().get(0)))
              : null;
      if (merged != null) {
        gone.add(node.inputs().get(0));
        Node layer = folded.get(before);
        folded.set(
            before, new Node(layer.name(), layer.type(), merged, layer.inputs(), node.output()));
        producer.put(node.output(), before);
      } else {
        producer.put(node.output(), folded.size());
        folded.add(node);
      }
    }
    if (gone.isEmpty()) {
      return graph;
    }
    Map<String, Shape> shapes = new HashMap<>(graph.shapes());
    shapes.keySet().removeAll(gone);
    return new Graph(graph.input(), folded, graph.outputs(), shapes);
  }

  /** The layer with scale and shift; null where they cannot be part of it. */
  private static Operation merged(Operation layer, Operation.Affine affine, Shape output) {
    if (layer instanceof Operation.Convolution o) {
      return perChannel(affine, o.weight().dim(0), 1, output)
          ? new Operation.Convolution(
              scaled(o.weight(), affine),
              shifted(o.bias(), o.weight().dim(0), affine),
              o.strides(),
              o.padsBegin(),
              o.padsEnd(),
              o.dilations(),
              o.groups())
          : null;
    } else if (layer instanceof Operation.Linear o) {
      return perChannel(affine, o.matrix().dim(0), o.axis(), output)
          ? new Operation.Linear(
              o.axis(), scaled(o.matrix(), affine), shifted(o.bias(), o.matrix().dim(0), affine))
          : null;
    }
    return null;
  }

  private static boolean perChannel(Operation.Affine affine, int channels, int axis, Shape output) {
    return perChannel(affine.scale(), channels, axis, output)
        && perChannel(affine.shift(), channels, axis, output);
  }

  /**
   * One value, or one per channel: axes of the tensor are aligned at the last with the output's.
   */
  private static boolean perChannel(Tensor tensor, int channels, int axis, Shape output) {
    if (tensor == null || tensor.size() == 1) {
      return true;
    }
    int position = axis - (output.rank() - tensor.dims().size());
    return position >= 0
        && tensor.dims().size() < output.rank()
        && tensor.dim(position) == channels
        && tensor.size() == channels;
  }

  /** Weights whose first axis counts the outputs. */
  private static Tensor scaled(Tensor weights, Operation.Affine affine) {
    float[] values = weights.toArray();
    int each = values.length / weights.dim(0);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * at(affine.scale(), i / each, 1));
    }
    return Tensor.of(values, weights.dims());
  }

  private static Tensor shifted(Tensor bias, int channels, Operation.Affine affine) {
    float[] values = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      double before = bias == null ? 0 : bias.get(channel);
      values[channel] =
          (float) (before * at(affine.scale(), channel, 1) + at(affine.shift(), channel, 0));
    }
    return Tensor.of(values, channels);
  }

  private static double at(Tensor tensor, int channel, double otherwise) {
    if (tensor == null) {
      return otherwise;
    }
    return tensor.get(tensor.size() == 1 ? 0 : channel);
  }
}
