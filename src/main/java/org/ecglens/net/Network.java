package org.ecglens.net;

import java.util.List;
import org.ecglens.graph.MappedLayer;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.RelevanceRules;

/**
 * A network ready to be run and differentiated. Rows are independent inputs, each {@link
 * #inputSize()} float32 values in row-major order of the input shape. Work of any number of rows is
 * cut into micro-batches of a fixed size, so memory does not grow with it, and a row's result does
 * not depend on the rows around it.
 *
 * <p>Sources are asked for each row exactly once, in ascending order; sinks are told each row
 * exactly once for each target, on the calling thread: in ascending order, within a micro-batch one
 * target after the other. Arrays given to sinks are reused: copy what must outlive the call.
 * Implementations can be used by several threads at once.
 */
public interface Network extends AutoCloseable {

  /** Writes an input. */
  @FunctionalInterface
  interface RowSource {
    /** Writes row {@code row} to {@code target[offset …]}; every value must be written. */
    void write(int row, float[] target, int offset);
  }

  /** Receives predictions, or what comes out of a layer. */
  @FunctionalInterface
  interface PredictionSink {
    /** {@code outputs[o]}: all outputs of the row. */
    void accept(int row, float[] outputs);
  }

  /**
   * Receives the derivative of an output with respect to the input, or another map of the input.
   */
  @FunctionalInterface
  interface GradientSink {
    /**
     * Takes one derivative.
     *
     * @param row the row
     * @param target position in the list of asked-for targets
     * @param gradient {@code [inputSize]}
     * @param prediction the output itself
     */
    void accept(int row, int target, float[] gradient, float prediction);
  }

  /** Receives DeepLIFT multipliers. */
  @FunctionalInterface
  interface MultiplierSink {
    /**
     * Takes one set of multipliers.
     *
     * @param row the row
     * @param target position in the list of asked-for targets
     * @param multipliers {@code [inputSize]}; Σ multipliers · (x − x′) = prediction −
     *     baselinePrediction
     * @param prediction F(x)
     * @param baselinePrediction F(x′)
     */
    void accept(
        int row, int target, float[] multipliers, float prediction, float baselinePrediction);
  }

  /** Receives the output of a layer and the derivative with respect to it. */
  @FunctionalInterface
  interface LayerSink {
    /**
     * Takes one layer output and its derivative.
     *
     * @param row the row
     * @param target position in the list of asked-for targets
     * @param activation row-major values of {@link MappedLayer#shape}
     * @param gradient derivative of the target with respect to them
     */
    void accept(int row, int target, float[] activation, float[] gradient);
  }

  /** Values per row. */
  int inputSize();

  /** Axis lengths of one row. */
  List<Integer> inputShape();

  /** Outputs per row. */
  int outputs();

  /**
   * How the output of a node is to be mapped.
   *
   * @throws org.ecglens.error.UserException if there is no such node, or its output does not run
   *     over time; the message names those that can be mapped
   */
  MappedLayer mappedLayer(String node);

  /**
   * The node that is mapped by default ({@link MappedLayer#last}).
   *
   * @throws org.ecglens.error.UserException if there is none
   */
  MappedLayer lastLayer();

  /** Forward only. */
  void predict(int rows, RowSource inputs, PredictionSink sink);

  /** Derivatives of several targets, which share the forward pass. */
  void gradients(int rows, RowSource inputs, int[] targets, BackwardRule rule, GradientSink sink);

  /**
   * DeepLIFT with the Rescale rule.
   *
   * @param baseline one reference for all rows; its pass is computed once and kept while the same
   *     array contents are asked for
   */
  void multipliers(
      int rows, RowSource inputs, float[] baseline, int[] targets, MultiplierSink sink);

  /** DeepLIFT with the Rescale rule and a reference of its own for each row. */
  void multipliers(
      int rows, RowSource inputs, RowSource baselines, int[] targets, MultiplierSink sink);

  /**
   * Layer-wise relevance propagation: relevances of the input, whose sum is the output less what
   * biases take.
   *
   * @throws org.ecglens.error.UserException if there is no rule for an operation of the network
   */
  void relevances(
      int rows, RowSource inputs, int[] targets, RelevanceRules rules, GradientSink sink);

  /**
   * Output of a node, forward only.
   *
   * @param sink takes row-major values of {@link MappedLayer#shape}
   */
  void activations(int rows, RowSource inputs, String layer, PredictionSink sink);

  /** Output of a node and its derivative. */
  void layer(int rows, RowSource inputs, int[] targets, String layer, LayerSink sink);

  /** Memory of the device that it keeps while it is open: weights, and passes of references. */
  long keptBytes();

  @Override
  void close();
}
