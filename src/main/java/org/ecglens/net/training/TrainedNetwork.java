package org.ecglens.net.training;

import java.util.List;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.OnnxWriter;

/** A finished network, to be measured or written. */
public final class TrainedNetwork {
  private static final String OUTPUT = "prediction";

  private final Architecture architecture;
  private final NetworkState state;
  private final Scaling scaling;
  private final int epoch;
  private final List<EpochReport> history;

  TrainedNetwork(
      Architecture architecture,
      NetworkState state,
      Scaling scaling,
      int epoch,
      List<EpochReport> history) {
    this.architecture = architecture;
    this.state = state;
    this.scaling = scaling;
    this.epoch = epoch;
    this.history = List.copyOf(history);
  }

  /** Its shape. */
  public Architecture architecture() {
    return architecture;
  }

  /** The epoch whose weights it has, from 1 on. */
  public int epoch() {
    return epoch;
  }

  /** All epochs. */
  public List<EpochReport> history() {
    return history;
  }

  NetworkState state() {
    return state;
  }

  Scaling scaling() {
    return scaling;
  }

  /**
   * The network as an ONNX file: input {@code ecg} [batch, leads, samples], output {@code
   * prediction} [batch, outputs] in the unit of the targets.
   *
   * @param name of the network in the file
   * @param folded whether normalisations are multiplied into the convolutions before them, which
   *     makes a smaller and faster file that cannot be trained further
   * @param loss of the training: the outputs of classes are probabilities, made by a sigmoid
   */
  public byte[] onnx(String name, boolean folded, Loss loss) {
    OnnxWriter writer =
        new OnnxWriter(name, "ecg", List.of(architecture.leads(), architecture.samples()));
    String flow = "ecg";
    for (Architecture.Layer layer : architecture.stemLayers()) {
      flow = unit(writer, layer, flow, folded);
    }
    if (architecture.pooling() > 1) {
      flow = writer.averagePool("pool", flow, architecture.pooling());
    }
    for (int block = 0; block < architecture.blocks(); block++) {
      String inner = flow;
      for (Architecture.Layer layer : architecture.blockLayers(block)) {
        inner = unit(writer, layer, inner, folded);
      }
      flow = writer.add("blocks." + block + ".sum", flow, inner);
    }
    flow = writer.meanOverTime("mean", flow);
    String head = head(writer, flow, loss.isOfClasses() ? "logit" : OUTPUT);
    return writer.finish(
        loss.isOfClasses() ? writer.sigmoid(OUTPUT, head) : head, List.of(architecture.outputs()));
  }

  private String unit(OnnxWriter writer, Architecture.Layer layer, String x, boolean folded) {
    String name = layer.name();
    Tensor weight = parameter(name + ".weight");
    Tensor bias = parameter(name + ".bias");
    Tensor scale = parameter(name + ".scale");
    Tensor shift = parameter(name + ".shift");
    Tensor mean = statistic(name + ".mean");
    Tensor variance = statistic(name + ".variance");
    String convolution = name + ".convolution";
    String flow;
    if (folded) {
      float[] weights = weight.toArray();
      float[] biases = bias.toArray();
      int taps = weights.length / biases.length;
      for (int o = 0; o < biases.length; o++) {
        double factor = scale.get(o) / Math.sqrt(variance.get(o) + Unit.EPSILON);
        for (int i = o * taps; i < (o + 1) * taps; i++) {
          weights[i] = (float) (factor * weights[i]);
        }
        biases[o] = (float) (factor * ((double) biases[o] - mean.get(o)) + shift.get(o));
      }
      flow =
          writer.convolution(
              convolution,
              x,
              Tensor.of(weights, weight.dims()),
              Tensor.of(biases, bias.dims()),
              layer.padBegin(),
              layer.padEnd());
    } else {
      flow = writer.convolution(convolution, x, weight, bias, layer.padBegin(), layer.padEnd());
      flow =
          writer.batchNormalization(
              name + ".normalisation", flow, scale, shift, mean, variance, Unit.EPSILON);
    }
    return writer.relu(name + ".relu", flow);
  }

  /** The linear layer, in the unit of the targets. */
  private String head(OnnxWriter writer, String x, String name) {
    Tensor weight = parameter("head.weight");
    Tensor bias = parameter("head.bias");
    float[] weights = weight.toArray();
    float[] biases = bias.toArray();
    int width = architecture.width();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * scaling.factors()[i / width]);
    }
    for (int o = 0; o < biases.length; o++) {
      biases[o] = (float) (biases[o] * scaling.factors()[o] + scaling.offsets()[o]);
    }
    return writer.linear(
        name, x, Tensor.of(weights, weight.dims()), Tensor.of(biases, bias.dims()));
  }

  private Tensor parameter(String name) {
    return tensor(state.parameters(), Slots.parameters(architecture).slot(name));
  }

  private Tensor statistic(String name) {
    return tensor(state.statistics(), Slots.statistics(architecture).slot(name));
  }

  private static Tensor tensor(float[] vector, Slots.Slot slot) {
    return Tensor.of(
        java.util.Arrays.copyOfRange(vector, slot.offset(), slot.offset() + slot.size()),
        slot.dims());
  }
}
