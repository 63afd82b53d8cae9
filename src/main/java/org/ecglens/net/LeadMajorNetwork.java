package org.ecglens.net;

import java.util.List;
import org.ecglens.UserException;

/**
 * A network as one of lead-major rows, {@code [lead * samples + sample]}, whatever the order of its
 * own input axes. Networks exported from Keras take samples before leads: their rows are turned on
 * the way in, and derivatives on the way out.
 */
public final class LeadMajorNetwork implements Network {
  private final Network network;
  private final int leads;
  private final int samples;

  private LeadMajorNetwork(Network network, int leads, int samples) {
    this.network = network;
    this.leads = leads;
    this.samples = samples;
  }

  /**
   * The network itself where its input is {@code [leads][samples]}, with axes of length 1 anywhere;
   * else one that turns rows. Where there are as many leads as samples the input is taken as it is.
   *
   * @throws UserException if the input is made of other lengths
   */
  public static Network of(Network network, int leads, int samples) {
    List<Integer> axes = longAxes(network.inputShape());
    if (axes.equals(longAxes(List.of(leads, samples)))) {
      return network;
    }
    if (axes.equals(List.of(samples, leads))) {
      return new LeadMajorNetwork(network, leads, samples);
    }
    throw new UserException(
        "the network takes an input of "
            + network.inputShape()
            + ", which is neither "
            + leads
            + " leads × "
            + samples
            + " samples nor the reverse: adapt the records or the model's card");
  }

  @Override
  public int inputSize() {
    return network.inputSize();
  }

  @Override
  public List<Integer> inputShape() {
    return List.of(leads, samples);
  }

  @Override
  public int outputs() {
    return network.outputs();
  }

  @Override
  public List<String> layers() {
    return network.layers();
  }

  @Override
  public List<Integer> layerShape(String layer) {
    return network.layerShape(layer);
  }

  @Override
  public void predict(int rows, RowSource inputs, PredictionSink sink) {
    network.predict(rows, turned(inputs), sink);
  }

  @Override
  public void gradients(
      int rows, RowSource inputs, int[] targets, BackwardRule rule, GradientSink sink) {
    float[] buffer = new float[inputSize()];
    network.gradients(
        rows,
        turned(inputs),
        targets,
        rule,
        (row, target, gradient, prediction) -> {
          turn(gradient, samples, leads, buffer, 0);
          sink.accept(row, target, buffer, prediction);
        });
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, float[] baseline, int[] targets, MultiplierSink sink) {
    float[] reference = new float[inputSize()];
    turn(baseline, leads, samples, reference, 0);
    network.multipliers(rows, turned(inputs), reference, targets, turned(sink));
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, RowSource baselines, int[] targets, MultiplierSink sink) {
    network.multipliers(rows, turned(inputs), turned(baselines), targets, turned(sink));
  }

  @Override
  public void layer(int rows, RowSource inputs, int[] targets, String layer, LayerSink sink) {
    network.layer(rows, turned(inputs), targets, layer, sink);
  }

  @Override
  public void close() {
    network.close();
  }

  private RowSource turned(RowSource source) {
    float[] buffer = new float[inputSize()];
    return (row, target, offset) -> {
      source.write(row, buffer, 0);
      turn(buffer, leads, samples, target, offset);
    };
  }

  private MultiplierSink turned(MultiplierSink sink) {
    float[] buffer = new float[inputSize()];
    return (row, target, multipliers, prediction, baselinePrediction) -> {
      turn(multipliers, samples, leads, buffer, 0);
      sink.accept(row, target, buffer, prediction, baselinePrediction);
    };
  }

  private static List<Integer> longAxes(List<Integer> shape) {
    return shape.stream().filter(length -> length > 1).toList();
  }

  /** Transposes {@code [rows][columns]}. */
  private static void turn(float[] from, int rows, int columns, float[] to, int offset) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[offset + column * rows + row] = from[row * columns + column];
      }
    }
  }
}
