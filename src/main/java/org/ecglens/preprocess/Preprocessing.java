package org.ecglens.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Steps between a recorded ECG and a network, in order.
 *
 * @param steps each on what the one before it gives
 */
public record Preprocessing(List<PreprocessingStep> steps) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a record, as a recording has at most. */
  private static final int MOST_VALUES = 1 << 26;

  /** Copies the list. */
  public Preprocessing {
    steps = List.copyOf(steps);
  }

  /** Some steps. */
  public static Preprocessing of(List<PreprocessingStep> steps) {
    return new Preprocessing(steps);
  }

  /**
   * Reads the list of a card.
   *
   * @throws UserException naming the step and the field that is wrong
   */
  public static List<PreprocessingStep> read(JsonNode list) {
    List<PreprocessingStep> steps = new ArrayList<>();
    for (JsonNode node : list) {
      try {
        steps.add(StepReader.read(node));
      } catch (UserException e) {
        throw wrong(steps.size(), node.path("step").asText("?"), e);
      }
    }
    return List.copyOf(steps);
  }

  /**
   * What the network gets of a recorded ECG.
   *
   * @throws UserException naming the step that cannot be done, and why
   */
  public SignalForm after(SignalForm recorded) {
    SignalForm form = recorded;
    for (int i = 0; i < steps.size(); i++) {
      try {
        form = steps.get(i).after(form);
        if ((double) form.leads() * form.samples() * form.windows() > MOST_VALUES) {
          throw new UserException(
              "makes %d leads × %d samples × %d windows of a record; more than %,d values are not taken"
                  .formatted(form.leads(), form.samples(), form.windows(), MOST_VALUES));
        }
      } catch (UserException e) {
        throw wrong(i, steps.get(i).step(), e);
      }
    }
    return form;
  }

  /**
   * The network with the steps before it; itself if there are none.
   *
   * @param network that takes leads × samples as the last step gives them
   * @param recorded what goes into the first step
   * @throws UserException as {@link #after}
   */
  public Graph before(Graph network, SignalForm recorded) {
    if (steps.isEmpty()) {
      return network;
    }
    after(recorded);
    Prelude prelude = new Prelude(network, Shape.of(recorded.leads(), recorded.samples()));
    SignalForm form = recorded;
    double[][] times = Times.of(recorded.samples());
    boolean whole = true;
    for (PreprocessingStep step : steps) {
      step.addTo(prelude, form);
      double[][] shown = step.times(times, form);
      whole &= shown == times || step instanceof Resample;
      times = shown;
      form = step.after(form);
    }
    if (!whole) {
      prelude.shows(Times.tensor(times));
    }
    return prelude.graph();
  }

  /**
   * The steps alone: a network whose outputs are what they give, {@code [lead * samples + sample]}.
   *
   * @param recorded what goes into the first step
   * @throws UserException as {@link #after}
   */
  public Graph asNetwork(SignalForm recorded) {
    SignalForm form = after(recorded);
    Shape prepared = Shape.of(form.leads(), form.samples());
    Shape flat = Shape.of(Math.multiplyExact(form.leads(), form.samples()));
    Node outputs =
        new Node("flat", Node.PREPROCESSING, new Operation.Reshape(), List.of("x"), "prepared");
    return before(
        new Graph(
            "x", List.of(outputs), List.of("prepared"), Map.of("x", prepared, "prepared", flat)),
        recorded);
  }

  private static UserException wrong(int index, String step, UserException e) {
    return new UserException(
        "preprocessing[%d] (%s): %s".formatted(index, step, e.getMessage()), e);
  }
}
