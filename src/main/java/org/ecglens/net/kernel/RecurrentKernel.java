package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.graph.RecurrentCell;
import org.ecglens.graph.Tensor;

/**
 * {@link Operation.Recurrent}. Going back, states are kept at the beginning of each stretch of
 * steps alone, and the steps of a stretch are taken again, so that memory grows with the number of
 * steps by their gates and not by all that a step computes.
 */
final class RecurrentKernel implements Kernel {
  private static final int STRETCH = 64;

  private final RecurrentStep step;
  private final NDArray hidden;
  private final NDArray memory;
  private final boolean reverse;

  RecurrentKernel(Operation.Recurrent operation, NDManager manager) {
    step = step(operation, manager);
    reverse = operation.reverse();
    int size = operation.weight().dim(1);
    hidden = state(operation.hidden(), size, manager);
    memory =
        operation.cell() == RecurrentCell.LSTM ? state(operation.memory(), size, manager) : null;
  }

  private static NDArray state(Tensor given, int size, NDManager manager) {
    return manager.create(given == null ? new float[size] : given.toArray());
  }

  private static RecurrentStep step(Operation.Recurrent operation, NDManager manager) {
    Tensor weight = operation.weight();
    Tensor bias = operation.bias();
    int gates = operation.cell().gates();
    int size = weight.dim(1);
    return switch (operation.cell()) {
      case TANH ->
          new PlainStep(Function.TANH, new RecurrentWeights(weight, bias, 0, gates, manager));
      case RELU ->
          new PlainStep(Function.RELU, new RecurrentWeights(weight, bias, 0, gates, manager));
      case LSTM -> new LstmStep(new RecurrentWeights(weight, bias, 0, gates, manager), size);
      case GRU, GRU_RESET_AFTER ->
          new GruStep(
              new RecurrentWeights(weight, bias, 0, 2, manager),
              new RecurrentWeights(weight, bias, 2, 3, manager),
              size,
              operation.cell() == RecurrentCell.GRU_RESET_AFTER);
    };
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray gates = inputs.get(0);
    NDArray steps = gates.swapAxes(0, 1);
    NDArray[] outputs = new NDArray[length(gates)];
    RecurrentStep.State state = first(gates);
    for (int i = 0; i < outputs.length; i++) {
      RecurrentStep.State next = next(steps, i, state);
      if (state.memory() != null) {
        state.memory().close();
      }
      outputs[time(i, outputs.length)] = next.hidden();
      state = next;
    }
    return stacked(outputs);
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    return new NDArray[] {backward(inputs.get(0), null, cotangent, rule)};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    return new NDArray[] {
      backward(inputs.get(0), referenceInputs.get(0), cotangent, BackwardRule.GRADIENT)
    };
  }

  private NDArray backward(NDArray gates, NDArray reference, NDArray cotangent, BackwardRule rule) {
    int length = length(gates);
    NDArray[] results = new NDArray[length];
    NDArray steps = gates.swapAxes(0, 1);
    NDArray referenceSteps = reference == null ? null : reference.swapAxes(0, 1);
    NDArray cotangents = cotangent.swapAxes(0, 1);
    List<RecurrentStep.State> states = states(gates, steps);
    List<RecurrentStep.State> referenceStates =
        reference == null ? null : states(reference, referenceSteps);
    RecurrentStep.State after = null;
    for (int stretch = states.size() - 1; stretch >= 0; stretch--) {
      int from = stretch * STRETCH;
      int to = Math.min(length, from + STRETCH);
      RecurrentStep.State beyond = after;
      try (NDScope temporary = new NDScope()) {
        temporary.suppressNotUsedWarning();
        List<RecurrentStep.Trace> traces = traces(steps, from, to, states.get(stretch));
        List<RecurrentStep.Trace> others =
            reference == null
                ? null
                : traces(referenceSteps, from, to, referenceStates.get(stretch));
        for (int i = to - 1; i >= from; i--) {
          NDArray own = cotangents.get(time(i, length));
          RecurrentStep.State cotangentOfState =
              after == null
                  ? new RecurrentStep.State(own, null)
                  : new RecurrentStep.State(own.add(after.hidden()), after.memory());
          RecurrentStep.Back back =
              step.backward(
                  traces.get(i - from),
                  others == null ? null : others.get(i - from),
                  cotangentOfState,
                  rule);
          results[time(i, length)] = back.gates();
          after = back.state();
        }
        for (int i = from; i < to; i++) {
          NDScope.unregister(results[time(i, length)]);
        }
        keep(after);
      }
      close(beyond);
    }
    close(after);
    states.forEach(RecurrentKernel::close);
    if (referenceStates != null) {
      referenceStates.forEach(RecurrentKernel::close);
    }
    return stacked(results);
  }

  /** The states at the beginning of each stretch. */
  private List<RecurrentStep.State> states(NDArray gates, NDArray steps) {
    List<RecurrentStep.State> states = new ArrayList<>();
    RecurrentStep.State state = first(gates);
    for (int i = 0; i < length(gates); i++) {
      if (i % STRETCH == 0) {
        states.add(state);
      }
      RecurrentStep.State next = next(steps, i, state);
      if (i % STRETCH != 0) {
        close(state);
      }
      state = next;
    }
    close(state);
    return states;
  }

  private List<RecurrentStep.Trace> traces(
      NDArray steps, int from, int to, RecurrentStep.State first) {
    List<RecurrentStep.Trace> traces = new ArrayList<>();
    RecurrentStep.State state = first;
    for (int i = from; i < to; i++) {
      RecurrentStep.Trace trace =
          step.forward(steps.get(time(i, (int) steps.getShape().get(0))), state);
      traces.add(trace);
      state = trace.next();
    }
    return traces;
  }

  /** One step, of which the state alone is kept. */
  private RecurrentStep.State next(NDArray steps, int i, RecurrentStep.State state) {
    try (NDScope temporary = new NDScope()) {
      temporary.suppressNotUsedWarning();
      RecurrentStep.State next =
          step.forward(steps.get(time(i, (int) steps.getShape().get(0))), state).next();
      keep(next);
      return next;
    }
  }

  private RecurrentStep.State first(NDArray gates) {
    long batch = gates.getShape().get(0);
    NDManager manager = gates.getManager();
    RecurrentStep.State state =
        new RecurrentStep.State(
            Gate.repeated(hidden, manager, batch),
            memory == null ? null : Gate.repeated(memory, manager, batch));
    keep(state);
    return state;
  }

  private static int length(NDArray gates) {
    return Math.toIntExact(gates.getShape().get(1));
  }

  private int time(int i, int length) {
    return reverse ? length - 1 - i : i;
  }

  private static void keep(RecurrentStep.State state) {
    NDScope.unregister(state.hidden());
    if (state.memory() != null) {
      NDScope.unregister(state.memory());
    }
  }

  private static void close(RecurrentStep.State state) {
    if (state != null) {
      state.hidden().close();
      if (state.memory() != null) {
        state.memory().close();
      }
    }
  }

  /** {@code [batch, steps, …]} of the steps, which are closed. */
  private static NDArray stacked(NDArray[] steps) {
    NDArray result = NDArrays.stack(new NDList(steps), 1);
    Arrays.stream(steps).forEach(NDArray::close);
    return result;
  }
}
