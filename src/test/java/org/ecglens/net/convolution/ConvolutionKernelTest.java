package org.ecglens.net.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels against loops in double precision. */
class ConvolutionKernelTest {
  private static final Draws DRAWS = Draws.of(1, "convolution");

  /** A layer and the input of one row. */
  record Layer(Operation.Convolution operation, List<Integer> input) {
    @Override
    public String toString() {
      return "weight %s on %s, strides %s, pads %s %s, dilations %s, groups %d%s"
          .formatted(
              operation.weight().dims(),
              input,
              operation.strides(),
              operation.padsBegin(),
              operation.padsEnd(),
              operation.dilations(),
              operation.groups(),
              operation.bias() == null ? "" : ", bias");
    }
  }

  static Stream<Layer> plain() {
    return Stream.of(
        flat(3, 4, 3, 20, 1, 1, 1, 1, 1, true),
        flat(3, 4, 8, 33, 3, 4, 1, 1, 1, true),
        flat(12, 16, 8, 600, 3, 4, 1, 1, 1, true),
        flat(16, 8, 50, 300, 24, 25, 1, 1, 1, true),
        flat(12, 16, 50, 300, 24, 25, 1, 1, 1, false),
        flat(5, 2, 1, 17, 0, 0, 1, 1, 1, true),
        flat(1, 1, 7, 4, 3, 3, 1, 1, 1, false),
        flat(2, 3, 50, 9, 24, 25, 1, 1, 1, true),
        flat(2, 3, 50, 9, 49, 49, 1, 1, 1, true),
        flat(2, 3, 31, 9, 30, 0, 1, 1, 1, true),
        flat(2, 3, 31, 9, 0, 30, 1, 1, 1, true),
        flat(2, 3, 6, 40, 0, 0, 1, 1, 1, true),
        flat(2, 3, 5, 40, 9, 7, 1, 1, 1, true));
  }

