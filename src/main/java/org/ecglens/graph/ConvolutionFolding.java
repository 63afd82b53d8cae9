package org.ecglens.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Folds a scale and shift per channel, as batch normalisation is, into the convolution before it.
 */
public final class ConvolutionFolding {
  private ConvolutionFolding() {}

  /**
   * The same network with fewer steps. A convolution is folded where nothing else reads its output;
   * the folded step keeps the convolution's name and has the normalisation's output.
   */
  public static Graph fold(Graph graph) {
    Map<String, Integer> uses = graph.uses();
    List<Node> folded = new ArrayList<>();
    Map<String, Integer> producer = new HashMap<>();
    Set<String> gone = new HashSet<>();
    for (Node node : graph.nodes()) {
      Integer before = node.inputs().isEmpty() ? null : producer.get(node.inputs().get(0));
      if (node.operation() instanceof Operation.Affine affine
          && before != null
          && folded.get(before).operation() instanceof Operation.Convolution convolution
          && uses.get(node.inputs().get(0)) == 1
          && perChannel(affine.scale(), convolution)
          && perChannel(affine.shift(), convolution)) {
        gone.add(node.inputs().get(0));
        Node merged = folded.get(before);
        folded.set(
            before,
            new Node(
                merged.name(),
                merged.type(),
                merge(convolution, affine),
                merged.inputs(),
                node.output()));
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

  /**
   * One value, or one per channel: axes of the tensor are aligned at the last with channel, spatial
   * axes.
   */
  private static boolean perChannel(Tensor tensor, Operation.Convolution convolution) {
    if (tensor == null || tensor.size() == 1) {
      return true;
    }
    int spatial = convolution.strides().size();
    return tensor.dims().size() == spatial + 1
        && tensor.dim(0) == convolution.weight().dim(0)
        && tensor.size() == tensor.dim(0);
  }

  private static Operation.Convolution merge(
      Operation.Convolution convolution, Operation.Affine affine) {
    float[] weight = convolution.weight().toArray();
    int channels = convolution.weight().dim(0);
    int perChannel = weight.length / channels;
    float[] bias = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      double scale = at(affine.scale(), channel, 1);
      double before = convolution.bias() == null ? 0 : convolution.bias().get(channel);
      bias[channel] = (float) (before * scale + at(affine.shift(), channel, 0));
      for (int i = 0; i < perChannel; i++) {
        int position = channel * perChannel + i;
        weight[position] = (float) (weight[position] * scale);
      }
    }
    return new Operation.Convolution(
        Tensor.of(weight, convolution.weight().dims()),
        Tensor.of(bias, channels),
        convolution.strides(),
        convolution.padsBegin(),
        convolution.padsEnd(),
        convolution.dilations(),
        convolution.groups());
  }

  private static double at(Tensor tensor, int channel, double otherwise) {
    if (tensor == null) {
      return otherwise;
    }
    return tensor.get(tensor.size() == 1 ? 0 : channel);
  }
}
