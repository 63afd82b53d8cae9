package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/** Sums, means and extremes over axes. */
final class Reductions {
  private interface Reduction {
    Activation reduce(Activation x, List<Integer> axes, boolean keep, Steps steps);
  }

  private Reductions() {}

  static Map<String, Lowering> lowerings() {
    Map<String, Lowering> all = new HashMap<>();
    all.put("ReduceMean", reduction(Reductions::mean));
    all.put("ReduceSum", reduction(Reductions::sum));
    all.put("ReduceMax", reduction(Reductions::maximum));
    all.put(
        "ReduceMin",
        reduction(
            (x, axes, keep, steps) ->
                steps.scale(-1, maximum(steps.scale(-1, x), axes, keep, steps))));
    all.put(
        "ReduceL1",
        reduction((x, axes, keep, steps) -> sum(steps.apply(Function.ABS, x), axes, keep, steps)));
    all.put("ReduceSumSquare", reduction(Reductions::sumOfSquares));
    all.put(
        "ReduceL2",
        reduction(
            (x, axes, keep, steps) ->
                steps.apply(Function.SQRT, sumOfSquares(x, axes, keep, steps))));
    all.put(
        "ReduceLogSum",
        reduction((x, axes, keep, steps) -> steps.apply(Function.LOG, sum(x, axes, keep, steps))));
    all.put("ReduceLogSumExp", reduction(Reductions::logSumExp));
    return all;
  }

  private static Activation mean(Activation x, List<Integer> axes, boolean keep, Steps steps) {
    return steps.add(new Operation.ReduceMean(axes, keep), x);
  }

  private static Activation sum(Activation x, List<Integer> axes, boolean keep, Steps steps) {
    return steps.add(new Operation.ReduceSum(axes, keep), x);
  }

  private static Activation maximum(Activation x, List<Integer> axes, boolean keep, Steps steps) {
    return steps.add(new Operation.ReduceMax(axes, keep), x);
  }

  private static Activation sumOfSquares(
      Activation x, List<Integer> axes, boolean keep, Steps steps) {
    return sum(steps.add(new Operation.Multiply(), x, x), axes, keep, steps);
  }

  /** m + ln Σ e^(x − m) with the maximum m, which does not overflow. */
  private static Activation logSumExp(Activation x, List<Integer> axes, boolean keep, Steps steps) {
    Activation m = maximum(x, axes, true, steps);
    Activation powers = steps.apply(Function.EXP, steps.add(new Operation.Subtract(), x, m));
    Activation log = steps.apply(Function.LOG, sum(powers, axes, true, steps));
    Activation result = steps.add(new Operation.Add(), m, log);
    return keep ? result : steps.reshape(result, kept(x, axes));
  }

  private static List<Integer> kept(Activation x, List<Integer> axes) {
    return IntStream.range(1, x.rank()).filter(i -> !axes.contains(i)).map(x::dim).boxed().toList();
  }

  private static Lowering reduction(Reduction reduction) {
    return single(
        (node, steps) -> {
          Activation x = node.activation(0);
          boolean keep = node.integer("keepdims", 1) != 0;
          long[] given = node.integers("axes", 1);
          if (given == null || given.length == 0) {
            UnsupportedNodeException.unless(
                x.shape().rows() > 1 || node.integer("noop_with_empty_axes", 0) != 0,
                "it reduces all axes, the batch axis included, and would mix records");
            if (node.integer("noop_with_empty_axes", 0) != 0) {
              return x;
            }
            given = IntStream.range(0, x.rank()).asLongStream().toArray();
          }
          TreeSet<Integer> axes = new TreeSet<>();
          for (long axis : given) {
            axes.add(OnnxNode.axis(axis, x.rank()));
          }
          if (!axes.contains(0)) {
            return reduction.reduce(x, List.copyOf(axes), keep, steps);
          }
          OnnxNode.unlessBatch(x);
          List<Integer> shifted = axes.stream().map(axis -> axis + 1).toList();
          return steps.lowered(reduction.reduce(steps.lifted(x), shifted, keep, steps));
        });
  }
}