  static Stream<Layer> layers() {
    return Stream.concat(
        plain(),
        Stream.of(
            flat(3, 4, 5, 20, 2, 2, 2, 1, 1, true),
            flat(3, 4, 5, 21, 0, 3, 3, 1, 1, true),
            flat(3, 4, 1, 20, 0, 0, 2, 1, 1, false),
            flat(3, 4, 4, 30, 1, 5, 1, 2, 1, true),
            flat(3, 4, 4, 31, 2, 3, 2, 2, 1, true),
            flat(6, 4, 5, 20, 2, 2, 1, 1, 2, true),
            flat(6, 12, 4, 20, 2, 1, 2, 1, 6, false),
            plane(3, 4, 3, 5, 9, 12, 1, 2, 1, 2, 1, 1, 1),
            plane(4, 6, 2, 7, 12, 30, 0, 1, 3, 3, 2, 3, 2),
            plane(1, 4, 12, 1, 12, 25, 0, 0, 0, 0, 1, 1, 1),
            plane(1, 4, 3, 3, 11, 25, 1, 1, 0, 2, 2, 2, 1)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void directAgreesWithTheDefinition(Layer layer) {
    check(layer, ConvolutionChoice.DIRECT, 5e-6);
  }

  @ParameterizedTest
  @MethodSource("plain")
  void spectralAgreesWithTheDefinition(Layer layer) {
    check(layer, ConvolutionChoice.SPECTRAL, 5e-6);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void transposedConvolutionIsTheTransposeOfTheConvolution(Layer layer) {
    Operation.Convolution direct = layer.operation();
    NaiveConvolution naive = new NaiveConvolution(direct, layer.input());
    List<Integer> inner = naive.outputDims();
    // What a stride leaves over at the end is appended by a smaller padsEnd, possibly below 0.
    List<Integer> end = new ArrayList<>();
    for (int axis = 0; axis < direct.strides().size(); axis++) {
      int reach = direct.dilations().get(axis) * (direct.weight().dim(axis + 2) - 1);
      int full = (inner.get(axis + 1) - 1) * direct.strides().get(axis) + reach + 1;
      end.add(full - direct.padsBegin().get(axis) - layer.input().get(axis + 1));
    }
    float[] bias = values(layer.input().get(0), 3);
    Operation.TransposedConvolution operation =
        new Operation.TransposedConvolution(
            direct.weight(),
            Tensor.of(bias, bias.length),
            direct.strides(),
            direct.padsBegin(),
            end,
            direct.dilations(),
            direct.groups());
    int rows = 2;
    float[] x = values(rows * size(inner), 4);
    float[] gradient = values(rows * size(layer.input()), 5);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ConvolutionKernel kernel = new TransposedConvolution(operation, Shape.of(inner), manager);
      double[] expected = naive.backward(doubles(x), rows);
      int positions = size(layer.input()) / bias.length;
      for (int i = 0; i < expected.length; i++) {
        expected[i] += bias[i / positions % bias.length];
      }
      NDArray y = kernel.forward(array(manager, x, rows, inner));
      assertThat(y.getShape()).isEqualTo(shape(rows, layer.input()));
      compare(y.toFloatArray(), expected, 5e-6);
      NDArray back = kernel.backward(array(manager, gradient, rows, layer.input()));
      Operation.Convolution unbiased = withoutBias(direct);
      compare(
          back.toFloatArray(),
          new NaiveConvolution(unbiased, layer.input()).forward(doubles(gradient), rows),
          5e-6);
    }
  }

  @Test
  void kernelsWorkOnViewsInAnyMemoryOrder() {
    Layer layer = flat(4, 6, 9, 40, 4, 4, 1, 1, 1, true);
    float[] x = values(3 * 160, 6);
    for (ConvolutionChoice choice : ConvolutionChoice.values()) {
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        ConvolutionKernel kernel = kernel(layer, choice, manager);
        NDArray plain = array(manager, x, 3, layer.input());
        NDArray swapped = plain.transpose(2, 1, 0).reshape(3 * 160).reshape(40, 4, 3);
        float[] expected = kernel.forward(plain).toFloatArray();
        compare(kernel.forward(swapped.transpose(2, 1, 0)).toFloatArray(), doubles(expected), 1e-6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void callsLeaveNothingButTheirResult(Layer layer) {
    for (ConvolutionChoice choice : ConvolutionChoice.values()) {
      try (NDManager weights = NDManager.newBaseManager("PyTorch");
          NDManager work = NDManager.newBaseManager("PyTorch")) {
        ConvolutionKernel kernel = kernel(layer, choice, weights);
        weights.cap();
        int owned = weights.getManagedArrays().size();
        NDArray x = array(work, values(2 * size(layer.input()), 1), 2, layer.input());
        NDArray y = kernel.forward(x);
        assertThat(work.getManagedArrays().size()).isEqualTo(2);
        kernel.backward(y);
        assertThat(work.getManagedArrays().size()).isEqualTo(3);
        assertThat(weights.getManagedArrays().size()).isEqualTo(owned);
      }
    }
  }

  @Test
  void twoThreadsShareAKernel() throws Exception {
    Layer layer = flat(8, 8, 25, 100, 12, 12, 1, 1, 1, true);
    for (ConvolutionChoice choice : List.of(ConvolutionChoice.DIRECT, ConvolutionChoice.SPECTRAL)) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        ConvolutionKernel kernel = kernel(layer, choice, manager);
        manager.cap();
        List<Future<?>> results = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
          int stream = 10 + thread;
          results.add(
              threads.submit(
                  () -> {
                    float[] x = values(4 * 800, stream);
                    NaiveConvolution naive = new NaiveConvolution(layer.operation(), layer.input());
                    double[] y = naive.forward(doubles(x), 4);
                    double[] back = naive.backward(doubles(x), 4);
                    for (int repeat = 0; repeat < 20; repeat++) {
                      try (NDManager work = NDManager.newBaseManager("PyTorch")) {
                        NDArray input = array(work, x, 4, layer.input());
                        compare(kernel.forward(input).toFloatArray(), y, 5e-6);
                        compare(kernel.backward(input).toFloatArray(), back, 5e-6);
                      }
                    }
                  }));
        }
        for (Future<?> result : results) {
          result.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static void check(Layer layer, ConvolutionChoice choice, double tolerance) {
    NaiveConvolution naive = new NaiveConvolution(layer.operation(), layer.input());
    List<Integer> outer = naive.outputDims();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ConvolutionKernel kernel = kernel(layer, choice, manager);
      for (int rows : new int[] {1, 7}) {
        float[] x = values(rows * size(layer.input()), 1);
        float[] gradient = values(rows * size(outer), 2);
        NDArray y = kernel.forward(array(manager, x, rows, layer.input()));
        assertThat(y.getShape()).isEqualTo(shape(rows, outer));
        compare(y.toFloatArray(), naive.forward(doubles(x), rows), tolerance);
        NDArray back = kernel.backward(array(manager, gradient, rows, outer));
        assertThat(back.getShape()).isEqualTo(shape(rows, layer.input()));
        compare(back.toFloatArray(), naive.backward(doubles(gradient), rows), tolerance);
      }
    }
  }

  private static ConvolutionKernel kernel(
      Layer layer, ConvolutionChoice choice, NDManager manager) {
    return ConvolutionPlan.of(
            layer.operation(), Shape.of(layer.input()), 7, manager.getDevice(), choice)
        .kernel(manager);
  }

  /** Error relative to the largest value. */
  private static void compare(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double error = 0;
    for (int i = 0; i < actual.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
    }
    assertThat(error / Math.max(largest, Float.MIN_NORMAL)).isCloseTo(0, within(tolerance));
  }

  private static Layer flat(
      int in,
      int out,
      int taps,
      int length,
      int begin,
      int end,
      int stride,
      int dilation,
      int groups,
      boolean bias) {
    float[] weight = values(out * (in / groups) * taps, 7);
    return new Layer(
        new Operation.Convolution(
            Tensor.of(weight, out, in / groups, taps),
            bias ? Tensor.of(values(out, 8), out) : null,
            List.of(stride),
            List.of(begin),
            List.of(end),
            List.of(dilation),
            groups),
        List.of(in, length));
  }

  private static Layer plane(
      int in,
      int out,
      int tapsDown,
      int tapsAcross,
      int height,
      int width,
      int top,
      int left,
      int bottom,
      int right,
      int strideDown,
      int strideAcross,
      int groups) {
    float[] weight = values(out * (in / groups) * tapsDown * tapsAcross, 7);
    return new Layer(
        new Operation.Convolution(
            Tensor.of(weight, out, in / groups, tapsDown, tapsAcross),
            Tensor.of(values(out, 8), out),
            List.of(strideDown, strideAcross),
            List.of(top, left),
            List.of(bottom, right),
            List.of(1, 1),
            groups),
        List.of(in, height, width));
  }

  private static Operation.Convolution withoutBias(Operation.Convolution operation) {
    return new Operation.Convolution(
        operation.weight(),
        null,
        operation.strides(),
        operation.padsBegin(),
        operation.padsEnd(),
        operation.dilations(),
        operation.groups());
  }

  private static float[] values(int size, int stream) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) DRAWS.gaussian(stream, i);
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static int size(List<Integer> dims) {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  private static ai.djl.ndarray.types.Shape shape(int rows, List<Integer> dims) {
    long[] all = new long[dims.size() + 1];
    all[0] = rows;
    for (int axis = 0; axis < dims.size(); axis++) {
      all[axis + 1] = dims.get(axis);
    }
    return new ai.djl.ndarray.types.Shape(all);
  }

  private static NDArray array(NDManager manager, float[] values, int rows, List<Integer> dims) {
    return manager.create(values, shape(rows, dims));
  }
}
