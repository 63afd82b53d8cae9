package org.ecglens.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.Kernel;
import org.ecglens.net.kernel.Kernels;
import org.ecglens.net.kernel.RelevanceKernel;

/**
 * A graph bound to kernels: forward with or without keeping what a backward pass needs, and
 * backward.
 */
final class Program {
  private final List<Step> steps;
  private final int values;
  private final int[] outputs;
  private final int[] lastUse;
  private final Map<String, Integer> nodeOutputs = new HashMap<>();
  private final Graph graph;

  private record Step(Node node, Kernel kernel, List<Integer> inputs, int output) {
    NDList inputs(NDArray[] tape) {
      NDList list = new NDList(inputs.size());
      for (int input : inputs) {
        list.add(tape[input]);
      }
      return list;
    }
  }

  /** Values of a forward pass, indexed like the program's. */
  static final class Tape {
    private final NDArray[] values;

    private Tape(NDArray[] values) {
      this.values = values;
    }
  }

  Program(Graph graph, NDManager manager, Kernels.Convolutions convolutions) {
    this.graph = graph;
    Map<String, Integer> index = new HashMap<>();
    index.put(graph.input(), 0);
    List<Step> bound = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean constant = node.operation() instanceof Operation.Constant;
      List<Integer> inputs =
          constant ? List.of(0) : node.inputs().stream().map(index::get).toList();
      int output = index.size();
      index.put(node.output(), output);
      nodeOutputs.put(node.name(), output);
      bound.add(new Step(node, Kernels.of(node, graph, manager, convolutions), inputs, output));
    }
    steps = List.copyOf(bound);
    values = index.size();
    outputs = graph.outputs().stream().mapToInt(index::get).toArray();
    lastUse = new int[values];
    for (int i = 0; i < steps.size(); i++) {
      for (int input : steps.get(i).inputs()) {
        lastUse[input] = i;
      }
    }
    for (int output : outputs) {
      lastUse[output] = Integer.MAX_VALUE;
    }
    lastUse[0] = Integer.MAX_VALUE;
  }

  Graph graph() {
    return graph;
  }

  /** Forward pass that keeps every value. */
  Tape record(NDArray input) {
    NDArray[] tape = new NDArray[values];
    tape[0] = input;
    for (Step step : steps) {
      tape[step.output()] = forward(step, tape);
    }
    return new Tape(tape);
  }

  /** Forward pass that lets go of each value after its last use. */
  Tape forward(NDArray input) {
    NDArray[] tape = new NDArray[values];
    tape[0] = input;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      NDArray output = forward(step, tape);
      tape[step.output()] = output;
      for (int used : step.inputs()) {
        if (lastUse[used] == i && tape[used] != null && tape[used] != output) {
          tape[used].close();
          tape[used] = null;
        }
      }
    }
    return new Tape(tape);
  }

  /** One operation, without what it needed on its way. */
  private static NDArray forward(Step step, NDArray[] tape) {
    try (NDScope temporary = new NDScope()) {
      temporary.suppressNotUsedWarning();
      NDArray output = step.kernel().forward(step.inputs(tape));
      NDScope.unregister(output);
      return output;
    }
  }

  /** All outputs of each row, one after the other. */
  float[][] predictions(Tape tape, int rows) {
    float[][] predictions = new float[rows][graph.outputSize()];
    int offset = 0;
    for (int i = 0; i < outputs.length; i++) {
      float[] flat = tape.values[outputs[i]].toFloatArray();
      int size = outputSize(i);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(flat, row * size, predictions[row], offset, size);
      }
      offset += size;
    }
    return predictions;
  }

  private int outputSize(int output) {
    return Math.toIntExact(graph.shape(graph.outputs().get(output)).size());
  }

  /** The kept output of a node. */
  NDArray value(Tape tape, String node) {
    return tape.values[nodeOutputs.get(node)];
  }

  /** Derivative of an output element with respect to the input. */
  NDArray gradient(Tape tape, int target, BackwardRule rule) {
    return backward(
        tape,
        target,
        0,
        (step, cotangent) ->
            step.kernel()
                .gradient(step.inputs(tape.values), tape.values[step.output()], cotangent, rule));
  }

  /** The kernels of all nodes, by name. */
  Map<String, Kernel> kernels() {
    Map<String, Kernel> kernels = new HashMap<>();
    steps.forEach(step -> kernels.put(step.node().name(), step.kernel()));
    return kernels;
  }

  /**
   * Relevance of the input for an output element, whose own is its value.
   *
   * @param kernels by node
   */
  NDArray relevance(Tape tape, int target, Map<String, RelevanceKernel> kernels) {
    NDArray[] relevances = new NDArray[values];
    seed(tape, target, true, relevances);
    return backward(
        tape,
        relevances,
        0,
        (step, relevance) ->
            kernels
                .get(step.node().name())
                .back(step.inputs(tape.values), tape.values[step.output()], relevance));
  }

  /** Derivative of an output element with respect to the output of a node. */
  NDArray gradientAt(Tape tape, int target, String node) {
    return backward(
        tape,
        target,
        nodeOutputs.get(node),
        (step, cotangent) ->
            step.kernel()
                .gradient(
                    step.inputs(tape.values),
                    tape.values[step.output()],
                    cotangent,
                    BackwardRule.GRADIENT));
  }

  /**
   * DeepLIFT multipliers of an output element for the input.
   *
   * @param reference of one record, which then serves all, or of as many as the tape
   */
  NDArray multipliers(Tape tape, Tape reference, int target) {
    long batch = tape.values[0].getShape().get(0);
    NDManager scratch = tape.values[0].getManager();
    try (NDScope handles = new NDScope()) {
      handles.suppressNotUsedWarning();
      NDArray[] references = new NDArray[values];
      for (int value = 0; value < values; value++) {
        references[value] =
            serving(batch, tape.values[value].getShape().get(0), reference.values[value], scratch);
      }
      NDArray result =
          backward(
              tape,
              target,
              0,
              (step, cotangent) ->
                  step.kernel()
                      .rescale(
                          step.inputs(tape.values),
                          tape.values[step.output()],
                          step.inputs(references),
                          references[step.output()],
                          cotangent));
      NDScope.unregister(result);
      return result;
    }
  }

  /**
   * A value of the reference for a batch. What the engine computes belongs to the manager of its
   * first operand: a reference that outlives the batch would keep all of it, so that the batch gets
   * a handle of its own on the same numbers. One record's value broadcasts against a batch, unless
   * it takes several rows: it is repeated.
   *
   * @param rows of the batch's value
   */
  private static NDArray serving(long batch, long rows, NDArray kept, NDManager scratch) {
    NDArray reference = kept.stopGradient();
    reference.attach(scratch);
    if (reference.getShape().get(0) == 1 || reference.getShape().get(0) == rows) {
      return reference;
    }
    long[] repeats = new long[reference.getShape().dimension()];
    Arrays.fill(repeats, 1);
    repeats[0] = batch;
    return reference.tile(repeats);
  }

  private interface Back {
    NDArray[] through(Step step, NDArray cotangent);
  }

  private NDArray backward(Tape tape, int target, int wanted, Back back) {
    NDArray[] cotangents = new NDArray[values];
    seed(tape, target, false, cotangents);
    return backward(tape, cotangents, wanted, back);
  }

  private NDArray backward(Tape tape, NDArray[] cotangents, int wanted, Back back) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.output() == wanted) {
        break;
      }
      if (cotangents[step.output()] != null) {
        backward(step, cotangents, back);
      }
    }
    NDArray result = cotangents[wanted];
    return result == null ? tape.values[wanted].zerosLike() : result;
  }

  /** Takes a cotangent through one operation, and lets go of it and of what that needed. */
  private static void backward(Step step, NDArray[] cotangents, Back back) {
    NDArray cotangent = cotangents[step.output()];
    cotangents[step.output()] = null;
    List<NDArray> used = new ArrayList<>(List.of(cotangent));
    try (NDScope temporary = new NDScope()) {
      temporary.suppressNotUsedWarning();
      NDArray[] contributions = back.through(step, cotangent);
      for (int k = 0; k < contributions.length; k++) {
        if (contributions[k] != null) {
          int input = step.inputs().get(k);
          NDArray sum = cotangents[input];
          if (sum == null) {
            cotangents[input] = contributions[k];
          } else {
            cotangents[input] = sum.add(contributions[k]);
            used.add(sum);
          }
        }
      }
      for (int input : step.inputs()) {
        if (cotangents[input] != null) {
          NDScope.unregister(cotangents[input]);
        }
      }
    }
    // An addition hands its cotangent on to each of its inputs as it is.
    for (NDArray array : used) {
      if (Arrays.stream(cotangents).noneMatch(other -> other == array)) {
        array.close();
      }
    }
  }

  /** 1, or the output itself, at the target's place of its output, 0 elsewhere. */
  private void seed(Tape tape, int target, boolean itself, NDArray[] cotangents) {
    int element = target;
    for (int i = 0; i < outputs.length; i++) {
      int size = outputSize(i);
      if (element < size) {
        NDArray output = tape.values[outputs[i]];
        float[] outputValues = itself ? output.toFloatArray() : null;
        float[] seed = new float[Math.toIntExact(output.size())];
        for (int position = element; position < seed.length; position += size) {
          seed[position] = itself ? outputValues[position] : 1;
        }
        cotangents[outputs[i]] = output.getManager().create(seed, output.getShape());
        return;
      }
      element -= size;
    }
    throw new IllegalArgumentException(
        "target " + target + " of a network with " + graph.outputSize() + " outputs");
  }
}
