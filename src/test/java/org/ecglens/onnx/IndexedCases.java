package org.ecglens.onnx;

import static org.ecglens.onnx.OperatorShapesTest.ints;
import static org.ecglens.onnx.OperatorShapesTest.signal;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.ecglens.testing.OnnxModels;

/** Files of operators that choose and replace elements, add up, mask, and transform to spectra. */
final class IndexedCases {
  private IndexedCases() {}

  static List<OnnxModels> all() {
    List<OnnxModels> all = new ArrayList<>();
    indices(all);
    triangles(all);
    spectra(all);
    return all;
  }

  private static TensorProto indices(String name, List<Integer> dims, long below) {
    Random random = new Random(dims.hashCode());
    int size = dims.stream().reduce(1, (a, b) -> a * b);
    TensorProto.Builder tensor =
        OnnxModels.int64(
                LongStream.generate(() -> random.nextLong(-below, below)).limit(size).toArray())
            .toBuilder()
            .clearDims()
            .setName(name);
    dims.forEach(tensor::addDims);
    return tensor.build();
  }

  private static void indices(List<OnnxModels> all) {
    // Indices are those of one record, expanded to as many as there are.
    for (int axis : new int[] {0, 1}) {
      List<Integer> dims = axis == 0 ? List.of(5, 61, 1) : List.of(12, 3, 1);
      all.add(
          expanded(signal(17), dims)
              .tensor(indices("i", dims, axis == 0 ? 12 : 61))
              .node("Expand", "i, e -> j")
              .node("Transpose", "x -> a", "perm", ints(1, 2, 0))
              .node("GatherElements", "a, j -> b", "axis", axis)
              .node("Transpose", "b -> y", "perm", ints(2, 0, 1)));
    }
    all.add(
        signal(17)
            .tensor(indices("i", List.of(3, 5, 2), 12))
            .node("Transpose", "x -> a", "perm", ints(1, 2, 0))
            .node("GatherND", "a, i -> b")
            .node("Transpose", "b -> y", "perm", ints(2, 0, 1)));
    all.add(
        signal(17)
            .tensor(indices("i", List.of(12, 4, 1), 61))
            .node("Transpose", "x -> a", "perm", ints(1, 2, 0))
            .node("GatherND", "a, i -> b", "batch_dims", 1)
            .node("Transpose", "b -> y", "perm", ints(2, 0, 1)));
    all.add(
        signal(17)
            .tensor(
                OnnxModels.int64(3, 0, -1).toBuilder()
                    .clearDims()
                    .addDims(3)
                    .addDims(1)
                    .setName("i")
                    .build())
            .integers("s", 0, 1, 2)
            .node("Transpose", "x -> a", "perm", ints(1, 2, 0))
            .node("Gather", "a, s -> u", "axis", 0)
            .node("ScatterND", "a, i, u -> b")
            .node("Transpose", "b -> y", "perm", ints(2, 0, 1)));
    all.add(
        expanded(signal(18), List.of(12, 61, 1))
            .tensor(distinct("i", 12))
            .node("Expand", "i, e -> j")
            .node("Transpose", "x -> a", "perm", ints(1, 2, 0))
            .node("Sin", "a -> u")
            .node("ScatterElements", "a, j, u -> b", "axis", 0)
            .node("Transpose", "b -> y", "perm", ints(2, 0, 1)));
  }

  /** Every element of axis 0 is replaced once. */
  private static TensorProto distinct(String name, int length) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(length)
            .addDims(61)
            .addDims(1);
    for (int i = 0; i < length * 61; i++) {
      tensor.addInt64Data((i / 61 * 5 + 3) % length);
    }
    return tensor.build();
  }

  /** Adds {@code e}: lengths of axes, of which the last is the number of records. */
  private static OnnxModels expanded(OnnxModels model, List<Integer> dims) {
    return model
        .integers("first", dims.get(0), dims.get(1))
        .integers("zero", 0)
        .node("Shape", "x -> shape")
        .node("Gather", "shape, zero -> records")
        .node("Concat", "first, records -> e", "axis", 0);
  }

  private static void triangles(List<OnnxModels> all) {
    for (int exclusive : new int[] {0, 1}) {
      for (int reverse : new int[] {0, 1}) {
        all.add(
            signal(14)
                .integer("a", exclusive == 0 ? 2 : -2)
                .node("CumSum", "x, a -> y", "exclusive", exclusive, "reverse", reverse));
      }
    }
    for (int upper : new int[] {0, 1}) {
      for (long k : new long[] {-3, 0, 20}) {
        all.add(signal(14).integer("k", k).node("Trilu", "x, k -> y", "upper", upper));
      }
    }
  }

  private static void spectra(List<OnnxModels> all) {
    // Powers of two: for other lengths onnxruntime is off by 1e-4.
    for (int onesided : new int[] {0, 1}) {
      for (long length : new long[] {32, 64}) {
        all.add(
            signal(17)
                .integers("p", 3)
                .integer("n", length)
                .node("Unsqueeze", "x, p -> a")
                .node("DFT", "a, n -> y", "axis", 2, "onesided", onesided));
        all.add(
            signal(20)
                .integers("p", 3)
                .integer("n", length)
                .integer("d", 1)
                .node("Unsqueeze", "x, p -> a")
                .node("DFT", "a, n, d -> y", "onesided", onesided));
      }
      all.add(
          signal(17)
              .integer("s", 7)
              .weights("w", 20)
              .integers("i", 4)
              .node("Gather", "x, i -> b", "axis", 1)
              .integers("q", 0, -1, 1)
              .node("Reshape", "b, q -> c")
              .node("STFT", "c, s, w -> y", "onesided", onesided));
    }
    for (int inverse : new int[] {0, 1}) {
      // Pairs of samples as complex numbers.
      all.add(
          signal(17)
              .integers("s", 0)
              .integers("e", 32)
              .integers("a", 2)
              .integers("r", 0, 12, 16, 2)
              .node("Slice", "x, s, e, a -> b")
              .node("Reshape", "b, r -> c")
              .node("DFT", "c -> y", "axis", 2, "inverse", inverse));
    }
  }
}
