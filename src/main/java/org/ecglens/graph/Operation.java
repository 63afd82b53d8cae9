package org.ecglens.graph;

import java.io.Serializable;
import java.util.List;

/**
 * What a node computes from activations. Weights and other constants are part of the operation, so
 * that the inputs of a {@link Node} are activations only. Axis 0 is the batch; no operation mixes
 * records. Everything that ONNX can write in more than one way (automatic padding, ceil mode,
 * negative axes, normalisation layers, resizing) has been resolved when a graph exists.
 */
public sealed interface Operation extends Serializable {

  /**
   * One- or two-dimensional cross-correlation with zero padding.
   *
   * @param weight {@code [out, in / groups, kernel...]}
   * @param bias {@code [out]} or null
   * @param strides one per spatial axis, as the following lists
   * @param padsBegin zeros before, at least 0
   * @param padsEnd zeros after, at least 0
   * @param dilations distance between kernel taps
   * @param groups groups of channels that are convolved separately
   */
  record Convolution(
      Tensor weight,
      Tensor bias,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations,
      int groups)
      implements Operation {}

  /**
   * Transposed convolution, the adjoint of {@link Convolution}.
   *
   * @param weight {@code [in, out / groups, kernel...]}
   * @param bias {@code [out]} or null
   * @param strides one per spatial axis, as the following lists
   * @param padsBegin how much of the full result is cut off before
   * @param padsEnd how much of the full result is cut off after; negative values append zeros
   *     (output padding beyond the full result)
   * @param dilations distance between kernel taps
   * @param groups groups of channels that are convolved separately
   */
  record TransposedConvolution(
      Tensor weight,
      Tensor bias,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations,
      int groups)
      implements Operation {}

  /**
   * Constant matrix along one axis: {@code y[…, o, …] = Σᵢ matrix[o, i] · x[…, i, …] + bias[o]}.
   * Fully connected layers, products with a constant on either side and linear interpolation are of
   * this kind.
   *
   * @param axis at least 1
   * @param matrix {@code [out, in]}
   * @param bias {@code [out]} or null
   */
  record Linear(int axis, Tensor matrix, Tensor bias) implements Operation {}

  /**
   * A recurrent layer in one direction, {@code [steps, gates · hidden]} → {@code [steps, hidden]}.
   * The input is what the layer's input adds to its gates; the layer adds what the state adds.
   *
   * @param cell how a step computes
   * @param weight {@code [gates · hidden, hidden]}, the gates in the order of the cell
   * @param bias {@code [gates · hidden]}, of the state's part; null for 0
   * @param hidden first hidden state, {@code [hidden]}; null for 0
   * @param memory first state of an LSTM's memory, {@code [hidden]}; null for 0
   * @param reverse whether steps are taken from the last to the first
   */
  record Recurrent(
      RecurrentCell cell, Tensor weight, Tensor bias, Tensor hidden, Tensor memory, boolean reverse)
      implements Operation {}

  /** Elementwise function with up to two parameters; unused ones are 0. */
  record Elementwise(Function function, double a, double b) implements Operation {}

  /** x for x ≥ 0, slope·x below; the slope broadcasts against axes 1, 2, … aligned at the last. */
  record PRelu(Tensor slope) implements Operation {}

  /**
   * {@code x · scale + shift}. Both broadcast against axes 1, 2, … aligned at the last, and may
   * widen axes of length 1.
   *
   * @param scale null for 1
   * @param shift null for 0
   */
  record Affine(Tensor scale, Tensor shift) implements Operation {}

  /** Sum of two or more activations, which broadcast. */
  record Add() implements Operation {}

  /** First activation minus second, which broadcast. */
  record Subtract() implements Operation {}

  /** Product of two activations, which broadcast. */
  record Multiply() implements Operation {}

  /**
   * Products of matrices, {@code […, m, k] · […, k, n]}, of two activations with as many axes; the
   * axes between that of the batch and the last two broadcast.
   */
  record MatMul() implements Operation {}

  /**
   * Of three activations (condition, a, b): a where the condition is not 0, else b; all broadcast.
   */
  record Where() implements Operation {}

