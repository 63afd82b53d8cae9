package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Cuts a record into windows, each of which goes through the network by itself. What is predicted
 * and explained is the mean or the maximum of the windows' outputs. Samples behind the last whole
 * window are not seen.
 *
 * @param samples in each lead of a window
 * @param stride samples from the beginning of one to that of the next
 * @param aggregate what is made of the outputs
 */
public record Window(int samples, int stride, Aggregate aggregate) implements PreprocessingStep {
  static final String NAME = "window";
  private static final long serialVersionUID = 1L;

  /** What is made of the outputs of the windows. */
  public enum Aggregate {
    /** Their mean. */
    MEAN,
    /** The largest. */
    MAX
  }

  /** Checks the ranges. */
  public Window {
    StepFields.check(samples >= 1, "samples", "at least 1", samples);
    StepFields.check(stride >= 1, "stride", "at least 1", stride);
  }

  static Window read(StepFields fields) {
    int samples = fields.whole("samples");
    Integer stride = fields.integer("stride");
    return new Window(
        samples,
        stride == null ? samples : stride,
        fields.word("aggregate", Aggregate.class, Aggregate.MEAN));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    if (before.windows() > 1) {
      throw new UserException("the record has been cut into windows before");
    }
    StepFields.check(
        samples <= before.samples(),
        "samples",
        "at most the signal's, " + before.samples(),
        samples);
    return before.withWindows((before.samples() - samples) / stride + 1, samples);
  }

  @Override
  public double[][] times(double[][] before, SignalForm form) {
    double[] whole = before[0];
    return IntStream.rangeClosed(0, (whole.length - samples) / stride)
        .mapToObj(window -> Arrays.copyOfRange(whole, window * stride, window * stride + samples))
        .toArray(double[][]::new);
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    int windows = after(before).windows();
    int leads = before.leads();
    List<String> parts = new ArrayList<>();
    for (int window = 0; window < windows; window++) {
      int from = window * stride;
      parts.add(
          prelude.node(
              new Operation.Slice(2, from, from + samples, 1),
              List.of(prelude.value()),
              Shape.of(leads, samples)));
    }
    Shape one = Shape.of(Math.multiplyExact(windows, leads), samples);
    prelude.goOn(prelude.node(new Operation.Concat(1), parts, one));
    prelude.then(new Operation.Reshape(), new Shape(windows, List.of(leads, samples)));
    if (aggregate == Aggregate.MAX) {
      prelude.aggregateByMaximum();
    }
  }
}
