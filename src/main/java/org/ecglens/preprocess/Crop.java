package org.ecglens.preprocess;

import java.util.Arrays;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Keeps a part of the signal.
 *
 * @param samples that are kept in each lead
 * @param at which of them
 */
public record Crop(int samples, Place at) implements PreprocessingStep {
  static final String NAME = "crop";
  private static final long serialVersionUID = 1L;

  /** Checks the range. */
  public Crop {
    StepFields.check(samples >= 1, "samples", "at least 1", samples);
  }

  static Crop read(StepFields fields) {
    return new Crop(fields.whole("samples"), fields.word("at", Place.class, Place.START));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    StepFields.check(
        samples <= before.samples(),
        "samples",
        "at most the signal's, " + before.samples(),
        samples);
    return before.withSamples(samples);
  }

  @Override
  public double[][] times(double[][] before, SignalForm form) {
    return Times.each(
        before,
        times -> {
          int from = at.before(times.length - samples);
          return Arrays.copyOfRange(times, from, from + samples);
        });
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    int from = at.before(before.samples() - samples);
    prelude.then(
        new Operation.Slice(2, from, from + samples, 1),
        new Shape(prelude.shape().rows(), List.of(before.leads(), samples)));
  }
}
