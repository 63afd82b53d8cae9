package org.ecglens.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.graph.Operation;
import org.ecglens.graph.RecurrentCell;
import org.ecglens.graph.Tensor;
import org.ecglens.onnx.Value.Activation;
import org.ecglens.onnx.Value.Missing;

/**
 * Recurrent layers: what the input adds to the gates is one product for all steps, and each
 * direction a layer of its own.
 */
final class Recurrences {
  private static final int WEIGHT = 1;
  private static final int RECURRENT = 2;
  private static final int BIAS = 3;
  private static final int LENGTHS = 4;
  private static final int HIDDEN = 5;
  private static final int MEMORY = 6;
  private static final int PEEPHOLES = 7;

  private Recurrences() {}

  static Map<String, Lowering> lowerings() {
    return Map.of("LSTM", Recurrences::lower, "GRU", Recurrences::lower, "RNN", Recurrences::lower);
  }

  private static List<Value> lower(OnnxNode node, Steps steps) {
    checkAttributes(node);
    boolean batchFirst = node.integer("layout", 0) != 0;
    String direction = node.text("direction", "forward");
    UnsupportedNodeException.unless(
        List.of("forward", "reverse", "bidirectional").contains(direction),
        "its direction '" + direction + "' is unknown");
    int directions = direction.equals("bidirectional") ? 2 : 1;
    Activation x = steps.lifted(node.activation(0));
    UnsupportedNodeException.unless(x.rank() == 4, "its input has %d axes".formatted(x.rank() - 1));
    int sequences = x.dim(batchFirst ? 1 : 2);
    int length = x.dim(batchFirst ? 2 : 1);
    UnsupportedNodeException.unless(
        sequences == 1 || length > 1,
        "its steps are the records of a batch, which it would mix; give it batch_first=True");
    checkLengths(node, length);
    Activation sequence = sequences(x, sequences, length, batchFirst, steps);
    List<Activation> all = new ArrayList<>();
    List<Activation> last = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      boolean reverse = direction.equals("reverse") || i == 1;
      Activation output = direction(node, steps, sequence, i, directions, reverse);
      int end = reverse ? 0 : length - 1;
      Activation state = steps.add(new Operation.Slice(1, end, end + 1, 1), output);
      all.add(outputs(output, sequences, length, batchFirst, steps));
      last.add(states(state, sequences, batchFirst, steps));
    }
    int axis = batchFirst ? 3 : 2;
    Activation outputs = joined(all, axis, steps);
    Activation states = joined(last, batchFirst ? 2 : 1, steps);
    List<Value> results =
        List.of(
            steps.lowered(outputs),
            steps.lowered(states),
            new Missing(
                "the memory behind the last step of node '"
                    + node.name()
                    + "' is not supported; use its hidden state"));
    return results.subList(0, Math.min(results.size(), Math.max(1, node.outputs())));
  }

  /**
   * The sequences of a record as rows of {@code [steps, features]}.
   *
   * @param x {@code [steps, sequences, features]}, or the sequences first
   */
  private static Activation sequences(
      Activation x, int sequences, int length, boolean batchFirst, Steps steps) {
    if (sequences == 1) {
      return steps.reshape(x, List.of(length, x.dim(3)));
    }
    return steps.lowered(
        batchFirst ? x : steps.add(new Operation.Transpose(List.of(0, 2, 1, 3)), x));
  }

  /** One direction's part of Y, whose axes are steps, directions, sequences, or these first. */
  private static Activation outputs(
      Activation output, int sequences, int length, boolean batchFirst, Steps steps) {
    int size = output.dim(2);
    if (batchFirst) {
      return steps.reshape(steps.lifted(output), List.of(sequences, length, 1, size));
    }
    Activation lifted = steps.lifted(output);
    Activation ordered =
        sequences == 1 ? lifted : steps.add(new Operation.Transpose(List.of(0, 2, 1, 3)), lifted);
    return steps.reshape(ordered, List.of(length, 1, sequences, size));
  }

  /** One direction's part of Y_h, whose axes are directions and sequences, or these first. */
  private static Activation states(
      Activation state, int sequences, boolean batchFirst, Steps steps) {
    int size = state.dim(2);
    return steps.reshape(
        steps.lifted(state),
        batchFirst ? List.of(sequences, 1, size) : List.of(1, sequences, size));
  }

  private static Activation joined(List<Activation> parts, int axis, Steps steps) {
    return parts.size() == 1
        ? parts.get(0)
        : steps.add(new Operation.Concat(axis), parts.toArray(Activation[]::new));
  }

  private static void checkAttributes(OnnxNode node) {
    UnsupportedNodeException.unless(!node.has("clip"), "it clips its gates (clip)");
    UnsupportedNodeException.unless(
        node.integer("input_forget", 0) == 0, "its input and forget gates are one (input_forget)");
    UnsupportedNodeException.unless(
        !node.has("activation_alpha") && !node.has("activation_beta"),
        "its activations have parameters");
    UnsupportedNodeException.unless(
        !node.given(PEEPHOLES)
            || Arrays.stream(node.constant(PEEPHOLES, "P").reals()).allMatch(p -> p == 0),
        "it has peepholes (P)");
  }

  private static void checkLengths(OnnxNode node, int length) {
    if (node.given(LENGTHS)) {
      UnsupportedNodeException.unless(
          Arrays.stream(node.constant(LENGTHS, "sequence_lens").integers())
              .allMatch(given -> given == length),
          "its sequence_lens are not the %d steps of the input".formatted(length));
    }
  }

  private static RecurrentCell cell(OnnxNode node, int direction, int directions) {
    List<String> activations = node.texts("activations");
    int each = node.type().equals("LSTM") ? 3 : node.type().equals("GRU") ? 2 : 1;
    List<String> own =
        activations == null
            ? null
            : activations.subList(direction * each, (direction + 1) * each).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    UnsupportedNodeException.unless(
        activations == null || activations.size() == each * directions,
        "its activations do not fit its directions");
    if (node.type().equals("RNN")) {
      if (own != null && own.get(0).equals("relu")) {
        return RecurrentCell.RELU;
      }
      UnsupportedNodeException.unless(
          own == null || own.get(0).equals("tanh"), "its activation " + own + " is not supported");
      return RecurrentCell.TANH;
    }
    boolean usual =
        own == null
            || own.equals(
                each == 3 ? List.of("sigmoid", "tanh", "tanh") : List.of("sigmoid", "tanh"));
    UnsupportedNodeException.unless(usual, "its activations " + own + " are not supported");
    if (node.type().equals("LSTM")) {
      return RecurrentCell.LSTM;
    }
    return node.integer("linear_before_reset", 0) != 0
        ? RecurrentCell.GRU_RESET_AFTER
        : RecurrentCell.GRU;
  }

  private static Activation direction(
      OnnxNode node,
      Steps steps,
      Activation sequence,
      int direction,
      int directions,
      boolean reverse) {
    RecurrentCell cell = cell(node, direction, directions);
    Constant weight = part(node.constant(WEIGHT, "W"), direction, directions);
    Constant recurrent = part(node.constant(RECURRENT, "R"), direction, directions);
    int rows = weight.dims().get(0);
    int size = recurrent.dims().get(1);
    UnsupportedNodeException.unless(
        rows == cell.gates() * size && recurrent.dims().get(0) == rows,
        "its W and R do not fit: %s and %s".formatted(weight.dims(), recurrent.dims()));
    float[] input = new float[rows];
    float[] state = new float[rows];
    if (node.given(BIAS)) {
      Constant bias = part(node.constant(BIAS, "B"), direction, directions);
      for (int i = 0; i < rows; i++) {
        input[i] = (float) bias.real(i);
        state[i] = (float) bias.real(rows + i);
      }
    }
    Activation gates =
        steps.add(new Operation.Linear(2, weight.tensor(), Tensor.of(input, rows)), sequence);
    return steps.add(
        new Operation.Recurrent(
            cell,
            recurrent.tensor(),
            Tensor.of(state, rows),
            state(node, HIDDEN, "initial_h", direction, directions),
            node.type().equals("LSTM")
                ? state(node, MEMORY, "initial_c", direction, directions)
                : null,
            reverse),
        gates);
  }

  private static Tensor state(
      OnnxNode node, int input, String what, int direction, int directions) {
    if (!node.given(input)) {
      return null;
    }
    Constant all = node.constant(input, what);
    boolean batchFirst = node.integer("layout", 0) != 0;
    UnsupportedNodeException.unless(
        all.rank() == 3 && all.dims().get(batchFirst ? 1 : 0) == directions,
        "its %s has the shape %s".formatted(what, all.dims()));
    int sequences = all.dims().get(batchFirst ? 0 : 1);
    int size = all.dims().get(2);
    float[] values = new float[size];
    for (int sequence = 0; sequence < sequences; sequence++) {
      for (int i = 0; i < size; i++) {
        int row = batchFirst ? sequence * directions + direction : direction * sequences + sequence;
        float value = (float) all.real(row * size + i);
        UnsupportedNodeException.unless(
            sequence == 0 || value == values[i],
            "its %s differ(s) between the sequences of a record".formatted(what));
        values[i] = value;
      }
    }
    return Tensor.of(values, size);
  }

  /** The part of a direction, whose axis is the first. */
  private static Constant part(Constant all, int direction, int directions) {
    UnsupportedNodeException.unless(
        all.rank() >= 2 && all.dims().get(0) == directions,
        "its weights of shape %s are not those of %d direction(s)"
            .formatted(all.dims(), directions));
    List<Integer> dims = all.dims().subList(1, all.rank());
    int size = all.size() / directions;
    return all.pick(dims, size, i -> (long) direction * size + i);
  }
}
