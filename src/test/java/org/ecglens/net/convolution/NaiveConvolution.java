package org.ecglens.net.convolution;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.Operation;

/** The definition of a convolution and of its transpose as loops in double precision. */
final class NaiveConvolution {
  private final Operation.Convolution operation;
  private final int[] input;
  private final int[] output;

  /** For inputs {@code [in, spatial...]}. */
  NaiveConvolution(Operation.Convolution operation, List<Integer> input) {
    this.operation = operation;
    this.input = plane(input.subList(1, input.size()), 1);
    this.output = new int[2];
    for (int axis = 0; axis < 2; axis++) {
      int reach = dilation(axis) * (taps(axis) - 1);
      int padded = this.input[axis] + begin(axis) + plane(operation.padsEnd(), 0)[axis];
      output[axis] = (padded - reach - 1) / stride(axis) + 1;
    }
  }

  /** Shape of the output for one row. */
  List<Integer> outputDims() {
    List<Integer> dims = new ArrayList<>();
    dims.add(out());
    if (operation.strides().size() == 2) {
      dims.add(output[0]);
    }
    dims.add(output[1]);
    return dims;
  }

  double[] forward(double[] x, int rows) {
    double[] y = new double[rows * out() * output[0] * output[1]];
    if (operation.bias() != null) {
      for (int i = 0; i < y.length; i++) {
        y[i] = operation.bias().get(i / (output[0] * output[1]) % out());
      }
    }
    visit(rows, (from, to, weight) -> y[to] += weight * x[from]);
    return y;
  }

  double[] backward(double[] y, int rows) {
    double[] x = new double[rows * in() * input[0] * input[1]];
    visit(rows, (from, to, weight) -> x[from] += weight * y[to]);
    return x;
  }

  private interface Visitor {
    void accept(int from, int to, double weight);
  }

  private void visit(int rows, Visitor visitor) {
    float[] weight = operation.weight().toArray();
    int inPerGroup = operation.weight().dim(1);
    int outPerGroup = out() / operation.groups();
    int[] taps = {taps(0), taps(1)};
    int[] stride = {stride(0), stride(1)};
    int[] dilation = {dilation(0), dilation(1)};
    int[] begin = {begin(0), begin(1)};
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < out(); o++) {
        for (int i = 0; i < inPerGroup; i++) {
          int from = row * in() + o / outPerGroup * inPerGroup + i;
          int to = row * out() + o;
          for (int h = 0; h < output[0]; h++) {
            for (int w = 0; w < output[1]; w++) {
              for (int p = 0; p < taps[0]; p++) {
                for (int q = 0; q < taps[1]; q++) {
                  int y = h * stride[0] + p * dilation[0] - begin[0];
                  int x = w * stride[1] + q * dilation[1] - begin[1];
                  if (y >= 0 && y < input[0] && x >= 0 && x < input[1]) {
                    visitor.accept(
                        (from * input[0] + y) * input[1] + x,
                        (to * output[0] + h) * output[1] + w,
                        weight[((o * inPerGroup + i) * taps[0] + p) * taps[1] + q]);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private int in() {
    return operation.weight().dim(1) * operation.groups();
  }

  private int out() {
    return operation.weight().dim(0);
  }

  private int taps(int axis) {
    List<Integer> dims = operation.weight().dims();
    return plane(dims.subList(2, dims.size()), 1)[axis];
  }

  private int stride(int axis) {
    return plane(operation.strides(), 1)[axis];
  }

  private int dilation(int axis) {
    return plane(operation.dilations(), 1)[axis];
  }

  private int begin(int axis) {
    return plane(operation.padsBegin(), 0)[axis];
  }

  private static int[] plane(List<Integer> values, int filler) {
    return values.size() == 2
        ? new int[] {values.get(0), values.get(1)}
        : new int[] {filler, values.get(0)};
  }
}