  /**
   * {@code c / (√(mean c² + ε) + δ)}, the means over axes, of {@code c = x − mean x}, or of c = x.
   * Instance, group and layer normalisation and z-scores of a record are of the first kind, that by
   * the root mean square is of the second.
   *
   * @param axes each at least 1, ascending
   * @param epsilon ε, at least 0
   * @param offset δ, at least 0
   * @param centred whether the mean is subtracted
   */
  record Standardize(List<Integer> axes, double epsilon, double offset, boolean centred)
      implements Operation {}

  /** eˣ / Σ eˣ along an axis. */
  record Softmax(int axis) implements Operation {}

  /** x − ln Σ eˣ along an axis. */
  record LogSoftmax(int axis) implements Operation {}

  /**
   * Maximum over windows of the spatial axes 2, 3, …; padding never wins. The first of equal maxima
   * takes the gradient. The windows that {@code padsEnd} adds for ceil mode are part of it.
   */
  record MaxPool(
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations)
      implements Operation {}

  /**
   * Sum over windows of the spatial axes 2, 3, …, padded with zeros, divided by a constant per
   * output position (which covers count_include_pad and the partial windows of ceil mode).
   *
   * @param divisor output lengths of the spatial axes
   */
  record AveragePool(
      List<Integer> kernel,
      List<Integer> strides,
      List<Integer> padsBegin,
      List<Integer> padsEnd,
      List<Integer> dilations,
      Tensor divisor)
      implements Operation {}

  /** Sum over axes (each at least 1, ascending); kept axes have length 1. */
  record ReduceSum(List<Integer> axes, boolean keepDims) implements Operation {}

  /** Mean over axes (each at least 1, ascending); kept axes have length 1. */
  record ReduceMean(List<Integer> axes, boolean keepDims) implements Operation {}

  /**
   * Maximum over axes (each at least 1, ascending); the first of equal maxima takes the gradient.
   */
  record ReduceMax(List<Integer> axes, boolean keepDims) implements Operation {}

  /** The same values in row-major order in another shape: that of the node's output. */
  record Reshape() implements Operation {}

  /** Output axis i is input axis {@code permutation[i]}; {@code permutation[0]} is 0. */
  record Transpose(List<Integer> permutation) implements Operation {}

  /** Activations one after the other along an axis, at least 1. */
  record Concat(int axis) implements Operation {}

  /** Elements start, start + step, … below end of an axis, at least 1; step is positive. */
  record Slice(int axis, int start, int end, int step) implements Operation {}

  /** Chosen elements of an axis, at least 1, in this order, with repetition. */
  record Gather(int axis, List<Integer> indices) implements Operation {}

  /** Constant values around axes 1, 2, …; lists have one entry per such axis, at least 0. */
  record Pad(List<Integer> padsBegin, List<Integer> padsEnd, double value) implements Operation {}

  /**
   * Recursive filter along the last axis, forward and backward, so that nothing is delayed. The
   * signal is continued at both ends by its point reflection there, and each pass begins in the
   * state in which its first value has been there for ever: {@code scipy.signal.sosfiltfilt}. It is
   * linear.
   *
   * @param sections filters one after the other
   * @param edge values by which each end is continued, fewer than there are
   */
  record ZeroPhaseFilter(List<FilterSection> sections, int edge) implements Operation {
    /** Copies the list. */
    public ZeroPhaseFilter {
      sections = List.copyOf(sections);
    }
  }

  /**
   * Median of the values around each value of the last axis.
   *
   * @param window number of values, odd
   * @param ends what is beyond the ends
   */
  record MedianFilter(int window, Ends ends) implements Operation {
    /** What is beyond the ends of a signal. */
    public enum Ends {
      /** Zeros. */
      ZERO,
      /** The first and the last value. */
      NEAREST
    }
  }

  /**
   * The same values as rows that show parts of a record.
   *
   * @param times {@code [rows, samples]}: which sample of the record each value of the last axis
   *     shows, in fractions; NaN for none
   */
  record Excerpts(Tensor times) implements Operation {}

  /** First activation divided by the second, which broadcast; 0 where the second is 0. */
  record Divide() implements Operation {}

  /**
   * Of the windows that a record was cut into, which are rows, the mean or the maximum: {@code
   * windows} rows become one.
   */
  record Aggregate(int windows, boolean maximum) implements Operation {}

  /**
   * A constant of shape {@code [dims of the output]}, the same for every record; takes no input.
   */
  record Constant(Tensor value) implements Operation {}
}
