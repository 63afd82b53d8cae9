package org.ecglens.preprocess;

import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Lengthens the signal by a constant.
 *
 * @param samples afterwards, in each lead
 * @param at where the signal is among them
 * @param value of the others, in the unit that the signal has there
 */
public record Pad(int samples, Place at, double value) implements PreprocessingStep {
  static final String NAME = "pad";
  private static final long serialVersionUID = 1L;

  /** Checks the range. */
  public Pad {
    StepFields.check(samples >= 1, "samples", "at least 1", samples);
  }

  static Pad read(StepFields fields) {
    return new Pad(
        fields.whole("samples"),
        fields.word("at", Place.class, Place.START),
        fields.number("value", 0));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    StepFields.check(
        samples >= before.samples(),
        "samples",
        "at least the signal's, " + before.samples(),
        samples);
    return before.withSamples(samples);
  }

  @Override
  public double[][] times(double[][] before, SignalForm form) {
    return Times.each(
        before,
        times -> {
          double[] padded = new double[samples];
          Arrays.fill(padded, Double.NaN);
          System.arraycopy(times, 0, padded, at.before(samples - times.length), times.length);
          return padded;
        });
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    int others = samples - before.samples();
    int first = at.before(others);
    prelude.then(
        new Operation.Pad(List.of(0, first), List.of(0, others - first), value),
        new Shape(prelude.shape().rows(), List.of(before.leads(), samples)));
  }
}
