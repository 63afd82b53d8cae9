package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Lengthens the signal by itself, from its beginning on: {@code numpy.resize} of each lead.
 *
 * @param samples afterwards, in each lead
 */
public record Repeat(int samples) implements PreprocessingStep {
  static final String NAME = "repeat";
  private static final long serialVersionUID = 1L;

  /** Checks the range. */
  public Repeat {
    StepFields.check(samples >= 1, "samples", "at least 1", samples);
  }

  static Repeat read(StepFields fields) {
    return new Repeat(fields.whole("samples"));
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
        times -> IntStream.range(0, samples).mapToDouble(i -> times[i % times.length]).toArray());
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    int rows = prelude.shape().rows();
    List<String> parts =
        new ArrayList<>(Collections.nCopies(samples / before.samples(), prelude.value()));
    int rest = samples % before.samples();
    if (rest > 0) {
      parts.add(
          prelude.node(
              new Operation.Slice(2, 0, rest, 1),
              List.of(prelude.value()),
              new Shape(rows, List.of(before.leads(), rest))));
    }
    prelude.goOn(
        prelude.node(
            new Operation.Concat(2), parts, new Shape(rows, List.of(before.leads(), samples))));
  }
}
