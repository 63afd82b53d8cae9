package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.ecglens.graph.Tensor;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the engine computes from the lowered operators, against onnxruntime. */
class OperatorValuesTest {
  @ParameterizedTest
  @MethodSource("org.ecglens.onnx.OperatorShapesTest#cases")
  void agreesWithOnnxRuntime(OnnxModels file) {
    OnnxModel model = file.read();
    List<Integer> dims = model.recordDims();
    int size = dims.stream().reduce(1, (a, b) -> a * b);
    float[] records = new float[2 * size];
    Random random = new Random(7);
    for (int i = 0; i < records.length; i++) {
      // Away from 0, where a reciprocal has no accurate value; logarithms and roots of negative
      // numbers are NaN on both sides.
      double draw = random.nextGaussian();
      records[i] = (float) (draw + Math.copySign(0.1, draw));
    }
    long[] shape = new long[dims.size() + 1];
    shape[0] = 2;
    for (int i = 0; i < dims.size(); i++) {
      shape[i + 1] = dims.get(i);
    }
    Tensor expected = OnnxRuntime.run(file.bytes(), "x", records, shape).get(0);
    float[] found = new float[expected.size()];
    try (Network network = Networks.open(model.graph(dims), NetworkOptions.DEFAULT)) {
      network.predict(
          2,
          (row, target, offset) -> System.arraycopy(records, row * size, target, offset, size),
          (row, outputs) ->
              System.arraycopy(outputs, 0, found, row * outputs.length, outputs.length));
    }
    double largest = 0;
    for (float value : expected.toArray()) {
      largest = Math.max(largest, Float.isNaN(value) ? 0 : Math.abs(value));
    }
    for (int i = 0; i < found.length; i++) {
      double error = Math.abs(found[i] - expected.get(i));
      boolean bothUndefined = Float.isNaN(found[i]) && Float.isNaN(expected.get(i));
      assertThat(bothUndefined || error <= 1e-5 * Math.max(largest, 1e-3))
          .as("value %d: %s instead of %s", i, found[i], expected.get(i))
          .isTrue();
    }
  }
}
